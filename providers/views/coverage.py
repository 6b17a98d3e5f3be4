"""The coverage map: kind of help by district by time of the week, empty cells shown."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import clock
from core.presenters import Crumb, Filter, Option
from core.views import HouseView
from providers.models import Service
from providers.registry import whereabouts
from providers.services import coverage

MOST = 12
"""Districts beside each other in the map of a programme: where most of its people live."""


class CoverageMap(HouseView):
    """One table for a postcode area, or for where the people of a programme live.

    Words and colour; each cell opens the list behind it.
    """

    access = "providers.view"
    template_name = "providers/coverage.html"
    title = gettext_lazy("Where there is help, and where there is none")

    def get_back(self):
        return Crumb(_("Find a service"), reverse("providers:list"))

    def get_context_data(self, **kwargs):
        self.programmes, people = self._people()
        area = "" if people is not None else self._area()
        districts = list(people)[:MOST] if people is not None else coverage.districts_of(area)
        rows = Service.objects.visible_to(self.request.user)
        found = coverage.coverage(rows, districts, on=clock.today())
        return super().get_context_data(
            filters=[*self._programme_filter(), *self._area_filter(area)],
            heads=[(each, self._lives(people, each)) for each in districts],
            by_programme=people is not None,
            rows=[self.row(kind, found, districts) for kind in Service.Kind],
            **kwargs,
        )

    def _people(self):
        """The programmes one may choose from, and who lives where in the one chosen."""
        source = next(iter(whereabouts), None)
        if source is None:
            return {}, None
        programmes = {each.slug: each for each in source.programmes(self.request.user)}
        chosen = programmes.get(self.request.GET.get("programme", ""))
        return programmes, source.people(self.request.user, chosen) if chosen else None

    def _programme_filter(self) -> list[Filter]:
        if not self.programmes:
            return []
        chosen = self.request.GET.get("programme", "")
        options = [Option("", _("All districts of a postcode area"), chosen=not chosen)]
        options += [
            Option(slug, each.name, chosen=slug == chosen) for slug, each in self.programmes.items()
        ]
        return [Filter("programme", _("Where people of a programme live"), tuple(options))]

    def _area(self) -> str:
        """The area asked for, else the one of Dudley, else the first."""
        names = [letters for letters, _town in coverage.areas()]
        area = self.request.GET.get("area", "")
        if area in names:
            return area
        return "DY" if "DY" in names else names[0] if names else ""

    def _area_filter(self, area: str) -> list[Filter]:
        options = tuple(
            Option(letters, f"{letters}: {town}", chosen=letters == area)
            for letters, town in coverage.areas()
        )
        return [Filter("area", _("Postcode area"), options)] if area else []

    def _lives(self, people, district: str) -> str:
        """How many of the programme's people live there."""
        if people is None:
            return ""
        count = people[district]
        return ngettext("%(count)d resident", "%(count)d residents", count) % {"count": count}

    def row(self, kind, found, districts) -> dict:
        """One kind of help over all districts."""
        return {
            "name": kind.label,
            "cells": [
                self.cell(kind, district, found.get((kind.value, district)))
                for district in districts
            ],
        }

    def cell(self, kind, district: str, covered) -> dict:
        """How many by day, in the evening and at the weekend, each leading to the list."""
        if covered is None or covered.nothing:
            return {"nothing": True, "url": self.listed(kind, district, ""), "times": ()}
        names = (_("Day"), _("Evening"), _("Weekend"))
        times = [
            {"name": name, "count": count, "url": self.listed(kind, district, part)}
            for name, count, part in zip(names, covered.by_time, coverage.TIMES, strict=True)
        ]
        unstated = {"name": _("No times stated"), "count": covered.unstated}
        return {
            "nothing": False,
            "where": f"{kind.label}, {district}",
            "times": times,
            "unstated": {**unstated, "url": self.listed(kind, district, "")},
        }

    def listed(self, kind, district: str, part: str) -> str:
        """The list behind a cell."""
        asked = {"kind": kind.value, "near": district, "within": coverage.MILES, "room": ""}
        return f"{reverse('providers:list')}?{urlencode({**asked, 'part': part})}"

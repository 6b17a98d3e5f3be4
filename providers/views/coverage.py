"""The coverage map: kind of help by district by time of the week, empty cells shown."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.presenters import Crumb, Filter, Option
from core.views import HouseView
from providers.models import Service
from providers.services import coverage


class CoverageMap(HouseView):
    """One table for one postcode area. Words and colour; each cell opens the list behind it."""

    access = "providers.view"
    template_name = "providers/coverage.html"
    title = gettext_lazy("Where there is help, and where there is none")

    def get_back(self):
        return Crumb(_("Find a service"), reverse("providers:list"))

    def get_context_data(self, **kwargs):
        areas = coverage.areas()
        names = [letters for letters, _town in areas]
        area = self.request.GET.get("area", "")
        area = area if area in names else ("DY" if "DY" in names else names[0] if names else "")
        districts = coverage.districts_of(area)
        rows = Service.objects.visible_to(self.request.user)
        found = coverage.coverage(rows, districts, on=clock.today())
        options = tuple(
            Option(letters, f"{letters}: {town}", chosen=letters == area) for letters, town in areas
        )
        return super().get_context_data(
            filters=[Filter("area", _("Postcode area"), options)],
            districts=districts,
            rows=[self.row(kind, found, districts) for kind in Service.Kind],
            **kwargs,
        )

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

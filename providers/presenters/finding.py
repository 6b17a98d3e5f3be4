"""What was found: each service with how far it is, what it states, and the team's own tip."""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import day_of
from core.presenters import Cell, Filter, Option, Row
from providers.models import Access, Suits
from providers.presenters.service import (
    capacity_words,
    needs_words,
    price_words,
    room_tag,
    waiting_words,
    when_words,
    where_words,
)
from providers.services.finding import Reach, Wanted


@dataclass(frozen=True, slots=True)
class Ticks:
    """A group of tick boxes of the search, folded away while none is ticked."""

    name: str
    legend: str
    options: tuple[Option, ...]

    @property
    def chosen(self) -> int:
        """How many are ticked."""
        return sum(each.chosen for each in self.options)


def search_box(form) -> dict:
    """The search form in three parts: always shown, more, and tick boxes."""
    return {
        "short": [_one(form[name]) for name in form.SHORT],
        "more": [_one(form[name]) for name in form.MORE],
        "ticks": [_ticks(form[name]) for name in form.TICKS],
        "chosen": _count_chosen(form),
    }


def _count_chosen(form) -> int:
    """How many of the folded questions are answered: that shows without unfolding them."""
    single = sum(bool(form[name].value()) for name in form.MORE)
    return single + sum(len(form[name].value() or ()) for name in form.TICKS)


def _one(field) -> Filter:
    value = str(field.value() or "")
    options = tuple(
        Option(str(code), words, chosen=str(code) == value)
        for code, words in getattr(field.field, "choices", ())
    )
    return Filter(field.html_name, field.label, options, "" if options else value)


def _ticks(field) -> Ticks:
    value = field.value() or []
    options = tuple(
        Option(code, words, chosen=code in value) for code, words in field.field.choices
    )
    return Ticks(field.html_name, field.label, options)


def found_row(service, on: dt.date, *, url: str, wanted: Wanted, reach: Reach | None, tip) -> Row:
    """One service that was found, with why it may be right."""
    about = [service.provider.organisation.name]
    if tip is not None:
        about.append(_("Tip: %(words)s") % {"words": tip.words})
    money = " · ".join(each for each in (price_words(service), waiting_words(service)) if each)
    return Row(
        (
            Cell(service.name, url=url, sub=" — ".join(about)),
            Cell(service.get_kind_display(), sub=fit_words(service, wanted)),
            Cell(reach_words(reach, wanted) or where_words(service), sub=when_words(service)),
            Cell(tags=(room_tag(service, on),), sub=capacity_words(service)),
            Cell(money),
        ),
        key=service.reference,
    )


def fit_words(service, wanted: Wanted) -> str:
    """What of the things asked for it states and what it is silent about; else what it is for."""
    asked = [(Access(code).label, code in service.access) for code in wanted.access]
    asked += [(Suits(code).label, code in service.suits) for code in wanted.suits]
    said = ", ".join(str(label) for label, there in asked if there)
    silent = ", ".join(str(label) for label, there in asked if not there)
    parts = [needs_words(service)]
    if said:
        parts.append(_("States: %(what)s") % {"what": said})
    if silent:
        parts.append(_("Does not say: %(what)s") % {"what": silent})
    return " · ".join(each for each in parts if each)


def reach_words(reach: Reach | None, wanted: Wanted) -> str:
    """How far, or that it comes, or that we do not know."""
    if reach is None or not wanted.district:
        return ""
    if reach.miles is not None:
        return miles_words(reach.miles)
    if reach.comes:
        return _("Comes to %(district)s") % {"district": wanted.district}
    return _("Distance not known")


def miles_words(miles: float) -> str:
    """About 3 miles: never more exact than the middle of a postcode district allows."""
    if miles < 1:
        return _("Less than a mile or so")
    whole = round(miles)
    return ngettext("About %(miles)d mile", "About %(miles)d miles", whole) % {"miles": whole}


def tip_facts(tips) -> list[dict]:
    """Each tip with who wrote it when."""
    return [
        {
            "reference": each.reference,
            "words": each.words,
            "by": _("%(who)s, %(day)s")
            % {"who": each.written_by, "day": date_format(day_of(each.written_at), "j F Y")},
        }
        for each in tips
    ]

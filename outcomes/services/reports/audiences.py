"""For whom a scheduled report is made, one each, and about which while."""

import datetime as dt

from accounts.models import Organisation, Ward
from outcomes import periods
from outcomes.models import ReportSlot
from outcomes.models.report import Kind


def audiences(slot: ReportSlot) -> list[dict]:
    """Each funder that had an agreement, each ward that sent someone in the year; else one."""
    facts = slot.run.frozen["facts"]["reports"]
    if slot.schedule.kind == Kind.FUNDER:
        first = periods.quarter(slot.period_to)[0].isoformat()
        keys = [
            each["key"]
            for each in facts["funders"]
            if any(first in agreement["quarters"] for agreement in each["agreements"])
        ]
        return [{"funder": each} for each in Organisation.objects.filter(slug__in=keys)]
    if slot.schedule.kind == Kind.WARD:
        since = (slot.period_to - dt.timedelta(days=365)).isoformat()[:7]
        keys = {
            place[5:]
            for month, place, _kind, _number in facts["wards"]["decisions"]
            if place.startswith("ward:") and month > since
        }
        rows = Ward.objects.filter(reference__in=keys).select_related("site").order_by("pk")
        return [{"ward": each} for each in rows]
    return [{}]


def span_of(slot: ReportSlot) -> periods.Span:
    """The slot's own while; the public summary is always about twelve months."""
    if slot.schedule.kind == Kind.PUBLIC:
        return year_to(slot.period_to)
    if slot.schedule.kind == Kind.ANNUAL:
        starts = slot.schedule.programme.starts_on
        return min(starts, slot.period_to), slot.period_to
    return slot.period_from, slot.period_to


def year_to(day: dt.date) -> periods.Span:
    """The twelve whole months that had ended by that day."""
    _first, last = periods.latest("monthly", until=day)
    months = periods.months_in(dt.date(last.year - 1, last.month, 1), last)[1:]
    return dt.date.fromisoformat(f"{months[0]}-01"), last

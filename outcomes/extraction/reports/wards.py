"""Referrals by month and place: the decision, what happened next, the delay, what held people."""

import datetime as dt
from collections import Counter
from typing import Any

from cases.models import Case
from core.clock import day_of
from outcomes.extraction.facts import until
from referrals.models import Barrier, Referral

ELSEWHERE = "elsewhere"
DECISIONS = {
    "accepted": "accepted",
    "declined": "declined",
    "redirected": "redirected",
    "withdrawn": "other",
    "duplicate": "other",
}


def facts(programme, *, as_of: dt.date) -> dict[str, Any]:
    """Cells [month, place, kind, number] and lists of days; places named by their key."""
    sent = (
        Referral.objects.filter(programme=programme, submitted_at__lt=until(as_of))
        .select_related("ward__site", "organisation")
        .order_by("pk")
    )
    places: dict[str, str] = {}
    known = {each.pk: (month_of(each.submitted_at), place_of(each, places)) for each in sent}
    return {
        "places": places,
        "decisions": _decisions(sent, known),
        "next": _next(programme, known, as_of=as_of),
        "delays": _delays(sent, known, as_of=as_of),
        "barriers": _barriers(programme, known, as_of=as_of),
    }


def month_of(moment: dt.datetime) -> str:
    """2026-05"""
    return day_of(moment).isoformat()[:7]


def place_of(referral, places: dict[str, str]) -> str:
    """The ward that sent it, else the organisation; its name is noted in `places`."""
    if referral.ward_id:
        key, name = f"ward:{referral.ward.reference}", f"{referral.ward.name}, {referral.ward.site}"
    elif referral.organisation_id:
        key, name = f"body:{referral.organisation.slug}", referral.organisation.name
    else:
        key, name = ELSEWHERE, ""
    places.setdefault(key, name)
    return key


def _cells(counted: Counter) -> list[list]:
    return sorted([*key, number] for key, number in counted.items())


def _decisions(sent, known) -> list[list]:
    return _cells(
        Counter((*known[each.pk], DECISIONS.get(each.status, "waiting")) for each in sent)
    )


def _next(programme, known, *, as_of: dt.date) -> list[list]:
    """Of the accepted, where they are at the cut-off: one of four for each."""
    rows = Case.objects.filter(
        programme=programme, referral__in=list(known), opened_at__lt=until(as_of)
    ).values_list("referral_id", "home_on", "plan_ends_on", "closed_at")
    counted: Counter = Counter()
    for referral, home_on, ends_on, closed_at in rows:
        closed = closed_at is not None and closed_at < until(as_of)
        counted[(*known[referral], _stage(home_on, ends_on, closed=closed, as_of=as_of))] += 1
    return _cells(counted)


def _stage(home_on, ends_on, *, closed: bool, as_of: dt.date) -> str:
    if home_on is None or home_on > as_of:
        return "ended_before_home" if closed else "not_home"
    if closed or (ends_on is not None and ends_on <= as_of):
        return "plan_over"
    return "at_home"


def _delays(sent, known, *, as_of: dt.date) -> list[list]:
    """[month sent, place, days from ready to leaving] for each that has both."""
    return sorted(
        [*known[each.pk], (each.discharged_on - each.ready_on).days]
        for each in sent
        if each.ready_on and each.discharged_on and each.ready_on <= each.discharged_on <= as_of
    )


def _barriers(programme, known, *, as_of: dt.date) -> list[list]:
    """[month sent, place, barrier, days to clear it or null] for each barrier."""
    rows = Barrier.objects.filter(
        referral__programme=programme, referral__in=list(known), opened_at__lt=until(as_of)
    ).values_list("referral_id", "reason__name", "opened_at", "resolved_at")
    found = []
    for referral, name, opened, resolved in rows:
        cleared = resolved is not None and resolved < until(as_of)
        days = round((resolved - opened).total_seconds() / 86_400, 1) if cleared else None
        found.append([*known[referral], name, days])
    return sorted(found, key=lambda row: (*row[:3], row[3] is None, row[3] or 0))

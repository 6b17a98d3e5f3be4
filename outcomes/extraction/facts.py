"""Facts about the programme that stand beside the person rows: plain JSON, no person in them."""

import datetime as dt
from collections import Counter
from statistics import median
from typing import Any

from django.db.models import Count, Max, Min, Q, Sum

from cases.models import Case, Contact, PlannedContact
from cases.models.contact import Mode
from core.clock import day_of, start_of
from funding.models import FundingAgreement
from outcomes.models import HospitalEvent
from programmes.calendar import working_day_after
from programmes.models.policy import ClosureReason
from referrals.models import Barrier, DeclineReason, Referral, ReferralNeed, Source

AGE_BANDS = ((0, 64), (65, 74), (75, 84), (85, 200))


def until(as_of: dt.date) -> dt.datetime:
    """The first moment after the data cut-off."""
    return start_of(as_of + dt.timedelta(days=1))


def programme(programme) -> dict[str, Any]:
    """Names for the cover. Funders in order of what they agreed."""
    agreements = (
        FundingAgreement.objects.filter(fund__programme=programme)
        .values("funder__name")
        .annotate(total=Sum("amount"))
        .order_by("-total", "funder__name")
    )
    return {
        "name": programme.name,
        "area": programme.area,
        "lead_provider": programme.lead_provider.name,
        "commissioner": programme.commissioner.name,
        "funders": [each["funder__name"] for each in agreements],
    }


def on_record(*, as_of: dt.date) -> dict[str, Any]:
    """`coverage`: from which day on activity of each kind is on record at all; `sources`: what was
    imported from whom, up to the cut-off. Both from one reading of a table that may be large."""
    until = Q(occurred_on__lte=as_of)
    rows = HospitalEvent.objects.values("event_type", "source").annotate(
        began=Min("occurred_on"),
        rows=Count("id", filter=until),
        first=Min("occurred_on", filter=until),
        last=Max("occurred_on", filter=until),
    )
    coverage: dict[str, dt.date] = {}
    found: dict[str, list] = {}
    for each in rows.order_by("event_type", "source"):
        kind, began = each["event_type"], each["began"]
        coverage[kind] = min(began, coverage.get(kind, began))
        if each["rows"]:
            found.setdefault(each["source"], []).append(each)
    return {
        "coverage": {kind: began.isoformat() for kind, began in coverage.items()},
        "sources": [_source(source, found[source]) for source in sorted(found)],
    }


def _source(source: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "source": source,
        "rows": sum(each["rows"] for each in rows),
        "from": min(each["first"] for each in rows).isoformat(),
        "to": max(each["last"] for each in rows).isoformat(),
    }


def referred(programme, *, as_of: dt.date) -> dict[str, Any]:
    """Referrals sent up to the cut-off, what became of them, and where they came from."""
    sent = Referral.objects.filter(programme=programme, submitted_at__lt=until(as_of))
    by_status = Counter(sent.values_list("status", flat=True))
    by_source = Counter(sent.values_list("source", flat=True))
    total, accepted, declined = (
        sum(by_status.values()),
        by_status["accepted"],
        by_status["declined"],
    )
    return {
        "total": total,
        "accepted": accepted,
        "declined": declined,
        "other": total - accepted - declined,
        "by_source": _named(by_source, Source),
        "declined_for": _named(
            Counter(sent.filter(status="declined").values_list("decline_reason", flat=True)),
            DeclineReason,
        ),
    }


def how_soon(programme, *, as_of: dt.date) -> dict[str, Any]:
    """From the referral on: hours to the first contact at home, days to leaving hospital."""
    sent = Referral.objects.filter(programme=programme, submitted_at__lt=until(as_of))
    reached = sent.filter(case__first_contact_at__lt=until(as_of))
    hours = [
        (first - asked).total_seconds() / 3_600
        for asked, first in reached.values_list("submitted_at", "case__first_contact_at")
    ]
    left = sent.filter(status="accepted", discharged_on__lte=as_of)
    days = [
        (gone - day_of(asked)).days
        for asked, gone in left.values_list("submitted_at", "discharged_on")
    ]
    days = [each for each in days if each >= 0]  # referred after they had left: no wait to count
    return {
        "reached": len(hours),
        "median_hours_to_contact": round(median(hours), 1) if hours else None,
        "left": len(days),
        "median_days_to_leaving": median(days) if days else None,
    }


def _named(counted: Counter, choices) -> list[list]:
    """[label, count] rows, most first; labels in the language of the service itself."""
    rows = [[str(choices(code).label), number] for code, number in counted.items()]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def needs(programme, *, as_of: dt.date) -> list[list]:
    """What people needed, most first."""
    rows = (
        ReferralNeed.objects.filter(
            referral__programme=programme, referral__submitted_at__lt=until(as_of)
        )
        .values("domain__name")
        .annotate(number=Count("id"))
        .order_by("-number", "domain__name")
    )
    return [[each["domain__name"], each["number"]] for each in rows[:12]]


def barriers(programme, *, as_of: dt.date) -> list[dict[str, Any]]:
    """What held people, and how many days it took to clear."""
    found: dict[str, dict[str, Any]] = {}
    rows = Barrier.objects.filter(
        referral__programme=programme, opened_at__lt=until(as_of)
    ).values_list("reason__name", "opened_at", "resolved_at")
    for name, opened, resolved in rows:
        entry = found.setdefault(name, {"name": name, "opened": 0, "days": []})
        entry["opened"] += 1
        if resolved and resolved < until(as_of):
            entry["days"].append((resolved - opened).total_seconds() / 86_400)
    return [
        {
            "name": each["name"],
            "opened": each["opened"],
            "resolved": len(each["days"]),
            "median_days": round(median(each["days"]), 2) if each["days"] else None,
        }
        for each in sorted(found.values(), key=lambda each: (-each["opened"], each["name"]))
    ]


def delay_days(programme, *, as_of: dt.date) -> list[int]:
    """Leaving date less ready date, for each referral that has both."""
    rows = Referral.objects.filter(
        programme=programme, ready_on__isnull=False, discharged_on__lte=as_of
    ).values_list("ready_on", "discharged_on")
    return sorted((left - ready).days for ready, left in rows)


def weeks(programme, *, as_of: dt.date) -> dict[str, Any]:
    """The plan at home: how many reached week 12, contacts planned and made, by whom and how."""
    cases = Case.objects.filter(programme=programme, home_on__lte=as_of)
    home = cases.count()
    if not home:
        return {"home": 0}
    contacts = Contact.objects.filter(case__in=cases, outcome="made", at__lt=until(as_of))
    by_giver = Counter(contacts.values_list("giver_kind", flat=True))
    by_mode = Counter(contacts.values_list("mode", flat=True))
    planned = Counter(
        PlannedContact.objects.filter(case__in=cases, due_on__lte=as_of).values_list(
            "status", flat=True
        )
    )
    return {
        "home": home,
        **_completed(cases, as_of=as_of),
        "planned_made": planned["made"],
        "planned_missed": planned["missed"],
        "by_staff": by_giver["staff"],
        "by_volunteers": by_giver["volunteer"],
        "contacts_each": round(sum(by_mode.values()) / home, 2),
        "by_mode": _named(by_mode, Mode),
        "closures": _closures(cases, as_of=as_of),
        "lived": _lived(cases, as_of=as_of),
        "achieved": _closed(cases, as_of=as_of).filter(close_reason="goals_achieved").count(),
    }


def _completed(cases, *, as_of: dt.date) -> dict[str, int]:
    """Of plans whose end lies before the cut-off, those that were not closed earlier."""
    ended = cases.filter(plan_ends_on__lte=as_of).values_list("plan_ends_on", "closed_at")
    could = early = 0
    for plan_ends_on, closed_at in ended:
        could += 1
        early += bool(closed_at and day_of(closed_at) < plan_ends_on - dt.timedelta(days=7))
    return {"could_complete": could, "completed": could - early, "first_in_time": _in_time(cases)}


def _in_time(cases) -> int:
    """Reached within two working days of coming home (bank holidays of the programme's nation)."""
    rows = cases.filter(first_contact_at__isnull=False).values_list(
        "home_on",
        "first_contact_at",
        "programme__nation",
        "policy__first_contact_working_days",
    )
    return sum(
        day_of(first) <= working_day_after(home, days, nation) for home, first, nation, days in rows
    )


def _closed(cases, *, as_of: dt.date):
    return cases.filter(status="closed", closed_at__lt=until(as_of))


def _closures(cases, *, as_of: dt.date) -> list[list]:
    closed = _closed(cases, as_of=as_of)
    return _named(Counter(closed.values_list("close_reason", flat=True)), ClosureReason)


def _lived(cases, *, as_of: dt.date) -> list[list]:
    """Where people lived when their case was closed, where that was noted."""
    noted = _closed(cases, as_of=as_of).exclude(residence_at_close="")
    return _named(Counter(noted.values_list("residence_at_close", flat=True)), Case.Residence)


def age_bands(ages) -> list[list]:
    """People by age, from the person rows; unknown ages are not shown."""
    labels = ["Under 65", "65 to 74", "75 to 84", "85 and over"]
    return [
        [label, int(((ages >= low) & (ages <= high)).sum())]
        for label, (low, high) in zip(labels, AGE_BANDS, strict=True)
    ]

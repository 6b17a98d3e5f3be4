"""Facts about money and the voluntary sector that stand beside the person rows."""

import datetime as dt
from collections import Counter
from decimal import Decimal
from statistics import median
from typing import Any

from django.db.models import Count, Q, Sum

from cases.models import Placement
from core.clock import day_of
from funding.models import FundingAgreement, Movement, Purchase
from outcomes.extraction.facts import until
from providers.models import Gap
from referrals.models import Referral


def placements(programme, *, as_of: dt.date) -> list[dict[str, Any]]:
    """Residents put forward to each service, and the answers."""
    rows = (
        Placement.objects.filter(case__programme=programme, offered_at__lt=until(as_of))
        .values("service__name")
        .annotate(
            offered=Count("id"),
            accepted=Count("id", filter=Q(status__in=("accepted", "under_way", "ended"))),
            declined=Count("id", filter=Q(status="declined")),
            achieved=Count("id", filter=Q(result__in=("achieved", "partly"))),
        )
        .order_by("-offered", "service__name")
    )
    return [{"name": each.pop("service__name"), **each} for each in rows]


def providers(programme, *, as_of: dt.date) -> list[dict[str, Any]]:
    """Of the placements that each provider answered in time, how many it took."""
    rows = (
        Placement.objects.filter(case__programme=programme, offered_at__lt=until(as_of))
        .filter(answered_at__lt=until(as_of))
        .exclude(status="cancelled")
        .values("service__provider__organisation__name")
        .annotate(
            answered=Count("id"),
            accepted=Count("id", filter=Q(status__in=("accepted", "under_way", "ended"))),
        )
        .order_by("service__provider__organisation__name")
    )
    return [
        {"name": each["service__provider__organisation__name"], "answered": each["answered"],
         "accepted": each["accepted"]}
        for each in rows
    ]  # fmt: skip


def gaps(programme) -> dict[str, int]:
    """Help that was missing: still open, and filled."""
    by_status = Counter(Gap.objects.filter(programme=programme).values_list("status", flat=True))
    if not by_status:
        return {}
    return {
        "open": by_status["open"] + by_status["in_hand"],
        "closed": by_status["filled"],
    }


def funding(programme, *, as_of: dt.date) -> dict[str, Any]:
    """Who paid in, and what was bought, from the ledger up to the cut-off."""
    return {
        "funders": _funders(programme, as_of=as_of),
        "purchases": _purchases(programme, as_of=as_of),
    }


def _moved(rows, *, kind: str) -> Decimal:
    """What came into accounts of a kind less what left them again."""
    sums = rows.aggregate(
        into=Sum("amount", filter=Q(target__kind=kind)),
        out=Sum("amount", filter=Q(source__kind=kind)),
    )
    return (sums["into"] or Decimal(0)) - (sums["out"] or Decimal(0))


def _funders(programme, *, as_of: dt.date) -> list[dict[str, str]]:
    agreements = FundingAgreement.objects.filter(fund__programme=programme).select_related("funder")
    found: dict[str, dict[str, Decimal]] = {}
    for agreement in agreements.order_by("-amount", "pk"):
        moved = Movement.objects.filter(agreement=agreement, at__lt=until(as_of))
        entry = found.setdefault(
            agreement.funder.name, dict.fromkeys(("agreed", "received", "paid"), Decimal("0.00"))
        )
        entry["agreed"] += agreement.amount
        entry["received"] -= _moved(moved, kind="outside")
        entry["paid"] += _moved(moved, kind="paid")
    return [
        {"name": name, **{key: str(amount) for key, amount in entry.items()}}
        for name, entry in found.items()
    ]


def _purchases(programme, *, as_of: dt.date) -> list[dict[str, Any]]:
    rows = Purchase.objects.filter(programme=programme, approved_at__lt=until(as_of))
    found = []
    for code, label in Purchase.Category.choices:
        of_kind = rows.filter(category=code)
        counted = of_kind.aggregate(n=Count("id"), people=Count("case__resident", distinct=True))
        if counted["n"]:
            moved = Movement.objects.filter(purchase__in=of_kind, at__lt=until(as_of))
            paid = _moved(moved, kind="paid")
            found.append(
                {"name": str(label), "purchases": counted["n"], "people": counted["people"],
                 "paid": str(paid)}
            )  # fmt: skip
    return found


def spends(programme, *, as_of: dt.date) -> dict[str, Any]:
    """How many accepted referrals needed a spend, and the two clocks: to funded, to done."""
    accepted = Referral.objects.filter(
        programme=programme, status="accepted", submitted_at__lt=until(as_of)
    )
    approved = Purchase.objects.filter(programme=programme, approved_at__lt=until(as_of))
    with_spend = accepted.filter(case__purchases__in=approved).distinct().count()
    stamps = list(approved.values_list("spotted_at", "requested_at", "approved_at", "delivered_at"))
    funded = [_days(spotted, agreed) for spotted, _asked, agreed, _done in stamps]
    done = [_days(agreed, end) for _spotted, _asked, agreed, end in stamps if end]
    return {
        "accepted": accepted.count(),
        "referrals_with_spend": with_spend,
        "approved": len(stamps),
        "delivered": len(done),
        "same_day": sum(day_of(asked) == day_of(agreed) for _s, asked, agreed, _d in stamps),
        "days_to_funded": round(median(funded), 2) if funded else None,
        "days_to_done": round(median(done), 2) if done else None,
    }


def _days(first: dt.datetime, last: dt.datetime) -> float:
    return max(0.0, (last - first).total_seconds() / 86_400)

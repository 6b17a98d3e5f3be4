"""Each funder's agreements, from movements alone, at the end of every quarter."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import Any

from core.clock import day_of
from core.money import ZERO
from funding.models import Account, FundingAgreement, Movement, Purchase
from funding.services.statements import statement
from outcomes.extraction.facts import until
from outcomes.periods import quarters

FIGURES = ("agreed", "received", "paid", "committed", "left", "owed", "carried", "back")


def facts(programme, *, as_of: dt.date) -> list[dict[str, Any]]:
    """One entry a funder: its agreements with their standing by quarter, and what was bought."""
    found: dict[str, dict[str, Any]] = {}
    agreements = (
        FundingAgreement.objects.filter(fund__programme=programme)
        .select_related("funder", "fund")
        .order_by("-amount", "pk")
    )
    for each in agreements:
        entry = found.setdefault(
            each.funder.slug,
            {"key": each.funder.slug, "name": each.funder.name, "agreements": [], "bought": []},
        )
        entry["agreements"].append(_agreement(each, as_of=as_of))
        entry["bought"] += _bought(each, as_of=as_of)
    return list(found.values())


def _agreement(agreement, *, as_of: dt.date) -> dict[str, Any]:
    return {
        "reference": agreement.reference,
        "fund": agreement.fund.name,
        "purposes": agreement.purposes,
        "from": agreement.starts_on.isoformat(),
        "to": agreement.ends_on.isoformat(),
        "quarters": {
            first.isoformat(): _standing(agreement, first, min(last, as_of))
            for first, last in quarters(since=agreement.starts_on, until=as_of)
        },
    }


def _standing(agreement, first: dt.date, last: dt.date) -> dict[str, str]:
    """The statement's own figures: at the end, and what changed during the quarter."""
    told = statement(agreement, since=first, until=last)
    during = told.during()
    sums = {name: str(getattr(told.standing, name)) for name in FIGURES}
    return {
        **sums,
        "brought_forward": str(told.brought_forward),
        "difference": str(told.difference),
        "received_now": str(during.received),
        "paid_now": str(during.paid),
        "committed_now": str(during.committed),
    }


def _bought(agreement, *, as_of: dt.date) -> list[list]:
    """[quarter, kind, purchases, people, pounds paid from this agreement]."""
    sums: dict[tuple, Decimal] = defaultdict(lambda: ZERO)
    bought, people = defaultdict(set), defaultdict(set)
    rows = Movement.objects.filter(
        agreement=agreement, at__lt=until(as_of), purchase__isnull=False
    ).values_list(
        "at", "amount", "source__kind", "target__kind", "purchase_id", "purchase__category",
        "purchase__case__resident_id",
    )  # fmt: skip
    for at, amount, source, target, purchase, category, resident in rows:
        sign = (target == Account.Kind.PAID) - (source == Account.Kind.PAID)
        if not sign:
            continue
        key = (_quarter(day_of(at)), str(Purchase.Category(category).label))
        sums[key] += sign * amount
        bought[key].add(purchase)
        people[key] |= {resident} - {None}
    return [[*key, len(bought[key]), len(people[key]), str(sums[key])] for key in sorted(sums)]


def _quarter(day: dt.date) -> str:
    return dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1).isoformat()

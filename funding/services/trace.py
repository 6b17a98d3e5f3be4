"""From a pound to what came of it: what a funder's money bought, for how many, and what changed.

"What did £1,000 from this funder buy?" A purchase that several funders share counts for each with
its own part of the price, but as one item and one person: the shares add up, the people do not.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.db.models import Q, Sum

from core import clock
from core.money import ZERO
from funding.models import FundingAgreement, Purchase

THOUSAND = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Bought:
    """One kind of thing: how many, for how many people, for how much of this funder's money."""

    category: str
    purchases: int
    people: int
    paid: Decimal


@dataclass(frozen=True, slots=True)
class Trace:
    """What the money of one agreement did between two days (by the day of payment)."""

    paid: Decimal
    purchases: int
    people: int
    kinds: tuple[Bought, ...]
    barriers: int
    barriers_gone: int
    goals: int
    goals_reached: int
    days_to_agree: int | None
    days_to_done: int | None
    things: tuple[tuple[str, int], ...]

    @property
    def per_thousand(self) -> Decimal | None:
        """Purchases for £1,000 of this funder's money, to one place."""
        if self.paid <= 0:
            return None
        return (self.purchases * THOUSAND / self.paid).quantize(Decimal("0.1"))


def trace(agreement: FundingAgreement, *, until: dt.date, since: dt.date | None = None) -> Trace:
    """What was paid from the agreement from `since` (the beginning) to `until`, and its fruits."""
    paid = _paid(agreement, since, until)
    rows = list(
        Purchase.objects.filter(pk__in=paid)
        .select_related("case", "barrier", "goal")
        .order_by("pk")
    )
    barriers = {each.barrier_id: each.barrier for each in rows if each.barrier_id}
    goals = {each.goal_id: each.goal for each in rows if each.goal_id}
    gone = [each for each in barriers.values() if each.resolved_at is not None]
    reached = [each for each in goals.values() if each.result in ("achieved", "partly")]
    return Trace(
        paid=sum(paid.values(), ZERO),
        purchases=len(rows),
        people=_people(rows),
        kinds=_kinds(rows, paid),
        barriers=len(barriers),
        barriers_gone=len(gone),
        goals=len(goals),
        goals_reached=len(reached),
        days_to_agree=_middle(rows, "spotted_at", "approved_at"),
        days_to_done=_middle(rows, "approved_at", "delivered_at"),
        things=tuple(Counter(each.what for each in rows).most_common(12)),
    )


def _paid(agreement, since, until) -> dict[int, Decimal]:
    """Purchase → what this agreement paid for it in the while, above nothing."""
    when = Q(at__lt=clock.start_of(until + dt.timedelta(days=1)))
    if since is not None:
        when &= Q(at__gte=clock.start_of(since))
    rows = (
        agreement.movements.filter(when, purchase__isnull=False)
        .values("purchase_id")
        .annotate(
            into=Sum("amount", filter=Q(target__kind="paid"), default=ZERO),
            out=Sum("amount", filter=Q(source__kind="paid"), default=ZERO),
        )
    )
    found = {row["purchase_id"]: row["into"] - row["out"] for row in rows.order_by()}
    return {pk: amount for pk, amount in found.items() if amount > 0}


def _people(rows) -> int:
    return len({each.case.resident_id for each in rows if each.case_id})


def _kinds(rows, paid) -> tuple[Bought, ...]:
    by_kind: dict[str, list[Purchase]] = {}
    for each in rows:
        by_kind.setdefault(each.category, []).append(each)
    found = [
        Bought(kind, len(each), _people(each), sum((paid[one.pk] for one in each), ZERO))
        for kind, each in by_kind.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.paid, each.category)))


def _middle(rows, first: str, last: str) -> int | None:
    """Median whole days between two stamps."""
    pairs = [(getattr(each, first), getattr(each, last)) for each in rows]
    waits = [max(0, (end - start).days) for start, end in pairs if start and end]
    return int(median(waits)) if waits else None

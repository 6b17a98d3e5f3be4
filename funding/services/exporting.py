"""What the finance department takes away: one row a movement, or a summary by cost code."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, Sum

from core import clock
from core.money import ZERO
from funding.models import CostCode, Fund, LedgerExport, Movement, Purchase
from funding.spans import Span, month_of


def movements(fund: Fund, span: Span):
    """The fund's movements of a while, as they happened."""
    return (
        Movement.objects.filter(
            fund=fund,
            at__gte=clock.start_of(span.since),
            at__lt=clock.start_of(span.until + timedelta(days=1)),
        )
        .select_related("agreement__funder", "source", "target")
        .select_related("purchase__case", "invoice", "by")
        .order_by("at", "pk")
    )


@dataclass(frozen=True, slots=True)
class CodeSum:
    """What was paid under one cost code for one funder, and what is promised at the end."""

    code: str
    category: str
    funder: str
    agreement: str
    paid: Decimal
    committed: Decimal


def codes_of(fund: Fund) -> dict[str, str]:
    """Category → cost code; a category without one is its own code."""
    kept = dict(fund.cost_codes.values_list("category", "code"))
    return {category: kept.get(category, category) for category in Purchase.Category.values}


def by_cost_code(fund: Fund, span: Span) -> list[CodeSum]:
    """Paid during the while, and committed (change in the while), by code and funder."""
    net = {
        kind: (
            Sum("amount", filter=Q(target__kind=kind), default=ZERO),
            Sum("amount", filter=Q(source__kind=kind), default=ZERO),
        )
        for kind in ("paid", "committed")
    }
    rows = (
        movements(fund, span)
        .filter(purchase__isnull=False)
        .order_by()
        .values("purchase__category", "agreement__reference", "agreement__funder__name")
        .annotate(
            paid_in=net["paid"][0],
            paid_out=net["paid"][1],
            committed_in=net["committed"][0],
            committed_out=net["committed"][1],
        )
    )
    codes = codes_of(fund)
    found = [
        CodeSum(
            codes[row["purchase__category"]],
            row["purchase__category"],
            row["agreement__funder__name"],
            row["agreement__reference"],
            row["paid_in"] - row["paid_out"],
            row["committed_in"] - row["committed_out"],
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: (each.code, each.category, each.funder))


def paid_in(fund: Fund, span: Span) -> Decimal:
    """What was paid out in a while, less what came back."""
    sums = movements(fund, span).aggregate(
        into=Sum("amount", filter=Q(target__kind="paid"), default=ZERO),
        out=Sum("amount", filter=Q(source__kind="paid"), default=ZERO),
    )
    return sums["into"] - sums["out"]


def note_export(fund: Fund, span: Span, *, kind: str, rows: int, by, at: datetime) -> LedgerExport:
    """Remember what was taken away, so that the next period is offered next time."""
    return LedgerExport.objects.create(
        fund=fund,
        kind=kind,
        starts_on=span.since,
        ends_on=span.until,
        rows=rows,
        paid=paid_in(fund, span),
        at=at,
        by=by,
    )


def next_span(fund: Fund, *, on: date) -> Span:
    """The month after the last one that was exported; last month before the first export."""
    last = fund.exports.order_by("-ends_on").first()
    if last is not None and last.ends_on + timedelta(days=1) < on:
        return month_of(last.ends_on + timedelta(days=1))
    return month_of(on.replace(day=1) - timedelta(days=1))


@transaction.atomic
def set_cost_codes(fund: Fund, *, by, at: datetime, codes: dict[str, str]) -> int:
    """Keep the finance department's code of each category; empty takes it away. Who changed what
    stands in the rows' history."""
    changed = 0
    for category, code in codes.items():
        if not code:
            changed += CostCode.objects.filter(fund=fund, category=category).delete()[0]
            continue
        kept, made = CostCode.objects.get_or_create(
            fund=fund, category=category, defaults={"code": code}
        )
        if not made and kept.code != code:
            kept.code = code
            kept.save()
            made = True
        changed += made
    return changed

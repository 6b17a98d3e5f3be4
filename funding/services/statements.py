"""What a funder's money did over a while, from movements alone, down to a line that reconciles."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from core import clock
from core.money import ZERO
from funding.models import Account, FundingAgreement, Movement
from funding.services.pace import Pace, daily, pace_of
from funding.services.standing import NOTHING, Standing, leverage, standings, together

__all__ = [
    "NOTHING",
    "Line",
    "Pace",
    "Standing",
    "Statement",
    "daily",
    "figures_of",
    "leverage",
    "pace_of",
    "standings",
    "statement",
    "together",
]
Kind = Account.Kind


@dataclass(frozen=True, slots=True)
class Line:
    """One movement: back in, or out of what is left, and what was left after it.

    Neither in nor out where money came in that had been set free before.
    """

    movement: Movement
    back: Decimal | None
    out: Decimal | None
    left: Decimal


@dataclass(frozen=True, slots=True)
class Statement:
    """A funder's agreement over a while: brought forward, each movement, and where it stands."""

    agreement: FundingAgreement
    since: dt.date | None
    until: dt.date
    before: Standing
    lines: tuple[Line, ...]
    standing: Standing

    @property
    def brought_forward(self) -> Decimal:
        """What was left when it began."""
        return self.before.left

    @property
    def carried_forward(self) -> Decimal:
        """What was left at the end."""
        return self.lines[-1].left if self.lines else self.brought_forward

    @property
    def difference(self) -> Decimal:
        """Nothing when the lines lead to what is left and the whole reconciles."""
        return self.standing.difference + (self.standing.left - self.carried_forward)

    def during(self) -> Standing:
        """What changed in the while, figure by figure (agreed left as it is)."""
        start, end = self.before.sums(), self.standing.sums()
        return Standing(**{name: end[name] - start[name] for name in end})


def statement(
    agreement: FundingAgreement, *, until: dt.date, since: dt.date | None = None
) -> Statement:
    """Everything from `since` (the beginning) to `until`, both days included.

    Worked out from movements, not from balances: verify_ledger holds the one against the other.
    """
    end = clock.start_of(until + dt.timedelta(days=1))
    begin = clock.start_of(since) if since else None
    before = moved(agreement, Q(at__lt=begin)) if begin else {}
    everything = moved(agreement, Q(at__lt=end))
    start = Standing.of(agreement.amount, before)
    return Statement(
        agreement,
        since,
        until,
        start,
        _lines(agreement, begin, end, start.left),
        Standing.of(agreement.amount, everything),
    )


def moved(agreement: FundingAgreement, when: Q) -> dict[str, Decimal]:
    """Into each kind of account less out of it, by movements alone."""
    rows = (
        agreement.movements.filter(when)
        .values("source__kind", "target__kind")
        .annotate(total=Sum("amount"))
    )
    found: dict[str, Decimal] = {}
    for row in rows.order_by():
        source, target = row["source__kind"], row["target__kind"]
        found[source] = found.get(source, ZERO) - row["total"]
        found[target] = found.get(target, ZERO) + row["total"]
    return found


def _lines(agreement, begin, end, brought: Decimal) -> tuple[Line, ...]:
    touching = (
        Q(source__kind=Kind.AVAILABLE)
        | Q(target__kind=Kind.AVAILABLE)
        | Q(source__kind=Kind.OUTSIDE)
        | Q(target__kind=Kind.OUTSIDE)
    )
    rows = agreement.movements.filter(touching, at__lt=end)
    if begin is not None:
        rows = rows.filter(at__gte=begin)
    rows = rows.select_related("source", "target", "purchase__case__resident")
    lines, left = [], brought
    for each in rows.order_by("at", "pk"):
        comes = each.amount if each.target.kind == Kind.AVAILABLE else None
        goes = each.amount if each.source.kind == Kind.AVAILABLE else None
        left += (comes or ZERO) - (goes or ZERO)
        lines.append(Line(each, comes, goes, left))
    return tuple(lines)


def figures_of(told: Statement) -> dict[str, str]:
    """What a statement says, as a closed period keeps it. What was agreed may change later."""
    sums = {name: str(amount) for name, amount in told.standing.sums().items() if name != "agreed"}
    return {**sums, "brought_forward": str(told.brought_forward), "lines": str(len(told.lines))}

"""What a funder's money did, from movements alone; and how fast a fund is being spent."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, DecimalField, F, Q, Sum, When
from django.db.models.functions import TruncDate

from core import clock
from core.money import ZERO
from funding.models import Account, Fund, FundingAgreement, Movement

Kind = Account.Kind
PACE_DAYS = 84


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the money of one agreement (or of a whole fund) is."""

    agreed: Decimal
    received: Decimal
    paid: Decimal
    committed: Decimal
    left: Decimal

    @property
    def to_come(self) -> Decimal:
        """Agreed and not yet paid in."""
        return self.agreed - self.received

    @property
    def difference(self) -> Decimal:
        """Agreed, less to come, paid, committed and left: nothing, or the books are wrong."""
        return self.received - self.paid - self.committed - self.left

    def plus(self, other: "Standing") -> "Standing":
        """Both together."""
        return Standing(
            self.agreed + other.agreed,
            self.received + other.received,
            self.paid + other.paid,
            self.committed + other.committed,
            self.left + other.left,
        )


NOTHING = Standing(ZERO, ZERO, ZERO, ZERO, ZERO)


def standings(agreements) -> list[tuple[FundingAgreement, Standing]]:
    """Each agreement of the queryset with where its money is now, in one question."""
    kinds = {
        str(kind): Sum("accounts__balance", filter=Q(accounts__kind=kind), default=ZERO)
        for kind in Kind
    }
    rows = agreements.select_related("funder", "fund").annotate(
        **{f"sum_{name}": total for name, total in kinds.items()}
    )
    return [
        (
            each,
            Standing(
                each.amount,
                -each.sum_outside,
                each.sum_paid,
                each.sum_committed,
                each.sum_available,
            ),
        )
        for each in rows.order_by("-amount", "pk")
    ]


def together(each_standing) -> Standing:
    """The sum of several standings."""
    total = NOTHING
    for each in each_standing:
        total = total.plus(each)
    return total


# -- a statement ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One movement that changed what is left: back in, or out, and what was left after it."""

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
    brought_forward: Decimal
    lines: tuple[Line, ...]
    standing: Standing

    @property
    def carried_forward(self) -> Decimal:
        """What was left at the end."""
        return self.lines[-1].left if self.lines else self.brought_forward

    @property
    def difference(self) -> Decimal:
        """Nothing when the lines lead to what is left and the whole reconciles."""
        return self.standing.difference + (self.standing.left - self.carried_forward)


def statement(
    agreement: FundingAgreement, *, until: dt.date, since: dt.date | None = None
) -> Statement:
    """Everything from `since` (the beginning) to `until`, both days included.

    Worked out from movements, not from balances: verify_ledger holds the one against the other.
    """
    end = clock.start_of(until + dt.timedelta(days=1))
    begin = clock.start_of(since) if since else None
    before = _moved(agreement, Q(at__lt=begin)) if begin else {}
    everything = _moved(agreement, Q(at__lt=end))
    brought = before.get(Kind.AVAILABLE, ZERO)
    return Statement(
        agreement,
        since,
        until,
        brought,
        _lines(agreement, begin, end, brought),
        Standing(
            agreement.amount,
            -everything.get(Kind.OUTSIDE, ZERO),
            everything.get(Kind.PAID, ZERO),
            everything.get(Kind.COMMITTED, ZERO),
            everything.get(Kind.AVAILABLE, ZERO),
        ),
    )


def _moved(agreement: FundingAgreement, when: Q) -> dict[str, Decimal]:
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
    touching = Q(source__kind=Kind.AVAILABLE) | Q(target__kind=Kind.AVAILABLE)
    rows = agreement.movements.filter(touching, at__lt=end)
    if begin is not None:
        rows = rows.filter(at__gte=begin)
    rows = rows.select_related("source", "target", "purchase__case__resident")
    lines, left = [], brought
    for each in rows.order_by("at", "pk"):
        comes = each.target.kind == Kind.AVAILABLE
        left += each.amount if comes else -each.amount
        lines.append(
            Line(each, each.amount if comes else None, None if comes else each.amount, left)
        )
    return tuple(lines)


# -- the pace -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a fund goes: pounds a week since a day, weeks left, the day it would be empty."""

    left: Decimal
    a_week: Decimal
    since: dt.date
    weeks_left: int | None
    runs_out_on: dt.date | None


def daily(fund: Fund) -> list[tuple[dt.date, Decimal]]:
    """By how much what is left changed on each day on which it did."""
    into = When(target__kind=Kind.AVAILABLE, then=F("amount"))
    out_of = When(source__kind=Kind.AVAILABLE, then=-F("amount"))
    money = DecimalField(max_digits=14, decimal_places=2)
    rows = (
        Movement.objects.filter(fund=fund)
        .filter(Q(target__kind=Kind.AVAILABLE) | Q(source__kind=Kind.AVAILABLE))
        .annotate(day=TruncDate("at"))
        .values("day")
        .annotate(change=Sum(Case(into, out_of, output_field=money)))
    )
    return list(rows.order_by("day").values_list("day", "change"))


def pace_of(fund: Fund, *, on: dt.date) -> Pace:
    """At the pace of the last twelve weeks (or since the fund opened, when that is shorter).

    Counted is what was committed less what was released, corrections and returns left out.
    """
    since = max(fund.starts_on, on - dt.timedelta(days=PACE_DAYS))
    window = Q(fund=fund, at__gte=clock.start_of(since))
    spent = Movement.objects.filter(window).aggregate(
        out=Sum("amount", filter=Q(kind="commit"), default=ZERO),
        back=Sum("amount", filter=Q(kind="release"), default=ZERO),
    )
    available = fund.accounts.filter(kind=Kind.AVAILABLE)
    left = available.aggregate(total=Sum("balance", default=ZERO))["total"]
    days = max(7, (on - since).days)
    a_week = (spent["out"] - spent["back"]) * 7 / days
    if a_week <= 0:
        return Pace(left, ZERO, since, None, None)
    weeks = left / a_week
    reach = min(int(weeks * 7), 36_500)
    return Pace(left, a_week, since, int(weeks), on + dt.timedelta(days=reach))

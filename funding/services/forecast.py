"""What is likely to happen to a fund: what falls due in which month, what is left at year-end."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.db.models import Max, Q, Sum

from core.clock import day_of
from core.money import ZERO, to_pennies
from funding.lifecycle import COMMITTED
from funding.models import Fund, Movement
from funding.services.instalments import Expected
from funding.services.pace import Pace

USUAL_DAYS = 30
FEWEST = 5
LOOK_BACK_DAYS = 180
YEAR_END = (3, 31)


@dataclass(frozen=True, slots=True)
class Due:
    """What was promised and is likely to be paid in one month."""

    month: dt.date
    amount: Decimal
    purchases: int


def days_to_pay(fund: Fund, *, on: dt.date) -> int:
    """The median days from approval to payment, of the last half year; thirty before there are
    five."""
    rows = (
        Movement.objects.in_effect()
        .filter(fund=fund, kind="pay", purchase__approved_at__isnull=False)
        .values("purchase__approved_at")
        .annotate(paid=Max("at"))
    )
    since = on - dt.timedelta(days=LOOK_BACK_DAYS)
    waits = [
        (paid - approved).days
        for approved, paid in rows.values_list("purchase__approved_at", "paid")
        if day_of(paid) >= since
    ]
    return int(median(waits)) if len(waits) >= FEWEST else USUAL_DAYS


def falling_due(fund: Fund, *, on: dt.date, days: int) -> list[Due]:
    """Promised and not paid, by the month in which it is likely to be paid.

    A promise is expected to be paid as many `days` after its approval as usual (`days_to_pay`);
    what should have been paid by now falls due this month.
    """
    wait = dt.timedelta(days=days)
    months: dict[dt.date, list[Decimal]] = {}
    for approved_at, amount in _promised(fund):
        day = max(on, day_of(approved_at) + wait)
        months.setdefault(day.replace(day=1), []).append(amount)
    return [Due(month, sum(each, ZERO), len(each)) for month, each in sorted(months.items())]


def _promised(fund: Fund) -> list[tuple[dt.datetime, Decimal]]:
    """When each open purchase was approved, and what is still committed for it."""
    into = Sum("movements__amount", filter=Q(movements__target__kind="committed"), default=ZERO)
    out = Sum("movements__amount", filter=Q(movements__source__kind="committed"), default=ZERO)
    rows = fund.purchases.filter(status__in=COMMITTED).annotate(into=into, out=out)
    found = rows.values_list("approved_at", "into", "out")
    return [(at, came - went) for at, came, went in found if came - went > 0]


def next_year_end(fund: Fund, *, on: dt.date) -> dt.date:
    """The next 31 March, or the fund's last day when that comes first."""
    march = dt.date(on.year, *YEAR_END)
    if on > march:
        march = march.replace(year=on.year + 1)
    return min(march, fund.ends_on) if fund.ends_on >= on else fund.ends_on


@dataclass(frozen=True, slots=True)
class AtYearEnd:
    """What would be left on a day: now left, more instalments, less spending at this pace."""

    on: dt.date
    left: Decimal
    to_come: Decimal
    spends: Decimal

    @property
    def would_be_left(self) -> Decimal:
        """Below nothing when the money would not last."""
        return self.left + self.to_come - self.spends


def at_year_end(fund: Fund, pace: Pace, plan: list[Expected], *, on: dt.date) -> AtYearEnd:
    """The fund on its next year-end, if spending goes on as in the last twelve weeks.

    `plan` are the instalments expected of its agreements; those of other funds are left out.
    """
    end = next_year_end(fund, on=on)
    ours = [each for each in plan if each.instalment.agreement.fund_id == fund.pk]
    to_come = sum((each.open for each in ours if each.instalment.due_on <= end), ZERO)
    spends = to_pennies(pace.a_week * max(0, (end - on).days) / 7)
    return AtYearEnd(end, pace.left, to_come, spends)

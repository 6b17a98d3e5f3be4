"""How fast a fund goes: what is promised a week, how long what is left would last, within what
range."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, DecimalField, F, Q, Sum, When
from django.db.models.functions import TruncDate

from core import clock
from core.money import ZERO
from funding.models import Account, Fund, Movement

Kind = Account.Kind
PACE_DAYS = 84
BLOCK_DAYS = 28
FAR = 36_500
MONEY = DecimalField(max_digits=14, decimal_places=2)


@dataclass(frozen=True, slots=True)
class Pace:
    """Pounds a week since a day, the weeks left at it, and the day on which it would be empty.

    `fewest` and `most` are the weeks left at the fastest and at the slowest four weeks of the
    last twelve: the range, None where the fund is too young for three such stretches.
    """

    left: Decimal
    a_week: Decimal
    since: dt.date
    weeks_left: int | None
    runs_out_on: dt.date | None
    fewest: int | None = None
    most: int | None = None


def daily(fund: Fund) -> list[tuple[dt.date, Decimal]]:
    """By how much what is left changed on each day on which it did."""
    into = When(target__kind=Kind.AVAILABLE, then=F("amount"))
    out_of = When(source__kind=Kind.AVAILABLE, then=-F("amount"))
    rows = (
        Movement.objects.filter(fund=fund)
        .filter(Q(target__kind=Kind.AVAILABLE) | Q(source__kind=Kind.AVAILABLE))
        .annotate(day=TruncDate("at"))
        .values("day")
        .annotate(change=Sum(Case(into, out_of, output_field=MONEY)))
    )
    return list(rows.order_by("day").values_list("day", "change"))


def pace_of(fund: Fund, *, on: dt.date) -> Pace:
    """At the pace of the last twelve weeks (or since the fund opened, when that is shorter).

    Counted is what was committed less what was released; receipts, corrections (and with them
    what was re-attributed) and returns are left out.
    """
    since = max(fund.starts_on, on - dt.timedelta(days=PACE_DAYS))
    spent = _spent_by_day(fund, since=since)
    available = fund.accounts.filter(kind=Kind.AVAILABLE)
    left = available.aggregate(total=Sum("balance", default=ZERO))["total"]
    days = max(7, (on - since).days)
    a_week = sum(spent.values(), ZERO) * 7 / days
    if a_week <= 0:
        return Pace(left, ZERO, since, None, None)
    weeks = left / a_week
    fewest, most = _range(spent, left, on=on) if days >= PACE_DAYS else (None, None)
    out = on + dt.timedelta(days=min(int(weeks * 7), FAR))
    return Pace(left, a_week, since, int(weeks), out, fewest, most)


def _spent_by_day(fund: Fund, *, since: dt.date) -> dict[dt.date, Decimal]:
    """What was committed less what was released on each day, re-attributed movements left out."""
    committed = When(kind="commit", then=F("amount"))
    released = When(kind="release", then=-F("amount"))
    rows = (
        Movement.objects.in_effect()
        .filter(fund=fund, at__gte=clock.start_of(since), kind__in=("commit", "release"))
        .exclude(key__startswith="CBZ-")
        .annotate(day=TruncDate("at"))
        .values("day")
        .annotate(spent=Sum(Case(committed, released, output_field=MONEY)))
    )
    return dict(rows.order_by().values_list("day", "spent"))


def _range(spent: dict, left: Decimal, *, on: dt.date) -> tuple[int | None, int | None]:
    """Weeks left at the fastest and at the slowest of three stretches of four weeks."""
    sums = [ZERO, ZERO, ZERO]
    for day, amount in spent.items():
        block = (on - day).days // BLOCK_DAYS
        if 0 <= block < len(sums):
            sums[block] += amount
    paces = [each * 7 / BLOCK_DAYS for each in sums if each > 0]
    if len(paces) < len(sums):
        return None, None
    return int(left / max(paces)), int(left / min(paces))

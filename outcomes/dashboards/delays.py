"""Delays of a programme or a ward: days in hospital after being ready, and what held people."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from django.db.models import Count
from django.db.models.functions import TruncMonth

from core import clock
from outcomes.periods import months_in
from outcomes.statistics import xmr
from outcomes.statistics.delays import Delays, summarise
from referrals.models import Barrier, Referral


@dataclass(frozen=True, slots=True)
class Part:
    """The delays of one ward or one month. `key` finds its list: a ward's reference, or ""."""

    name: str
    key: str
    delays: Delays


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of barrier: how often it stood in the way, how often it stands still, how long."""

    code: str
    name: str
    times: int
    open: int
    median_days: float | None


@dataclass(frozen=True, slots=True)
class DelaysFound:
    """Everything on the page. `ready_not_known`: left, but nobody wrote when they were ready."""

    whole: Delays
    wards: tuple[Part, ...]
    months: tuple[Part, ...]
    held: tuple[Held, ...]
    ready_not_known: int


FEWEST_MONTHS = 8


@dataclass(frozen=True, slots=True)
class ByMonth:
    """Mean days of whole months in a row, judged by the Making Data Count rules."""

    months: tuple[str, ...]
    chart: xmr.Chart

    @property
    def limits(self) -> xmr.Limits:
        """One baseline: nobody has said when something changed."""
        return self.chart.runs[-1]


def by_month(months: tuple[Part, ...], *, since: dt.date, today: dt.date) -> ByMonth | None:
    """The chart of whole months up to the last one that ended; None with fewer than eight.

    A month in which nobody left has no mean, so the row of months begins after it.
    """
    known = {each.name: each.delays.mean_all for each in months}
    last = today.replace(day=1) - dt.timedelta(days=1)
    row: list[tuple[str, float]] = []
    for name in reversed(months_in(since, last) if since <= last else []):
        mean = known.get(name)
        if mean is None or (name == f"{since:%Y-%m}" and since.day > 1):
            break
        row.append((name, mean))
    if len(row) < FEWEST_MONTHS:
        return None
    names, values = zip(*reversed(row), strict=True)
    return ByMonth(names, xmr.chart(values, better="lower"))


def found(user, *, programme=None, since: dt.date, today: dt.date) -> DelaysFound:
    """Delays of those who left hospital from `since` to `today`, in three queries."""
    rows = Referral.objects.visible_to(user).submitted()
    if programme is not None:
        rows = rows.filter(programme=programme)
    left = rows.filter(discharged_on__gte=since, discharged_on__lte=today)
    groups = _grouped(left)
    return DelaysFound(
        whole=summarise([days for each in groups for days in each.days]),
        wards=_parts(groups, lambda each: (each.place, each.ward)),
        months=_parts(groups, lambda each: (f"{each.month:%Y-%m}", "")),
        held=_held(rows, since=since),
        ready_not_known=left.filter(ready_on__isnull=True).count(),
    )


@dataclass(frozen=True, slots=True)
class _Group:
    place: str
    ward: str
    month: dt.date
    days: list[int]


def _grouped(left) -> list[_Group]:
    """Counted by PostgreSQL: one row for each ward, month and number of days."""
    counted = (
        left.filter(ready_on__isnull=False)
        .with_waited()
        .order_by()
        .annotate(month=TruncMonth("discharged_on"))
        .values_list("site__name", "ward__name", "ward__reference", "month", "waited")
        .annotate(people=Count("pk"))
    )
    return [
        _Group(", ".join(filter(None, (ward, site))), reference or "", month, [stay.days] * people)
        for site, ward, reference, month, stay, people in counted
    ]


def _parts(groups: Iterable[_Group], name_and_key) -> tuple[Part, ...]:
    gathered: dict[tuple[str, str], list[int]] = defaultdict(list)
    for each in groups:
        gathered[name_and_key(each)] += each.days
    return tuple(Part(name, key, summarise(days)) for (name, key), days in sorted(gathered.items()))


def _held(rows, *, since: dt.date) -> tuple[Held, ...]:
    """Barriers opened since that day, the commonest first."""
    barriers = Barrier.objects.filter(referral__in=rows, opened_at__gte=clock.start_of(since))
    by_reason: dict[tuple[str, str], list[float | None]] = defaultdict(list)
    for code, name, opened, resolved in barriers.values_list(
        "reason__code", "reason__name", "opened_at", "resolved_at"
    ):
        by_reason[code, name].append(
            (resolved - opened) / dt.timedelta(days=1) if resolved else None
        )
    return tuple(
        sorted(
            (_one(code, name, days) for (code, name), days in by_reason.items()),
            key=lambda each: (-each.times, each.name),
        )
    )


def _one(code: str, name: str, days: list[float | None]) -> Held:
    cleared = [each for each in days if each is not None]
    return Held(
        code=code,
        name=name,
        times=len(days),
        open=len(days) - len(cleared),
        median_days=median(cleared) if cleared else None,
    )

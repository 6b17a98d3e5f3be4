"""Months, quarters and years as spans of days. The years of the money begin in April."""

import datetime as dt
from collections.abc import Iterator

Span = tuple[dt.date, dt.date]


def month(day: dt.date) -> Span:
    """The month that `day` lies in."""
    first = day.replace(day=1)
    return first, _before(_months_on(first, 1))


def quarter(day: dt.date) -> Span:
    """The quarter that `day` lies in: they begin in January, April, July and October."""
    first = dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return first, _before(_months_on(first, 3))


def year(day: dt.date) -> Span:
    """The financial year that `day` lies in, from 1 April to 31 March."""
    first = dt.date(day.year - (day.month < 4), 4, 1)
    return first, _before(_months_on(first, 12))


RHYTHMS = {"monthly": month, "quarterly": quarter, "yearly": year}


def quarters(*, since: dt.date, until: dt.date) -> Iterator[Span]:
    """Every quarter that touches the days from `since` to `until`."""
    first, last = quarter(since)
    while first <= until:
        yield first, last
        first, last = quarter(last + dt.timedelta(days=1))


def latest(rhythm: str, *, until: dt.date) -> Span:
    """The last span of the rhythm that had ended by `until`, that day included."""
    first, last = RHYTHMS[rhythm](until)
    return (first, last) if last <= until else RHYTHMS[rhythm](_before(first))


def months_in(first: dt.date, last: dt.date) -> list[str]:
    """2026-04, 2026-05, 2026-06: the months of a span."""
    found, at = [], first.replace(day=1)
    while at <= last:
        found.append(at.isoformat()[:7])
        at = _months_on(at, 1)
    return found


def _months_on(first: dt.date, months: int) -> dt.date:
    number = first.year * 12 + first.month - 1 + months
    return dt.date(number // 12, number % 12 + 1, 1)


def _before(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=1)

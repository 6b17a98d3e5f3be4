"""Which while a statement, claim or export is about: a month, a quarter, a financial year, or
from a day to a day. Financial years begin on 1 April; quarters are those of the calendar."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import cast

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

MONTH = re.compile(r"(\d{4})-(\d{2})")
QUARTER = re.compile(r"(\d{4})-Q([1-4])")
YEAR = re.compile(r"(\d{4})-(\d{2})FY")
MOST_OPTIONS = 18


@dataclass(frozen=True, slots=True)
class Span:
    """From `since` to `until`, both days included; `code` stands in the address."""

    code: str
    since: dt.date
    until: dt.date

    @property
    def words(self) -> str:
        """November 2026; July to September 2026; the year 2026 to 2027; or the two days."""
        if MONTH.fullmatch(self.code):
            return format_date(self.since, "F Y")
        if QUARTER.fullmatch(self.code):
            told = {"first": format_date(self.since, "F"), "last": _month(self.since, 2)}
            return _("%(first)s to %(last)s") % told
        if YEAR.fullmatch(self.code):
            return _("the year %(first)s to %(last)s") % {
                "first": self.since.year,
                "last": self.since.year + 1,
            }
        return _("%(since)s to %(until)s") % {
            "since": format_date(self.since, "j F Y"),
            "until": format_date(self.until, "j F Y"),
        }


def _month(day: dt.date, later: int) -> str:
    return format_date(_months_on(day, later), "F Y")


def _months_on(day: dt.date, count: int) -> dt.date:
    months = day.month - 1 + count
    return dt.date(day.year + months // 12, months % 12 + 1, 1)


def _from(code: str, first: dt.date, months: int) -> Span:
    return Span(code, first, _months_on(first, months) - dt.timedelta(days=1))


def parse(code: str) -> Span | None:
    """The while that a code names; None for nonsense."""
    try:
        if found := MONTH.fullmatch(code):
            return _from(code, dt.date(int(found[1]), int(found[2]), 1), 1)
        if found := QUARTER.fullmatch(code):
            return _from(code, dt.date(int(found[1]), 3 * int(found[2]) - 2, 1), 3)
        if found := YEAR.fullmatch(code):
            return _from(code, dt.date(int(found[1]), 4, 1), 12)
        if ".." in code:
            since, until = (dt.date.fromisoformat(each) for each in code.split("..", 1))
            return Span(code, since, until) if since <= until else None
    except (ValueError, OverflowError):
        return None
    return None


def month_of(day: dt.date) -> Span:
    """The month of a day."""
    return cast(Span, parse(f"{day:%Y-%m}"))


def quarter_of(day: dt.date) -> Span:
    """The calendar quarter of a day."""
    return cast(Span, parse(f"{day.year}-Q{(day.month + 2) // 3}"))


def year_of(day: dt.date) -> Span:
    """The financial year of a day."""
    first = day.year if day.month > 3 else day.year - 1
    return cast(Span, parse(f"{first}-{(first + 1) % 100:02d}FY"))


def options(first: dt.date, last: dt.date) -> list[Span]:
    """The years, quarters and months between two days, the newest first of each."""
    found: dict[str, Span] = {}
    day = first.replace(day=1)
    while day <= last:
        for span in (year_of(day), quarter_of(day), month_of(day)):
            found[span.code] = span
        day = _months_on(day, 1)
    kinds = (YEAR, QUARTER, MONTH)
    shown = []
    for kind in kinds:
        of_kind = [each for each in found.values() if kind.fullmatch(each.code)]
        shown += sorted(of_kind, key=lambda each: each.since, reverse=True)[:MOST_OPTIONS]
    return shown

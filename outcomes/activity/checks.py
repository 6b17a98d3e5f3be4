"""What a cell may say: what is stored for it, or why it cannot be."""

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping

from django.utils.translation import gettext as _

from outcomes.activity.reading import LEFT_OUT, tidy
from residents.identifiers import BadIdentifier, tidy_nhs_number

EARLIEST = dt.date(1900, 1, 1)
LONGEST_ID = 64
LONGEST_METHOD = 4
FORMULA_STARTS = ("=", "+", "@", "\t", "\r", "-", "＝", "＋", "＠", "－")
EXAMPLES = {"ymd": "2025-03-31", "dmy": "31/03/2025", "mdy": "03/31/2025"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LIKE_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_EIGHT = re.compile(r"\d{8}")
_PARTS = re.compile(r"(\d{1,4})[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ](\d{1,4})")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")


class Refused(str):
    """Why a cell cannot be stored, in words fit for whoever sent the file."""

    __slots__ = ()


Check = Callable[[str], str | Refused]


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run this cell. A plain negative number is none."""
    return cell.startswith(FORMULA_STARTS) and not cell[1:].replace(".", "", 1).isdigit()


def event_id(text: str) -> str | Refused:
    """The source's own name for the event."""
    cell = text.strip()
    if not cell:
        return Refused(_("The event has no id."))
    if len(cell) > LONGEST_ID:
        return Refused(_("The id is longer than %(n)s characters.") % {"n": LONGEST_ID})
    if is_formula(cell):
        return Refused(_("The cell is a spreadsheet formula, not an id."))
    if not cell.isprintable() or "\\" in cell:
        return Refused(_("The id holds signs that cannot be stored."))
    return cell


def admission_method(text: str) -> str | Refused:
    """A code of the NHS Data Dictionary, such as 21 or 2A; may be empty."""
    cell = text.strip().upper()
    if len(cell) > LONGEST_METHOD or (cell and not (cell.isascii() and cell.isalnum())):
        return Refused(_("Use the admission method code, such as 21 or 2A."))
    return cell


def nhs_number(text: str) -> str | Refused:
    """Ten digits that pass the check, or why not."""
    if not text.strip():
        return Refused(_("The NHS number is missing."))
    try:
        return tidy_nhs_number(text)
    except BadIdentifier as fault:
        return Refused(str(fault))


def date_until(latest: dt.date) -> Check:
    """A check for ISO dates not after `latest`. Empty stays empty."""

    def check(text: str) -> str | Refused:
        cell = text.strip()
        if not cell:
            return ""
        day = _iso(cell)
        if day is None:
            words = _("Write the date as year-month-day, such as 2025-03-31.")
            none = f"{_('There is no such day.')} " if _LIKE_ISO.fullmatch(cell) else ""
            return Refused(none + words)
        return _within(day, latest)

    return check


def date_in_order(order: str, latest: dt.date) -> Check:
    """A check for dates as a source writes them, of which the time of day is left off."""

    def check(text: str) -> str | Refused:
        cell = _TIME.sub("", text.strip())
        if not cell:
            return ""
        parts = _parts_of(cell, order)
        if parts is None:
            words = _("The date is not written as in the rest of the file, such as %(example)s.")
            return Refused(words % {"example": EXAMPLES[order]})
        day = _day_of(*parts)
        return _within(day, latest) if day else Refused(_("There is no such day."))

    return check


def _iso(cell: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(cell)
    except ValueError:
        return None
    return day if day.isoformat() == cell else None


def _parts_of(cell: str, order: str) -> tuple[str, str, str] | None:
    """Year, month and day as texts. A year of four digits and a month in letters show themselves,
    wherever they stand; only what could be read in two ways is read by the file's order."""
    if _EIGHT.fullmatch(cell):
        return cell[:4], cell[4:6], cell[6:]
    found = _PARTS.fullmatch(cell)
    if not found:
        return None
    first, second, third = found.groups()
    if len(first) == 4:
        return (first, second, third) if len(third) <= 2 else None
    if second.isalpha() or order == "dmy":
        return third, second, first
    if order == "mdy":
        return third, first, second
    return (first, second, third) if len(third) <= 2 else None


def _day_of(year: str, month: str, day: str) -> dt.date | None:
    """The day of that name, if there is one; a year of two digits is one of this century."""
    if month.isalpha():
        month = str(_MONTHS.index(month[:3].lower()) + 1) if month[:3].lower() in _MONTHS else "0"
    try:
        return dt.date(int(year) + (2000 if len(year) <= 2 else 0), int(month), int(day))
    except ValueError:
        return None


def _within(day: dt.date, latest: dt.date) -> str | Refused:
    if day > latest:
        return Refused(_("The date lies in the future."))
    if day < EARLIEST:
        return Refused(_("The date lies before 1900."))
    return day.isoformat()


def one_of(*words: str) -> Check:
    """A check for one of a few words, in any letter case."""
    shown = ", ".join(word or _("empty") for word in words)

    def check(text: str) -> str | Refused:
        cell = text.strip().lower()
        if cell in words:
            return cell
        return Refused(_("Use one of: %(words)s.") % {"words": shown})

    return check


def said_as(known: Mapping[str, str], ours: Collection[str]) -> Check:
    """A check for the words of a source, each of which a layout has told the meaning of."""

    def check(text: str) -> str | Refused:
        cell = tidy(text)
        meant = known.get(cell, cell if cell in ours else None)
        if meant == LEFT_OUT:
            words = _("The layout says that rows of “%(word)s” are not taken.")
            return Refused(words % {"word": text.strip()[:40]})
        if meant is None:
            words = _(
                "The layout does not say what “%(word)s” means. Change it, then send it again."
            )
            return Refused(words % {"word": text.strip()[:40]})
        return meant

    return check

"""One row of a cohort file, checked."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from outcomes.activity.blocks import Reject
from outcomes.activity.checks import Refused, date_until, is_formula, nhs_number
from outcomes.activity.files import rows_of
from residents.identifiers import BadIdentifier, tidy_postcode

COLUMNS = (
    "nhs_number",
    "given_name",
    "family_name",
    "date_of_birth",
    "postcode",
    "index_on",
    "ended_on",
)
LONGEST_NAME = 35


def _name(text: str) -> str | Refused:
    cell = " ".join(text.split())
    if not cell:
        return Refused(_("The name is missing."))
    if len(cell) > LONGEST_NAME:
        return Refused(_("The name is longer than %(n)s characters.") % {"n": LONGEST_NAME})
    if is_formula(cell) or not cell.isprintable():
        return Refused(_("The cell is not a name."))
    return cell


def _postcode(text: str) -> str | Refused:
    if not text.strip():
        return ""
    try:
        return tidy_postcode(text)
    except BadIdentifier as fault:
        return Refused(str(fault))


def _day(text: str, *, until: dt.date) -> str | Refused:
    return date_until(until)(text)


def check(number: int, row: Sequence[str], *, today: dt.date) -> tuple | Reject:
    """The cells to store in the order of COLUMNS, or the first thing that is wrong."""
    cells = (
        nhs_number(row[0]),
        _name(row[1]),
        _name(row[2]),
        _day(row[3], until=today),
        _postcode(row[4]),
        _day(row[5], until=today),
        _day(row[6], until=today + dt.timedelta(days=366)),
    )
    for column, cell in zip(COLUMNS, cells, strict=True):
        if isinstance(cell, Refused):
            return Reject(number, column, str(cell))
    return _dates(number, cells)


def _dates(number: int, cells: tuple) -> tuple | Reject:
    *_names, born, _code, index_on, ended_on = cells
    if not index_on:
        return Reject(number, "index_on", _("The first day of support is missing."))
    if ended_on and ended_on < index_on:
        return Reject(number, "ended_on", _("It ends before it begins."))
    if born and born > index_on:
        return Reject(number, "date_of_birth", _("Born after the first day of support."))
    return cells


def checked_people(stream, *, today: dt.date) -> Iterator[tuple[int, tuple | Reject]]:
    """Each row of a cohort file with its number; a person may be named once only."""
    seen: set[str] = set()
    for number, row in rows_of(stream, COLUMNS):
        found = row if isinstance(row, Reject) else check(number, row, today=today)
        if not isinstance(found, Reject):
            if found[0] in seen:
                found = Reject(number, "nhs_number", _("The same person stands in an earlier row."))
            else:
                seen.add(found[0])
        yield number, found

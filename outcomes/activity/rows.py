"""One row of an activity file, checked: the text to store, or the column and why not.

This runs once for each of millions of rows, so it is plain Python over remembered checks. What
needs the database (is the person known, is the event known already) is asked later for all rows
together.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from outcomes.activity.checks import Refused, Remembered, date_until, nhs_number, one_of
from outcomes.activity.files import is_formula, rows_of

COLUMNS = (
    "event_id",
    "nhs_number",
    "event_type",
    "occurred_on",
    "ended_on",
    "admission_method",
    "conveyed",
    "avoidable",
)
EVENT_TYPES = (
    "ae_attendance",
    "emergency_admission",
    "elective_admission",
    "ambulance_incident",
    "gp_contact",
)
LONGEST_ID = 64
LONGEST_METHOD = 4


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not stored: its number in the file, the column, and the reason."""

    row: int
    column: str
    reason: str


def _event_id(text: str) -> str | Refused:
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


def _method(text: str) -> str | Refused:
    cell = text.strip().upper()
    if len(cell) > LONGEST_METHOD or (cell and not (cell.isascii() and cell.isalnum())):
        return Refused(_("Use the admission method code, such as 21 or 2A."))
    return cell


class Checker:
    """Checks rows of one file. `today` is the last day that is not in the future."""

    def __init__(self, *, today: dt.date):
        self.people = Remembered(nhs_number)
        self.days = Remembered(date_until(today))
        self.kinds = Remembered(one_of(*EVENT_TYPES))
        self.methods = Remembered(_method)
        self.conveyed = Remembered(one_of("yes", "no", ""))
        self.avoidable = Remembered(one_of("yes", "no", "unknown", ""))

    def check(self, number: int, row: list[str]) -> tuple | Reject:
        """The cells to store in the order of COLUMNS, or the first thing that is wrong."""
        if len(row) != len(COLUMNS):
            return Reject(number, "", _("The row has a wrong number of cells."))
        cells = (
            _event_id(row[0]),
            self.people[row[1]],
            self.kinds[row[2]],
            self.days[row[3]],
            self.days[row[4]],
            self.methods[row[5]],
            self.conveyed[row[6]],
            self.avoidable[row[7]],
        )
        for cell in cells:
            if cell.__class__ is Refused:
                return Reject(number, COLUMNS[cells.index(cell)], str(cell))
        return self._dates(number, cells)

    def _dates(self, number: int, cells: tuple) -> tuple | Reject:
        if not cells[3]:
            return Reject(number, "occurred_on", _("The date is missing."))
        if cells[4] and cells[4] < cells[3]:
            return Reject(number, "ended_on", _("It ends before it begins."))
        return cells


def checked_rows(stream: BinaryIO, *, today: dt.date) -> Iterator[tuple[int, tuple | Reject]]:
    """Each row of an activity file with its number: cells to store, or a Reject."""
    check = Checker(today=today).check
    for number, row in rows_of(stream, COLUMNS):
        yield number, check(number, row)

"""One row of an activity file, checked: the text to store, or the column and why not.

What needs the database (is the person known, is the event known already) is asked later for all
rows together.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from django.utils.translation import gettext as _

from outcomes.activity.blocks import SIZE, Block, Reject, line_of
from outcomes.activity.checks import Refused, Remembered, date_until, nhs_number, one_of
from outcomes.activity.files import is_formula, rows_of
from outcomes.activity.quick import Words, odd_ids, odd_numbers

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
Cells = Sequence[str]
LONGEST_METHOD = 4


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

    def check(self, number: int, row: Cells) -> Cells | Reject:
        """The cells to store in the order of COLUMNS, or the first thing that is wrong."""
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

    def _dates(self, number: int, cells: Cells) -> Cells | Reject:
        if not cells[3]:
            return Reject(number, "occurred_on", _("The date is missing."))
        if cells[4] and cells[4] < cells[3]:
            return Reject(number, "ended_on", _("It ends before it begins."))
        return cells


class Rows:
    """Checks an activity file block by block: what is plainly good at once, the rest row by row.

    A block is kept as one long list of its cells, not as a list of rows: a million small lists
    that live for a moment would have Python's collector look through everything again and again.
    """

    def __init__(self, *, today: dt.date):
        self.checker = asked = Checker(today=today)
        days = Words(asked.days.check)
        self.words = {
            2: Words(asked.kinds.check),
            3: days,
            4: days,
            5: Words(asked.methods.check),
            6: Words(asked.conveyed.check),
            7: Words(asked.avoidable.check),
        }

    def check(self, numbers: list[int], cells: list[str]) -> Block:
        """The lines to store and the rejects of rows whose cells stand one after another."""
        columns = [cells[place :: len(COLUMNS)] for place in range(len(COLUMNS))]
        lines = list(map("\t".join, zip(map(str, numbers), *columns, strict=True)))
        rejects = []
        for place in sorted(self._odd(columns)):
            found = self.checker.check(numbers[place], [column[place] for column in columns])
            if isinstance(found, Reject):
                rejects.append(found)
            lines[place] = "" if isinstance(found, Reject) else line_of(numbers[place], found)
        return Block(len(numbers), [line for line in lines if line] if rejects else lines, rejects)

    def _odd(self, columns: list[list[str]]) -> set[int]:
        """Where a row is not plainly good."""
        odd = {*odd_ids(columns[0]), *odd_numbers(columns[1])}
        for place, words in self.words.items():
            found = words.odd(columns[place])
            if found:
                odd.update(n for n, cell in enumerate(columns[place]) if cell in found)
        days = enumerate(zip(columns[3], columns[4], strict=True))
        return odd | {n for n, (on, until) in days if not on or (until and until < on)}


def checked_blocks(stream: BinaryIO, *, today: dt.date) -> Iterator[Block]:
    """An activity file, checked, a few thousand rows at a time."""
    check, whole = Rows(today=today).check, len(COLUMNS)
    numbers: list[int] = []
    cells: list[str] = []
    short: list[Reject] = []
    for number, row in rows_of(stream, COLUMNS):
        if len(row) == whole:
            cells.extend(row)
            numbers.append(number)
        else:
            short.append(Reject(number, "", _("The row has a wrong number of cells.")))
        if len(numbers) + len(short) == SIZE:
            yield check(numbers, cells).with_rejects(short)
            numbers, cells, short = [], [], []
    yield check(numbers, cells).with_rejects(short)

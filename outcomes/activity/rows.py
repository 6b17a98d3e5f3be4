"""The rows of an activity file, checked: lines to store, and rejects with column and reason.

Each check sees thousands of rows at once. Of a row that fails several, the first counts: its
cells in the order of the columns, then its dates, then its id, then its person.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import compress

import numpy as np
from django.utils.translation import gettext as _

from outcomes.activity import checks
from outcomes.activity.blocks import Block, Reject
from outcomes.activity.columns import Words, as_numbers, read_ids, read_numbers
from outcomes.activity.known import NEVER, Ids, People
from outcomes.activity.reading import COLUMNS, OURS, Reading
from outcomes.activity.table import Piece, Table

__all__ = ["COLUMNS", "EVENT_TYPES", "Rows", "checked_blocks"]

EVENT_TYPES = (
    "ae_attendance",
    "emergency_admission",
    "elective_admission",
    "ambulance_incident",
    "gp_contact",
)
CHOICES = {
    "event_type": EVENT_TYPES,
    "conveyed": ("yes", "no", ""),
    "avoidable": ("yes", "no", "unknown", ""),
}
_EPOCH = dt.date(1970, 1, 1)
_ANSWERS = {"yes": "t", "no": "f"}


class Rows:
    """Checks the rows of one file. `today` is the last day that is not in the future."""

    def __init__(self, *, today: dt.date, people: People, reading: Reading = OURS):
        self.people, self.ids, self.strangers = people, Ids(), 0
        days = Words(_dates(reading, today))
        self.readers = (
            read_ids,
            read_numbers,
            Words(_words(reading, "event_type")).read,
            days.read,
            days.read,
            Words(checks.admission_method).read,
            Words(_words(reading, "conveyed")).read,
            Words(_words(reading, "avoidable")).read,
        )
        self.days = _Days()

    def check(self, piece: Piece) -> Block:
        """The lines to store and the rejects. `piece` holds our columns in their order."""
        found = [read(cells) for read, cells in zip(self.readers, piece.columns, strict=True)]
        refused: dict[int, tuple[str, str]] = {}
        for name, column in zip(COLUMNS, found, strict=True):
            for place, reason in column.refused.items():
                refused.setdefault(place, (name, reason))
        kept = _Kept(piece.numbers, [column.cells for column in found])
        kept.take_out(refused)
        self._dates(kept)
        self._repeated(kept)
        self._people(kept)
        rejects = sorted([*piece.short, *kept.rejects], key=lambda reject: reject.row)
        return Block(piece.read, _lines(kept.columns), rejects)

    def _dates(self, kept: "_Kept") -> None:
        began, ended = self.days.of(kept.columns[3]), self.days.of(kept.columns[4])
        missing = ("occurred_on", _("The date is missing."))
        backwards = ("ended_on", _("It ends before it begins."))
        wrong = dict.fromkeys(np.flatnonzero(ended < began).tolist(), backwards)
        wrong |= dict.fromkeys(np.flatnonzero(began == NEVER).tolist(), missing)
        kept.take_out(wrong)

    def _repeated(self, kept: "_Kept") -> None:
        reason = ("event_id", _("The same id stands in an earlier row."))
        kept.take_out(dict.fromkeys(self.ids.repeated(kept.columns[0]), reason))

    def _people(self, kept: "_Kept") -> None:
        """Events of people whom the service does not know are not kept: it has no business with
        them. Nor are events from before somebody was born."""
        if not kept.columns[1]:
            return
        known, born = self.people.find(as_numbers(kept.columns[1]))
        early = known & (born != NEVER) & (self.days.of(kept.columns[3]) < born)
        if known.all() and not early.any():
            return
        stranger = ("nhs_number", _("Nobody with this NHS number is known to the service."))
        unborn = ("occurred_on", _("The date lies before this person was born."))
        strangers = np.flatnonzero(~known).tolist()
        self.strangers += len(strangers)
        kept.take_out(dict.fromkeys(strangers, stranger)
                      | dict.fromkeys(np.flatnonzero(early).tolist(), unborn))  # fmt: skip


class _Kept:
    """The rows that no check has refused so far."""

    def __init__(self, numbers, columns):
        self.numbers, self.columns = numbers, columns
        self.rejects: list[Reject] = []

    def take_out(self, refused: Mapping[int, tuple[str, str]]) -> None:
        """Write the rows at these places down with column and reason, and leave them out."""
        if not refused:
            return
        keep = [True] * len(self.numbers)
        for place, (column, reason) in refused.items():
            keep[place] = False
            self.rejects.append(Reject(self.numbers[place], column, reason))
        self.numbers = list(compress(self.numbers, keep))
        self.columns = [list(compress(cells, keep)) for cells in self.columns]


class _Days(dict):
    """Days as numbers by their ISO text, counted from 1970; NEVER for an empty text."""

    def __missing__(self, text: str) -> int:
        number = (dt.date.fromisoformat(text) - _EPOCH).days if text else int(NEVER)
        self[text] = number
        return number

    def of(self, cells) -> np.ndarray:
        """A column of days."""
        return np.fromiter(map(self.__getitem__, cells), dtype=np.int32, count=len(cells))


def _dates(reading: Reading, today: dt.date) -> checks.Check:
    if reading == OURS:
        return checks.date_until(today)
    return checks.date_in_order(reading.date_order, today)


def _words(reading: Reading, name: str) -> checks.Check:
    if reading == OURS:
        return checks.one_of(*CHOICES[name])
    return checks.said_as(reading.words.get(name, {}), CHOICES[name])


def _lines(columns: list) -> list[str]:
    """Rows in PostgreSQL's text format. Checked cells hold no sign that would need escaping."""
    identity, number, kind, began, ended, method, conveyed, avoidable = columns
    ended = [cell or "\\N" for cell in ended]
    told = (kind, began, ended, method, _answers(conveyed), _answers(avoidable))
    return list(map("\t".join, zip(identity, number, *told, strict=True)))


def _answers(cells) -> list[str]:
    """Yes, no and all else as PostgreSQL's true, false and null."""
    return [_ANSWERS.get(cell, "\\N") for cell in cells]


def checked_blocks(table: Table, rows: Rows, reading: Reading = OURS) -> Iterator[Block]:
    """A file, checked, a few thousand rows at a time."""
    places = reading.places(table.headers)
    for piece in table.pieces():
        yield rows.check(in_our_order(piece, places, reading))


def in_our_order(piece: Piece, places: list[int | None], reading: Reading) -> Piece:
    """The piece with our columns alone; what the file has no column for is the same in each row."""
    length = len(piece.numbers)
    return Piece(
        piece.numbers,
        [
            [reading.fixed.get(name, "")] * length if place is None else piece.columns[place]
            for name, place in zip(COLUMNS, places, strict=True)
        ],
        piece.short,
    )

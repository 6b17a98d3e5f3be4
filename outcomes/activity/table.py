"""A CSV file as columns: its header, then pieces of some thousand rows.

Nearly all files hold no quotation mark and the same number of cells in each row. Such pieces are
cut into cells at one blow; any other goes through the csv module, which alone decides what a row
is. Nothing is held but one piece, so a file may be of any length.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import BinaryIO

import numpy as np
from django.utils.translation import gettext as _

from outcomes.activity.blocks import Reject
from outcomes.activity.faults import bad_file, empty_file
from outcomes.activity.shapes import OURS, Shape, decoded, recoded, why_no_csv

PIECE = 1 << 19
LONGEST_LINE = 1 << 20
MOST_ROWS = 8_192
_NEWLINE, _QUOTE = 10, b'"'


@dataclass(slots=True)
class Piece:
    """Some rows: their numbers, their cells column by column, and rows of a wrong length."""

    numbers: Sequence[int]
    columns: list[list[str]]
    short: list[Reject] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many rows of the file it stands for."""
        return len(self.numbers) + len(self.short)


class Table:
    """A file that is read from its beginning to its end, once."""

    def __init__(self, stream: BinaryIO, shape: Shape = OURS):
        self.shape = shape
        self._parts = whole_lines(recoded(stream, shape))
        first = next(self._parts, b"").removeprefix(b"\xef\xbb\xbf")
        end = _end_of_header(first)
        self.line = first[:end].count(b"\n")
        self._rest = first[end:]
        self.headers = self._header(first[:end])

    def _header(self, part: bytes) -> list[str]:
        try:
            row = next(csv.reader(_lines(part), delimiter=self.shape.delimiter, strict=True), None)
        except csv.Error as fault:
            raise self._unreadable(1, fault) from None
        names = [" ".join(cell.split()) for cell in row or ()]
        if not any(names):
            raise empty_file()
        return names

    def pieces(self) -> Iterator[Piece]:
        """Every row after the header."""
        parts = chain([self._rest] if self._rest else [], self._parts)
        for part in parts:
            if _QUOTE in part:
                yield from self._by_csv(chain([part], parts))
                return
            piece = self._at_once(part)
            if piece is None:
                yield from self._by_csv([part])
            else:
                self.line += len(piece.numbers)
                yield piece

    def _at_once(self, part: bytes) -> Piece | None:
        """All cells of the part, if each of its lines has as many as the header; else None."""
        width, delimiter = len(self.headers), self.shape.delimiter
        signs = np.frombuffer(part, dtype=np.uint8)
        marks = signs[(signs == ord(delimiter)) | (signs == _NEWLINE)]
        if len(marks) % width:
            return None
        rows = marks.reshape(-1, width)
        if not ((rows[:, :-1] == ord(delimiter)).all() and (rows[:, -1] == _NEWLINE).all()):
            return None
        if width == 1 and (b"\n\n" in part or part.startswith(b"\n")):
            return None
        cells = decoded(part[:-1]).replace("\n", delimiter).split(delimiter)
        numbers = range(self.line + 1, self.line + 1 + len(rows))
        return Piece(numbers, [cells[place::width] for place in range(width)])

    def _by_csv(self, parts) -> Iterator[Piece]:
        """The parts row by row, as many at a time as make a piece."""
        began, width = self.line, len(self.headers)
        lines = chain.from_iterable(map(_lines, parts))
        reader = csv.reader(lines, delimiter=self.shape.delimiter, strict=True)
        numbers: list[int] = []
        cells: list[str] = []
        short: list[Reject] = []
        try:
            for row in reader:
                if len(row) == width:
                    numbers.append(began + reader.line_num)
                    cells.extend(row)
                elif row:
                    short.append(_of_wrong_length(began + reader.line_num, len(row), width))
                if len(numbers) + len(short) == MOST_ROWS:
                    yield Piece(numbers, [cells[place::width] for place in range(width)], short)
                    numbers, cells, short = [], [], []
        except csv.Error as fault:
            raise self._unreadable(began + reader.line_num, fault) from None
        self.line = began + reader.line_num
        if numbers or short:
            yield Piece(numbers, [cells[place::width] for place in range(width)], short)

    def _unreadable(self, number: int, fault: csv.Error):
        return bad_file(
            _("Row %(row)s cannot be read as CSV: %(why)s.")
            % {"row": number, "why": why_no_csv(fault)}
        )


def _of_wrong_length(number: int, found: int, wanted: int) -> Reject:
    words = _("The row has %(found)s cells and the header %(wanted)s.")
    return Reject(number, "", words % {"found": found, "wanted": wanted})


def _end_of_header(part: bytes) -> int:
    """Where the first row ends: at the first end of a line outside quotation marks."""
    end = part.find(b"\n") + 1
    while end and part.count(_QUOTE, 0, end) % 2:
        end = part.find(b"\n", end) + 1
    return end or len(part)


def _lines(part: bytes) -> list[str]:
    """Split at ends of lines alone: str.splitlines knows others, which may stand in a cell."""
    return [f"{line}\n" for line in decoded(part).removesuffix("\n").split("\n")]


def whole_lines(stream) -> Iterator[bytes]:
    """The file in parts that end with a line, each line ended by one sign; also the last one."""
    left, line = b"", 0
    while part := stream.read(PIECE):
        part = left + part
        end = part.rfind(b"\n") + 1
        left = part[end:]
        if len(left) > LONGEST_LINE:
            raise bad_file(
                _("Row %(row)s is longer than a million characters. The file seems to be damaged.")
                % {"row": line + part.count(b"\n") + 1}
            )
        line += part.count(b"\n", 0, end)
        if end:
            yield _one_end(part[:end])
    if left:
        yield _one_end(left + b"\n")


def _one_end(part: bytes) -> bytes:
    """Lines as Windows or an old Macintosh ends them, ended as ours are."""
    if b"\r" not in part:
        return part
    return part.replace(b"\r\n", b"\n").replace(b"\r", b"\n")

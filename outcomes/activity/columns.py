"""Columns of thousands of cells, checked without a call of Python for each cell.

A text is asked about once, however often it stands in the file. What the checks say of a single
cell (outcomes.activity.checks) is what is said here of a column.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from django.conf import settings

from core import nhs
from outcomes.activity.checks import Check, Refused, event_id, nhs_number

REMEMBERED = 500_000
_PLAIN_ID = r"[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}+"
_ONE = re.compile(_PLAIN_ID).fullmatch
_ALL = re.compile(rf"(?:{_PLAIN_ID}\n)*+").fullmatch
_WEIGHTS = np.arange(10, 1, -1, dtype=np.int32)
_PLACES = 10 ** np.arange(9, -1, -1, dtype=np.int64)
_NO_NUMBER = "0" * 10
_NOT_ISSUED = (5_000_000_000, 6_000_000_000)


@dataclass(slots=True)
class Checked:
    """The cells as they are stored, and where one was refused: its place and the reason."""

    cells: Sequence[str]
    refused: dict[int, str] = field(default_factory=dict)


class Words:
    """A column with few different texts: each is asked about once."""

    def __init__(self, check: Check):
        self.check = check
        self.stored: dict[str, str] = {}
        self.plain: set[str] = set()

    def read(self, cells: Sequence[str]) -> Checked:
        """The column as it is stored."""
        texts = set(cells)
        if texts <= self.plain:
            return Checked(cells)
        self._ask(texts)
        if texts <= self.plain:
            return Checked(cells)
        stored = self.stored
        refused = {text for text in texts if stored[text].__class__ is Refused}
        found = {n: str(stored[cell]) for n, cell in enumerate(cells) if cell in refused}
        return Checked([stored[cell] for cell in cells], found)

    def _ask(self, texts: set[str]) -> None:
        if len(self.stored) > REMEMBERED:
            self.stored.clear()
            self.plain.clear()
        for text in texts - self.stored.keys():
            found = self.stored[text] = self.check(text)
            if found == text and found.__class__ is str:
                self.plain.add(text)


def read_ids(cells: Sequence[str]) -> Checked:
    """The events' ids: letters, digits and a few signs are plainly good, all else is asked."""
    lines = "\n".join(cells) + "\n"
    if lines.count("\n") == len(cells) and _ALL(lines):
        return Checked(cells)
    return _asked(cells, [n for n, cell in enumerate(cells) if not _ONE(cell)], event_id)


def read_numbers(cells: Sequence[str]) -> Checked:
    """The NHS numbers: ten bare digits that core.nhs.parse lets through are plainly good."""
    digits = "".join(cells)
    if len(digits) != 10 * len(cells) or not digits.isascii() or set(map(len, cells)) != {10}:
        bare = [cell if len(cell) == 10 and cell.isascii() else _NO_NUMBER for cell in cells]
        digits = "".join(bare)
    good = _are_numbers(np.frombuffer(digits.encode(), dtype=np.uint8).reshape(-1, 10))
    if good.all():
        return Checked(cells)
    return _asked(cells, np.flatnonzero(~good).tolist(), nhs_number)


def as_numbers(cells: Sequence[str]) -> np.ndarray:
    """Good NHS numbers as numbers."""
    digits = np.frombuffer("".join(cells).encode(), dtype=np.uint8).reshape(-1, 10)
    return (digits - 48) @ _PLACES


def _are_numbers(signs: np.ndarray) -> np.ndarray:
    """For rows of ten signs, whether each is an NHS number: check digit and ranges."""
    table = signs.astype(np.int32) - 48
    check = 11 - (table[:, :9] @ _WEIGHTS) % 11
    numbers = table @ _PLACES
    good = ((table >= 0) & (table <= 9)).all(axis=1)
    good &= (check % 11 == table[:, 9]) & (check != 10) & (numbers >= 10)
    good &= (numbers < _NOT_ISSUED[0]) | (numbers >= _NOT_ISSUED[1])
    if not getattr(settings, "ALLOW_SYNTHETIC_NHS_NUMBERS", False):
        good &= numbers < nhs.SYNTHETIC
    return good


def _asked(cells: Sequence[str], places: list[int], check: Check) -> Checked:
    """The column, of which the cells at `places` are looked at one by one."""
    found = Checked(list(cells))
    for place in places:
        told = check(cells[place])
        if told.__class__ is Refused:
            found.refused[place] = str(told)
        else:
            found.cells[place] = told
    return found

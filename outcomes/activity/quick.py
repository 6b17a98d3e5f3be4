"""Which rows of a block are plainly good, found for thousands of rows at a time.

Nearly all rows of nearly all files are written exactly as we store them. Those are recognised here
column by column, without a call of Python for each cell, and stored as they stand. Whatever is not
plainly good goes to the row-by-row check, which alone knows what is wrong and in which words; so
nothing here may take a row for good which that check would refuse or change.
"""

import re
from collections.abc import Callable, Sequence

import numpy as np
from django.conf import settings

from core import nhs
from outcomes.activity.checks import REMEMBERED, Refused

_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}").fullmatch
_WEIGHTS = np.arange(10, 1, -1, dtype=np.int64)
_PLACES = 10 ** np.arange(9, -1, -1, dtype=np.int64)
_NO_NUMBER = "0" * 10
_NOT_ISSUED = (5_000_000_000, 6_000_000_000)


class Words:
    """The texts of a column that the check leaves as they are; each is asked about once."""

    def __init__(self, check: Callable[[str], str | Refused]):
        self.check = check
        self.plain: set[str] = set()

    def odd(self, cells: Sequence[str]) -> set[str]:
        """The texts among `cells` that are refused or written otherwise."""
        unknown = set(cells) - self.plain
        if not unknown:
            return unknown
        if len(self.plain) > REMEMBERED:
            self.plain.clear()
            unknown = set(cells)
        odd = {text for text in unknown if not self._as_it_stands(text)}
        self.plain |= unknown - odd
        return odd

    def _as_it_stands(self, text: str) -> bool:
        found = self.check(text)
        return found.__class__ is str and found == text


def odd_ids(cells: Sequence[str]) -> list[int]:
    """Where an event's id is anything but letters, digits and a few signs."""
    return [place for place, cell in enumerate(cells) if not _PLAIN_ID(cell)]


def odd_numbers(cells: Sequence[str]) -> list[int]:
    """Where the cell is not ten bare digits that core.nhs.parse lets through."""
    digits = "".join(cells)
    if len(digits) != 10 * len(cells) or not digits.isascii() or set(map(len, cells)) != {10}:
        bare = [cell if len(cell) == 10 and cell.isascii() else _NO_NUMBER for cell in cells]
        digits = "".join(bare)
    table = np.frombuffer(digits.encode(), dtype=np.uint8).reshape(-1, 10).astype(np.int64) - 48
    return np.flatnonzero(~_are_numbers(table)).tolist()


def _are_numbers(table: np.ndarray) -> np.ndarray:
    """For rows of ten digits, whether each is an NHS number: check digit and ranges."""
    check = 11 - (table[:, :9] @ _WEIGHTS) % 11
    numbers = table @ _PLACES
    good = ((table >= 0) & (table <= 9)).all(axis=1)
    good &= (check % 11 == table[:, 9]) & (check != 10) & (numbers >= 10)
    good &= (numbers < _NOT_ISSUED[0]) | (numbers >= _NOT_ISSUED[1])
    if not getattr(settings, "ALLOW_SYNTHETIC_NHS_NUMBERS", False):
        good &= numbers < nhs.SYNTHETIC
    return good

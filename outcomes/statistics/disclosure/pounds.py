"""What published sums of money give away together about kinds of things bought for few people.

A kind that few people had is put together with others in its table (`merging`). Another quarter,
or the year, may show one of the others alone, and then the rest is found by taking away. So all
sums that readers hold are attacked together: each says that these cells come to an amount between
two ends. The money spent on few people is told when what can still fit is so narrow that it is
known to a tenth either way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

NARROW = 0.2
"""Told, when the span is less than this share of the true sum: a tenth either way."""
LEAST = 20.0
"""Pounds that a span is wide at least, or the sum is told: both ends are rounded to 10."""
_LOOKS = 6


@dataclass(frozen=True)
class Amount:
    """These cells come to something between `low` and `high` pounds."""

    members: frozenset[str]
    low: float
    high: float


@dataclass(frozen=True)
class Few:
    """Pounds spent on 1 to 7 people, which nobody outside may know."""

    members: frozenset[str]
    amount: float

    @property
    def margin(self) -> float:
        """How wide the span must be that is left to guess in."""
        return max(LEAST, NARROW * self.amount)


def told(amounts: Iterable[Amount], few: Sequence[Few]) -> list[Few]:
    """Which of `few` can be known too closely from all of `amounts`."""
    known = list(dict.fromkeys(amounts))
    cells = sorted({cell for each in known for cell in each.members})
    hidden = [each for each in few if each.amount > 0 and each.members <= set(cells)]
    if not hidden:
        return []
    sums = _Sums(known, cells)
    open_ = [each for each in hidden if not sums.seen_wide(each)]
    return [each for each in open_ if not sums.is_wide(each)]


class _Sums:
    """The linear programme: every cell from 0 up, every published sum between its ends."""

    def __init__(self, known: list[Amount], cells: list[str]):
        self.place = {name: number for number, name in enumerate(cells)}
        rows = np.array([self._row(each.members) for each in known])
        self.matrix = np.vstack([rows, -rows])
        self.limits = np.array([each.high for each in known] + [-each.low for each in known])
        self.looks = self._some()

    def _row(self, members: frozenset[str]) -> np.ndarray:
        row = np.zeros(len(self.place))
        row[[self.place[name] for name in members]] = 1
        return row

    def _some(self) -> np.ndarray:
        """A few tables that fit, far apart: whatever differs enough between them is not told."""
        dice, found = Random(1), []
        for _number in range(_LOOKS):
            wish = np.array([dice.gauss(0, 1) for _cell in self.place])
            found += [each for each in (self._best(wish), self._best(-wish)) if each is not None]
        return np.array(found)

    def _best(self, wish: np.ndarray) -> np.ndarray | None:
        from scipy.optimize import linprog

        found = linprog(wish, A_ub=self.matrix, b_ub=self.limits, bounds=(0, None))
        return found.x if found.success else None

    def seen_wide(self, each: Few) -> bool:
        """Whether tables seen by the way leave room enough."""
        if not len(self.looks):
            return False
        sums = self.looks @ self._row(each.members)
        return float(sums.max() - sums.min()) >= each.margin

    def is_wide(self, each: Few) -> bool:
        """Whether its smallest and its largest sum leave room enough.

        No end is wide, and so are sums that fit no table: then nothing is known from them.
        """
        row = self._row(each.members)
        ends = [self._best(row), self._best(-row)]
        if ends[0] is None or ends[1] is None:
            return True
        return float((ends[1] - ends[0]) @ row) >= each.margin

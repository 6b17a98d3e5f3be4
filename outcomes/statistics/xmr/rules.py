"""The four rules of special cause, in the order in which they are told.

1. Outside: beyond a process limit.
2. Trend: 7 points in a row, each strictly higher (or lower) than the one before.
3. Two in three: of 3 points in a row on the same side of the mean, 2 or more near a limit; only
   the near ones are marked. A point outside is not near.
4. Shift: 7 points in a row on the same side of the mean; a point on the mean breaks the run.
"""

from enum import Enum

import numpy as np

from outcomes.statistics.xmr.limits import Limits

RUN = 7
_HAIR = 1e-12


class Cause(Enum):
    """Why a point is marked; the value is the reference tables' own label."""

    ABOVE = "Above UCL"
    BELOW = "Below LCL"
    RISING = "7 Point Trend (Increasing)"
    FALLING = "7 Point Trend (Decreasing)"
    TWO_HIGH = "2 in 3 Above CL"
    TWO_LOW = "2 in 3 Below CL"
    SHIFT_HIGH = "7 Points Above CL"
    SHIFT_LOW = "7 Points Below CL"
    COMMON = "Common Cause"


LABELS = tuple(cause.value for cause in Cause)
HIGH = frozenset({Cause.ABOVE, Cause.RISING, Cause.TWO_HIGH, Cause.SHIFT_HIGH})


def causes(values: np.ndarray, found: Limits) -> list[Cause]:
    """The cause of each point of one run under its limits.

    A hair's breadth is allowed for, so that figures which never vary are never marked.
    """
    hair = _HAIR * max(abs(found.mean), float(np.abs(values).max()))
    side = np.where(np.abs(values - found.mean) <= hair, 0, np.sign(values - found.mean))
    above, below = values > found.upper + hair, values < found.lower - hair
    near = ~above & ~below & ((values > found.near_upper) | (values < found.near_lower))
    steps = np.sign(np.diff(values))
    pairs = two_in_three(near, side)
    ladder = (
        (above, Cause.ABOVE),
        (below, Cause.BELOW),
        (members(steps, RUN - 1, 1, extra=1), Cause.RISING),
        (members(steps, RUN - 1, -1, extra=1), Cause.FALLING),
        (pairs & (side > 0), Cause.TWO_HIGH),
        (pairs & (side < 0), Cause.TWO_LOW),
        (members(side, RUN, 1), Cause.SHIFT_HIGH),
        (members(side, RUN, -1), Cause.SHIFT_LOW),
    )
    return [
        next((cause for marked, cause in ladder if marked[point]), Cause.COMMON)
        for point in range(len(values))
    ]


def members(signs: np.ndarray, run: int, wanted: int, *, extra: int = 0) -> np.ndarray:
    """Which points belong to at least `run` entries in a row equal to `wanted`.

    extra: how many more points than signs there are (one for steps between points).
    """
    marked = np.zeros(len(signs) + extra, dtype=bool)
    for first in range(len(signs) - run + 1):
        if np.all(signs[first : first + run] == wanted):
            marked[first : first + run + extra] = True
    return marked


def two_in_three(near: np.ndarray, side: np.ndarray) -> np.ndarray:
    """Near points of any 3 in a row that lie on one side with 2 or more of them near."""
    marked = np.zeros(len(near), dtype=bool)
    for first in range(len(near) - 2):
        three = slice(first, first + 3)
        if abs(side[three].sum()) == 3 and near[three].sum() >= 2:
            marked[three] |= near[three]
    return marked

"""Interrupted time series: did the level or the trend change when the service began?

Segmented regression of a series in equal steps (months): level and slope before, change of level
and of slope after. Errors are Newey–West's, for neighbouring months are alike. Under eight points
before the start the line before is not known well enough, and the method refuses. Sources: Wagner
et al. 2002; Bernal et al. 2017; Newey and West 1987 with lags floor(4 (n/100)^(2/9)).
"""

from dataclasses import dataclass

import numpy as np

from outcomes.statistics.guards import Numbers, numbers
from outcomes.statistics.least_squares import Line, solve

ENOUGH_BEFORE = 8
ENOUGH_AFTER = 3
_NAMES = ("level before", "slope before", "change of level", "change of slope")


@dataclass(frozen=True)
class Segmented:
    """`gap_at_end`: the series at its last point less where the line before would have led.

    `fitted` and `without` (the line before, carried on) hold one number a point, for a chart.
    """

    before: int
    after: int
    lags: int
    level_before: Line
    slope_before: Line
    change_of_level: Line
    change_of_slope: Line
    gap_at_end: Line
    fitted: tuple[float, ...]
    without: tuple[float, ...]


def default_lags(points: int) -> int:
    """floor(4 (n/100)^(2/9)): 2 for 24 points, 3 for 48."""
    return int(np.floor(4 * (points / 100) ** (2 / 9)))


def segmented(
    series: Numbers, *, before: int, lags: int | None = None, level: float = 0.95
) -> Segmented:
    """`series`: one figure a step, in order; the first `before` of them come before the start.

    Raises ValueError with fewer than 8 points before or 3 after.
    """
    values = numbers(series, what="series")
    after = len(values) - before
    _enough(before, after)
    reach = default_lags(len(values)) if lags is None else lags
    matrix = _matrix(len(values), before)
    found = solve(values, matrix, _NAMES, lags=reach)
    gap = np.array([0.0, 0.0, 1.0, after - 1.0])
    lines = [found.line(name, level=level) for name in _NAMES]
    without = matrix[:, :2] @ found.coefficients[:2]
    return Segmented(
        before,
        after,
        reach,
        *lines,
        found.combined("gap at the end", gap, level=level),
        tuple((matrix @ found.coefficients).tolist()),
        tuple(without.tolist()),
    )


def _enough(before: int, after: int) -> None:
    if before < ENOUGH_BEFORE:
        raise ValueError(
            f"{before} points before the start: at least {ENOUGH_BEFORE} are needed to know "
            "where the figures were heading"
        )
    if after < ENOUGH_AFTER:
        raise ValueError(f"{after} points after the start: at least {ENOUGH_AFTER} are needed")


def _matrix(points: int, before: int) -> np.ndarray:
    """Steps are counted from 0 at the first point; the slope's change from 0 at the start."""
    step = np.arange(points, dtype=float)
    later = (step >= before).astype(float)
    return np.column_stack([np.ones(points), step, later, later * (step - before)])

"""What somebody outside can work out from a published table by adding and taking away.

Each figure stands for a span: a star for 1 to 7, a multiple of 5 for the five numbers that round to
it, 0 for 0. Cells must add up to totals. The smallest and largest value that a cell can still have
are found exactly (linear programming: with rows and columns only, its corners are whole numbers).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from outcomes.statistics.disclosure.tables import Published

SMALL = 7


@dataclass(frozen=True)
class Bounds:
    """Nothing outside low … high fits what was published."""

    low: int
    high: int


def span(figure: int | None) -> Bounds:
    """What a published figure can stand for."""
    if figure is None:
        return Bounds(1, SMALL)
    if figure == 0:
        return Bounds(0, 0)
    return Bounds(max(SMALL + 1, figure - 2), figure + 2)


def undo(published: "Published") -> dict[tuple[int, int], Bounds]:
    """The tightest span of every starred cell, from all cells and totals given."""
    stars = [
        (row, column)
        for row, cells in enumerate(published.cells)
        for column, cell in enumerate(cells)
        if cell is None
    ]
    if not stars:
        return {}
    matrix, limits = _sums(published)
    spans = [span(cell) for cells in published.cells for cell in cells]
    width = len(published.columns)
    return {
        (row, column): _tightest(row * width + column, matrix, limits, spans)
        for row, column in stars
    }


def _sums(published: "Published") -> tuple[np.ndarray, np.ndarray]:
    """Totals as inequalities: matrix @ cells <= limits. A withheld total says nothing."""
    height, width = len(published.rows), len(published.columns)
    at = np.arange(height * width).reshape(height, width)
    groups = []
    if "rows" not in published.withheld:
        groups += list(zip(at, published.rows, strict=True))
    if "columns" not in published.withheld:
        groups += list(zip(at.T, published.columns, strict=True))
    if "total" not in published.withheld:
        groups.append((at.ravel(), published.total))
    matrix, limits = np.zeros((2 * len(groups), height * width)), np.zeros(2 * len(groups))
    for number, (members, figure) in enumerate(groups):
        known = span(figure)
        matrix[2 * number, members], limits[2 * number] = 1, known.high
        matrix[2 * number + 1, members], limits[2 * number + 1] = -1, -known.low
    return matrix, limits


def _tightest(place: int, matrix, limits, spans: list[Bounds]) -> Bounds:
    from scipy.optimize import linprog

    own = spans[place]
    if not len(matrix):
        return own
    ends = []
    for direction in (1, -1):
        wish = np.zeros(len(spans))
        wish[place] = direction
        found = linprog(
            wish, A_ub=matrix, b_ub=limits, bounds=[(each.low, each.high) for each in spans]
        )
        if not found.success:
            raise ValueError("no table of people fits these figures: they are not rounded alike")
        ends.append(direction * found.fun)
    return Bounds(int(np.ceil(ends[0] - 1e-6)), int(np.floor(ends[1] + 1e-6)))

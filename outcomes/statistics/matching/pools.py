"""People not yet matched, and who of them is nearest.

`Line` holds one score each: sorted once, with emptied places skipped, so that 20,000 people are
matched in a moment. `Space` holds several columns and measures everybody. Of people equally near
the one in the lower row is taken.
"""

import numpy as np

_SAME = 1e-9


class Line:
    """Controls on one scale, grouped by value.

    below: nobody above is taken while somebody is left below, and of equals the last row.
    """

    def __init__(self, rows: np.ndarray, values: np.ndarray, *, below: bool = False):
        self.values, place = np.unique(values, return_inverse=True)
        self.below = below
        order = np.lexsort((-rows if below else rows, place))
        starts = np.searchsorted(place[order], np.arange(len(self.values)))
        self.queues = np.split(rows[order], starts[1:]) if len(rows) else []
        self.taken = np.zeros(len(self.values), dtype=int)
        self.up = list(range(len(self.values) + 1))
        self.down = list(range(len(self.values) + 1))

    def _find(self, links: list[int], place: int) -> int:
        root = place
        while links[root] != root:
            root = links[root]
        while links[place] != root:
            links[place], place = root, links[place]
        return root

    def head(self, place: int) -> int:
        """The row whose turn it is at a place."""
        return int(self.queues[place][self.taken[place]])

    def nearest(self, value: float) -> tuple[float, int, int] | None:
        """Distance, row and place of the nearest free control, or None when all are taken."""
        side = "right" if self.below else "left"
        middle = int(np.searchsorted(self.values, value, side=side))
        above, below = self._find(self.up, middle), self._find(self.down, middle) - 1
        found = [
            (abs(float(self.values[place]) - value), self.head(place), place)
            for place in (below, above)
            if 0 <= place < len(self.values)
        ]
        if not found:
            return None
        return found[0] if self.below else min(found)

    def take(self, place: int) -> None:
        """The row at the head of this place is free no more."""
        self.taken[place] += 1
        if self.taken[place] == len(self.queues[place]):
            self.up[place], self.down[place + 1] = place + 1, place

    def several(self, value: float, wanted: int) -> list[tuple[float, int]]:
        """The `wanted` nearest, none taken away."""
        middle = int(np.searchsorted(self.values, value))
        low, high = middle - 1, middle
        found: list[tuple[float, int]] = []
        while low >= 0 or high < len(self.values):
            under = value - float(self.values[low]) if low >= 0 else np.inf
            over = float(self.values[high]) - value if high < len(self.values) else np.inf
            near = min(under, over)
            if len(found) >= wanted and near > found[wanted - 1][0]:
                break
            place = low if under <= over else high
            low, high = (low - 1, high) if under <= over else (low, high + 1)
            found = sorted(found + [(near, int(row)) for row in self.queues[place][:wanted]])
        return found[:wanted]


class Space:
    """Controls in several columns, optionally no further than `caliper` on a score."""

    def __init__(self, rows, points, scores=None, caliper: float | None = None):
        order = np.argsort(rows)
        self.rows, self.points = rows[order], points[order]
        self.sizes = (self.points**2).sum(axis=1)
        self.scores = None if scores is None else scores[order]
        self.caliper = caliper

    def _distances(self, point: np.ndarray, score: float | None) -> np.ndarray:
        """Squared; endless for those taken or beyond the caliper."""
        apart = self.sizes - 2 * (self.points @ point) + float(point @ point)
        if self.scores is not None and self.caliper is not None:
            apart[np.abs(self.scores - score) > self.caliper] = np.inf
        return apart

    def several(self, point, wanted: int, score=None) -> list[tuple[float, int]]:
        """Distance and row of the nearest free ones."""
        apart = self._distances(point, score)
        last = min(wanted, len(apart)) - 1
        within = float(np.partition(apart, last)[last]) if last >= 0 else -np.inf
        near = np.flatnonzero((apart <= within + _SAME) & np.isfinite(apart))
        ordered = sorted((round(float(apart[place]), 9), int(place)) for place in near)
        return [(max(0.0, far) ** 0.5, int(self.rows[place])) for far, place in ordered[:wanted]]

    def nearest(self, point, score=None) -> tuple[float, int, int] | None:
        """Distance, row and place of the nearest free control."""
        apart = self._distances(point, score)
        least = float(apart.min()) if len(apart) else np.inf
        if not np.isfinite(least):
            return None
        place = int(np.argmax(apart <= least + _SAME))
        return max(0.0, float(apart[place])) ** 0.5, int(self.rows[place]), place

    def take(self, place: int) -> None:
        """That control is free no more."""
        self.sizes[place] = np.inf

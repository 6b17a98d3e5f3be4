"""Intervals under each other over one axis: a forest plot. Ratios stand on a logarithmic axis."""

import math

from outcomes.pdf.drawing import DEEP, GRID, INK, LINE, Scale, disc, line, polygon, words
from outcomes.presenters.plotting import Intervals

WIDTH = 610
_ROW, _LEFT, _RIGHT = 26, 230, 450
_FURTHEST = 4
"""Doublings from 1 to which the axis of ratios reaches at most: from a sixteenth to sixteen."""


class LogScale:
    """From a ratio to a place on an axis, each doubling as wide as the next."""

    def __init__(self, ratios, *, start: float, end: float):
        known = [math.log2(each) for each in ratios if each > 0]
        self.first = max(-_FURTHEST, min(-1, math.floor(min(known, default=0))))
        self.last = min(_FURTHEST, max(1, math.ceil(max(known, default=0))))
        self._scale = Scale(self.first, self.last, start, end)

    def __call__(self, ratio: float) -> float:
        level = math.log2(ratio) if ratio > 0 else self.first
        return self._scale(min(self.last, max(self.first, level)))

    @property
    def ticks(self) -> list[float]:
        """Halves and doubles of 1; every other one where they would stand too close."""
        levels = range(self.first, self.last + 1)
        every = 1 if len(levels) <= 7 else 2
        return [2.0**level for level in levels if level % every == 0]

    def beyond(self, ratio: float) -> int:
        """-1 or 1 where the axis ends before `ratio`, else 0."""
        level = math.log2(ratio) if ratio > 0 else -math.inf
        return -1 if level < self.first else int(level > self.last)


def intervals(found: Intervals):
    """Height and parts of the drawing."""
    base = 30 + _ROW * len(found.rows)
    x = _scale(found)
    parts = [polygon([(0, y - 13), (WIDTH, y - 13), (WIDTH, y + 13), (0, y + 13)], fill="#f7f9f9")
             for y in range(34, 34 + _ROW * len(found.rows), 2 * _ROW)]  # fmt: skip
    if isinstance(x, LogScale):
        parts += _ticks(x, base)
    parts.append(line(x(found.at), 20, x(found.at), base - 6, colour=LINE, width=1.4))
    parts.append(words(x(found.at), 13, found.at_words, size=10.5, anchor="middle"))
    for number, row in enumerate(found.rows):
        parts += _row(34 + _ROW * number, row, x)
    return base + (16 if found.ratios else 0), parts


def _scale(found: Intervals):
    ends = [found.at, *(end for row in found.rows for end in row[2:4])]
    if found.ratios:
        return LogScale(ends, start=_LEFT, end=_RIGHT)
    room = (max(ends) - min(ends) or 1.0) * 0.06
    return Scale(min(ends) - room, max(ends) + room, _LEFT, _RIGHT)


def _ticks(x: LogScale, base: float) -> list:
    parts = []
    for value in x.ticks:
        parts.append(line(x(value), 20, x(value), base - 6, colour=GRID))
        parts.append(words(x(value), base + 8, f"{value:g}", size=10.5, anchor="middle"))
    return parts


def _row(y: float, row, x) -> list:
    label, value, below, above, told = row
    parts = [
        words(6, y + 4, label, size=12, colour=INK),
        line(x(below), y, x(above), y, width=2),
    ]
    if isinstance(x, LogScale):
        parts += [_arrow(x(end), y, way) for end in (below, above) if (way := x.beyond(end))]
    parts.append(disc(x(value), y, 4.5))
    parts.append(words(WIDTH - 6, y + 4, told, size=11.5, colour=INK, anchor="end"))
    return parts


def _arrow(x: float, y: float, way: int):
    """The interval goes on beyond the axis."""
    tip = x + way * 4
    return polygon([(tip, y), (tip - way * 8, y - 4), (tip - way * 8, y + 4)], fill=DEEP)

"""Drawings of the designs: Love plot, XmR chart, funnel, curves of two groups, intervals.

The same drawing stands on screen and on paper, so its colours are in its attributes. Nothing is
told by colour alone: marked points have another shape, the second curve is dashed.
"""

from django.utils.safestring import SafeString

from outcomes.pdf.drawing import (
    DEEP,
    GRID,
    INK,
    LAMP,
    LINE,
    PALE,
    SLATE,
    Scale,
    disc,
    drawing,
    line,
    polygon,
    steps_to,
    svg,
    words,
)
from outcomes.pdf.forest import WIDTH, intervals
from outcomes.presenters.blocks import BarsBlock
from outcomes.presenters.plotting import Curves, FunnelPlot, Intervals, LovePlot, Series

_ROW = 26
_BAR = 24


def plot(drawn, alternative: str) -> SafeString:
    """Draw whatever it is."""
    height, parts = _DRAWERS[type(drawn)](drawn)
    return drawing(WIDTH, height, alternative, parts, css="plot")


def bars(found: BarsBlock, alternative: str) -> SafeString:
    """Level bars from zero with their words at the end."""
    x, height = Scale(0, 1, 232, 530), 8 + _BAR * len(found.rows)
    parts = [line(x(0), 2, x(0), height - 4, colour=LINE)]
    for number, row in enumerate(found.rows):
        y = 4 + _BAR * number
        parts.append(words(224, y + 15, row.label, size=12, colour=INK, anchor="end"))
        corners = [(x(0), y + 2), (x(row.share), y + 2), (x(row.share), y + 18), (x(0), y + 18)]
        parts.append(polygon(corners, fill=DEEP))
        parts.append(words(x(row.share) + 7, y + 15, row.words, size=12, colour=INK))
    return drawing(WIDTH, height, alternative, parts, css="plot")


def bars_in_words(found: BarsBlock) -> str:
    """The text alternative of bars, with all their figures."""
    told = "; ".join(f"{row.label}: {row.words}" for row in found.rows)
    return f"{found.title}. {told}."


def polyline(points, *, colour=DEEP, width=2.0, dash="") -> SafeString:
    """A broken line."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return svg(
        '<polyline points="{}" fill="none" stroke="{}" stroke-width="{}"{}/>', path, colour, width,
        svg(' stroke-dasharray="{}"', dash) if dash else "",
    )  # fmt: skip


def square(x: float, y: float, half: float, *, fill=LAMP, stroke=INK) -> SafeString:
    """A small square."""
    return svg(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}"/>',
        float(x - half), float(y - half), float(2 * half), float(2 * half), fill, stroke,
    )  # fmt: skip


def diamond(x: float, y: float, half: float, *, fill=PALE, stroke=DEEP) -> SafeString:
    """A small diamond."""
    corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
    return polygon(corners, fill=fill, stroke=stroke)


def _love(found: LovePlot):
    most = max([found.within * 2, *(max(row[1:]) for row in found.rows)])
    base = 34 + _ROW * len(found.rows)
    x = Scale(0, most, 250, 590)
    parts = [line(x(0), 22, x(0), base, colour=LINE)]
    parts.append(line(x(found.within), 22, x(found.within), base, colour=SLATE, dash="4 3"))
    for number, (name, before, after) in enumerate(found.rows):
        y = 40 + _ROW * number
        parts.append(words(240, y + 4, name, size=12, colour=INK, anchor="end"))
        parts.append(line(x(min(before, after)), y, x(max(before, after)), y, colour=GRID, width=3))
        parts.append(disc(x(before), y, 5, fill="#ffffff", stroke=SLATE, width=1.8))
        parts.append(disc(x(after), y, 5))
    for value in (0, found.within, most):
        parts.append(words(x(value), base + 16, f"{value:.2f}", size=10.5, anchor="middle"))
    parts += [disc(256, 10, 5, fill="#ffffff", stroke=SLATE, width=1.8),
              words(267, 14, found.before_words, size=11),
              disc(420, 10, 5), words(431, 14, found.after_words, size=11)]  # fmt: skip
    return base + 24, parts


def _axis(top: float, y: Scale, left: float, right: float, write) -> list[SafeString]:
    parts = []
    for value in steps_to(top):
        parts.append(line(left, y(value), right, y(value), colour=GRID if value else LINE))
        parts.append(words(left - 6, y(value) + 4, write(value), size=10.5, anchor="end"))
    return parts


def _series(found: Series):
    top = max(1.0, found.upper, *found.values, *found.carried) * 1.05
    y, x = Scale(0, top, 190, 16), Scale(0, max(1, len(found.values) - 1), 52, 590)
    low = max(0.0, found.lower)
    parts = _axis(top, y, 44, 598, lambda value: f"{value:,.0f}")
    for value, dash in ((found.mean, ""), (low, "5 4"), (found.upper, "5 4")):
        parts.append(line(44, y(value), 598, y(value), colour=SLATE, width=1.2, dash=dash))
    if 0 < found.before < len(found.values):
        at = (x(found.before - 1) + x(found.before)) / 2
        parts.append(line(at, 12, at, 190, colour=INK, width=1.4))
        parts.append(words(at + 5, 20, found.start_words, size=10.5, colour=INK))
    if found.carried:
        places = range(found.before, len(found.values))
        parts.append(polyline([(x(n), y(max(0.0, found.carried[n]))) for n in places],
                              colour=SLATE, width=1.6, dash="2 3"))  # fmt: skip
    at_points = [(x(number), y(value)) for number, value in enumerate(found.values)]
    parts.append(polyline(at_points))
    for (px, py), mark in zip(at_points, found.marks, strict=True):
        parts.append(_point(px, py, mark))
    every = max(1, len(found.labels) // 6)
    for number in range(0, len(found.labels), every):
        label = found.labels[number]
        parts.append(words(x(number), 208, label, size=10.5, anchor="middle"))
    return 216, parts


def _point(x: float, y: float, mark: str) -> SafeString:
    if mark == "improvement":
        return diamond(x, y, 5.5)
    return disc(x, y, 2.8) if not mark else square(x, y, 4, fill=LAMP)


def _funnel(found: FunnelPlot):
    beyond_the_first = found.limits[len(found.limits) // 4 :]
    seen = [found.target, *(share for _name, _size, share, _outside in found.points)]
    most = max([*seen, *(min(1.0, each[2]) for each in beyond_the_first)])
    top, last = min(1.0, most * 1.1) or 1.0, max(size for size, *_rest in found.limits)
    y, x = Scale(0, top, 220, 14), Scale(0, last, 52, 590)
    parts = _shares(top, y)
    for column, dash in ((1, "5 4"), (2, "5 4"), (3, ""), (4, "")):
        ends = [(x(row[0]), y(min(top, max(0.0, row[column])))) for row in found.limits]
        parts.append(polyline(ends, colour=SLATE, width=1.2, dash=dash))
    parts.append(line(52, y(found.target), 590, y(found.target), colour=DEEP, width=1.4))
    for name, size, share, outside in found.points:
        at = x(size), y(min(top, share))
        parts.append(square(*at, 5) if outside else disc(*at, 4))
        if outside:
            parts.append(words(at[0] + 8, at[1] + 4, name, size=10.5, colour=INK))
    for value in steps_to(last)[1:]:
        parts.append(words(x(value), 237, f"{value:,.0f}", size=10.5, anchor="middle"))
    parts.append(words(320, 254, found.x_label, size=11, anchor="middle"))
    return 260, parts


def _shares(top: float, y: Scale) -> list[SafeString]:
    step = next(size for size in (0.02, 0.05, 0.1, 0.2, 0.25) if top / size <= 6)
    parts = []
    for number in range(int(top / step) + 1):
        value = step * number
        parts.append(line(52, y(value), 598, y(value), colour=GRID if number else LINE))
        parts.append(words(46, y(value) + 4, f"{value:.0%}", size=10.5, anchor="end"))
    return parts


def _curves(found: Curves):
    x, y = Scale(0, found.last_day, 46, 590), Scale(0, 1, 200, 26)
    parts = _shares(1.0, y)
    for number, (name, points) in enumerate(found.lines):
        colour, dash = (DEEP, "") if number == 0 else (INK, "6 4")
        corners, height = [], y(1.0)
        for day, share in points:
            corners += [(x(day), height), (x(day), y(share))]
            height = y(share)
        parts.append(polyline([(x(0), y(1.0)), *corners, (x(found.last_day), height)],
                              colour=colour, width=2.4, dash=dash))  # fmt: skip
        left = 60 + 270 * number
        parts.append(line(left, 10, left + 26, 10, colour=colour, width=2.4, dash=dash))
        parts.append(words(left + 32, 14, name, size=11, colour=INK))
    for mark in found.marks:
        parts.append(words(x(mark), 217, f"{mark:.0f}", size=10.5, anchor="middle"))
    parts.append(words(320, 234, found.x_label, size=11, anchor="middle"))
    return 240, parts


_DRAWERS = {
    LovePlot: _love,
    Series: _series,
    FunnelPlot: _funnel,
    Curves: _curves,
    Intervals: intervals,
}

"""Changes as dots with their interval, and step curves with their band."""

from itertools import pairwise

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.components.charts.drawing import DEEP, GRID, INK, SLATE, line, text
from core.components.html import element, shape
from core.presenters import Curve, DotInterval


def dot_interval(*, of: DotInterval, width: int = 150) -> SafeString:
    """A change as a dot with its interval over the grey expected range; no change at the right."""
    height, middle = 30, 15

    def x(value: float) -> float:
        share = (min(0.0, max(of.floor, value)) - of.floor) / -of.floor
        return round(4 + (width - 10) * share, 1)

    parts = []
    if of.expected_low is not None and of.expected_high is not None:
        left, right = x(of.expected_low), x(of.expected_high)
        box = {"x": left, "y": 5, "width": round(right - left, 1), "height": 20, "fill": "#d9e0e2"}
        parts.append(shape("rect", box))
    if of.expected is not None:
        parts.append(line(f"M{x(of.expected)} 5v20", stroke=INK, dash="2 2"))
    parts += [
        line(f"M{x(of.low)} {middle}H{x(of.high)}", width=2.5),
        shape("circle", {"cx": x(of.value), "cy": middle, "r": 4.5, "fill": DEEP}),
        line(f"M{x(0)} 1v28", stroke="#7b8f95"),
    ]
    told = {"value": f"{of.value:.0f}", "low": f"{of.low:.0f}", "high": f"{of.high:.0f}"}
    words = _("%(value)s%%, 95%% interval %(low)s%% to %(high)s%%") % told
    size = {"viewBox": f"0 0 {width} {height}", "width": width, "height": height}
    return element("svg", {**size, "role": "img", "aria-label": words}, *parts)


def curve(*, of: Curve) -> SafeString:
    """A step curve over days with its band, axis from 0 to 100 %."""
    caption = element("figcaption", None, of.title)
    return element("figure", {"class": "app-chart app-chart--wide"}, caption, curve_svg(of=of))


_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BASE = 440, 300, 54, 426, 16, 246


def curve_svg(*, of: Curve) -> SafeString:
    """The drawing alone, for pages and PDFs."""

    def x(day: float) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * day / max(1.0, of.last_day), 1)

    def y(share: float) -> float:
        return round(_BASE - (_BASE - _TOP) * min(1.0, max(0.0, share)), 1)

    box = {"viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "role": "img", "aria-label": curve_words(of=of)}
    return element("svg", box, *_axes(of, x, y), *_band_and_line(of, x, y))


def _axes(of: Curve, x, y) -> list[SafeString]:
    parts = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        stroke = "#7b8f95" if share == 0 else GRID
        parts.append(line(f"M{_LEFT} {y(share)}H{_RIGHT}", stroke=stroke))
        parts.append(text(_LEFT - 10, y(share) + 5, f"{share:.0%}", fill=SLATE, anchor="end"))
    for day in of.marks or (0, of.last_day):
        parts.append(text(x(day), _BASE + 22, f"{day:g}", fill=SLATE, anchor="middle"))
    middle = (_LEFT + _RIGHT) / 2
    return [*parts, text(middle, _BASE + 44, of.x_label, fill=SLATE, anchor="middle")]


def _band_and_line(of: Curve, x, y) -> list[SafeString]:
    points = [*of.points]
    if not points:
        return []
    if points[-1][0] < of.last_day:
        points.append((of.last_day, *points[-1][1:]))
    middle, lower, upper = (
        _steps([(x(point[0]), y(point[index])) for point in points]) for index in (1, 2, 3)
    )
    band = {"d": f"M{_path(upper)}L{_path(lower[::-1])}Z", "fill": "#dcebec"}
    return [shape("path", band), line(f"M{_path(middle)}", width=3)]


def _path(points: list[tuple[float, float]]) -> str:
    return "L".join(f"{a} {b}" for a, b in points)


def _steps(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Corners of a step function through `points`."""
    corners = points[:1]
    for (_x0, y0), (x1, y1) in pairwise(points):
        corners += [(x1, y0), (x1, y1)]
    return corners


def curve_words(*, of: Curve) -> str:
    """Where the curve ends, in words."""
    if not of.points:
        return str(of.title)
    day, value, low, high = of.points[-1]
    told = {
        "title": of.title,
        "day": f"{day:g}",
        "value": f"{value:.0%}",
        "low": f"{low:.0%}",
        "high": f"{high:.0%}",
        "y": of.y_label,
    }
    return (
        _("%(title)s. %(y)s: %(value)s at day %(day)s, 95%% interval %(low)s to %(high)s.") % told
    )

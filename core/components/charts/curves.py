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


def curve_svg(*, of: Curve) -> SafeString:
    """The drawing alone, for pages and PDFs."""
    width, height, left, right, top, base = 640, 300, 56, 620, 16, 246

    def x(day: float) -> float:
        return round(left + (right - left) * day / max(1.0, of.last_day), 1)

    def y(share: float) -> float:
        return round(base - (base - top) * min(1.0, max(0.0, share)), 1)

    points = [*of.points]
    if points and points[-1][0] < of.last_day:
        points.append((of.last_day, *points[-1][1:]))
    parts = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        stroke = "#7b8f95" if share == 0 else GRID
        parts.append(line(f"M{left} {y(share)}H{right}", stroke=stroke))
        parts.append(text(left - 10, y(share) + 5, f"{share:.0%}", fill=SLATE, anchor="end"))
    for day in of.marks or (0, of.last_day):
        parts.append(text(x(day), base + 22, f"{day:g}", fill=SLATE, anchor="middle"))
    parts.append(text((left + right) / 2, base + 44, of.x_label, fill=SLATE, anchor="middle"))
    if points:
        upper = _steps([(x(p[0]), y(p[3])) for p in points])
        lower = _steps([(x(p[0]), y(p[2])) for p in points])
        back = "L".join(f"{a} {b}" for a, b in reversed(lower))
        band = "M" + "L".join(f"{a} {b}" for a, b in upper) + f"L{back}Z"
        parts.append(shape("path", {"d": band, "fill": "#dcebec"}))
        drawn = "L".join(f"{a} {b}" for a, b in _steps([(x(p[0]), y(p[1])) for p in points]))
        parts.append(line(f"M{drawn}", width=3))
    box = {"viewBox": f"0 0 {width} {height}", "role": "img", "aria-label": curve_words(of=of)}
    return element("svg", box, *parts)


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

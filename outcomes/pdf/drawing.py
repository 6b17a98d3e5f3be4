"""Charts as inline SVG for paper.

WeasyPrint reads neither our stylesheet nor custom properties inside SVG, so colours stand in the
attributes. Each drawing begins with a `title`, which becomes its text alternative in the PDF.
Lengths are in CSS pixels of the SVG's own view box.
"""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.presenters.figures import Curve, DotInterval, SlopeChart

INK, SLATE, DEEP, LAMP, PALE = "#14262b", "#4a5c62", "#0b4f5c", "#f4b13e", "#cfe4e6"
LINE, GRID, WEDGE, HATCH = "#7b8f95", "#e3eaeb", "#eceff0", "#a9b6ba"
FONT = "Atkinson Hyperlegible Next"
HANGERS = 12


def svg(template: str, *values) -> SafeString:
    """Escaped like all HTML; lengths to a tenth of a pixel."""
    return format_html(
        template, *(f"{each:.1f}" if isinstance(each, float) else each for each in values)
    )


def line(x1, y1, x2, y2, *, colour=DEEP, width=1.0, dash="") -> SafeString:
    """A straight line."""
    return svg(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"{}/>',
        float(x1), float(y1), float(x2), float(y2), colour, width,
        svg(' stroke-dasharray="{}"', dash) if dash else "",
    )  # fmt: skip


def disc(x, y, radius, *, fill=DEEP, stroke="none", width=2) -> SafeString:
    """A disc or a ring."""
    return svg(
        '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="{}"/>',
        float(x), float(y), radius, fill, stroke, width,
    )  # fmt: skip


def words(x, y, text, *, size=12, colour=SLATE, weight=400, anchor="start") -> SafeString:
    """Text within a drawing."""
    return svg(
        '<text x="{}" y="{}" font-family="{}" font-size="{}" font-weight="{}" fill="{}" '
        'text-anchor="{}">{}</text>',
        float(x), float(y), FONT, size, weight, colour, anchor, text,
    )  # fmt: skip


def polygon(points, *, fill, stroke="none") -> SafeString:
    """A filled shape."""
    shape = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return svg('<polygon points="{}" fill="{}" stroke="{}"/>', shape, fill, stroke)


def drawing(width, height, alternative, parts, *, css="") -> SafeString:
    """The whole drawing with its text alternative."""
    return svg(
        '<svg xmlns="http://www.w3.org/2000/svg" class="{}" width="{}" height="{}" '
        'viewBox="0 0 {} {}" role="img"><title>{}</title>{}</svg>',
        css, width, height, width, height, alternative,
        mark_safe("".join(parts)),
    )  # fmt: skip


@dataclass(frozen=True)
class Scale:
    """From a value to a place on an axis."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1)
        return self.start + share * (self.end - self.start)


def steps_to(most: float) -> list[float]:
    """About four round numbers from 0 that reach `most` or nearly."""
    if most <= 0:
        return [0]
    rough = most / 4
    magnitude = 10 ** (len(str(int(rough))) - 1) if rough >= 1 else 1
    size = next(s * magnitude for s in (1, 2, 5, 10) if s * magnitude >= rough)
    return [size * n for n in range(int(most // size) + 1)]


def slope(chart: SlopeChart) -> SafeString:
    """From before to after, with the expected fall as a hatched wedge."""
    top = max(chart.before, chart.after, chart.high or 0, chart.expected_high or 0)
    y, left, right = Scale(0, top or 1, 150, 22), 34, 126
    parts = []
    for value in steps_to(top):
        parts.append(line(left, y(value), right, y(value), colour=GRID if value else LINE))
        parts.append(words(left - 6, y(value) + 4, f"{value:,.0f}", size=10.5, anchor="end"))
    parts += _expected(chart, y, left, right)
    parts.append(line(left, y(chart.before), right, y(chart.after), width=3))
    parts += [disc(left, y(chart.before), 4.5), disc(right, y(chart.after), 4.5)]
    parts += _bracket(chart, y, right + 7)
    parts.append(words(left + 6, y(chart.before) - 7, f"{chart.before:,.0f}", size=12.5,
                       colour=DEEP, weight=700))  # fmt: skip
    parts += _ends(chart, y, right + 14)
    parts.append(words(left, 168, _("Before"), size=11, anchor="middle"))
    parts.append(words(right, 168, _("After"), size=11, anchor="middle"))
    return drawing(205, 174, slope_in_words(chart), parts)


def _expected(chart: SlopeChart, y: Scale, left, right) -> list[SafeString]:
    parts = []
    if None not in (chart.expected_low, chart.expected_high):
        low, high = y(chart.expected_low), y(chart.expected_high)
        origin = y(chart.before)
        parts.append(polygon([(left, origin), (right, low), (right, high)], fill=WEDGE))
        for share in (0.2, 0.35, 0.5, 0.65, 0.8, 0.95):
            x = left + share * (right - left)
            ends = (origin + share * (low - origin), origin + share * (high - origin))
            parts.append(line(x, max(ends), min(x + 4, right), min(ends), colour=HATCH, width=0.8))
    if chart.expected is not None:
        parts.append(
            line(left, y(chart.before), right, y(chart.expected), colour=SLATE, width=1.6,
                 dash="4 3")
        )  # fmt: skip
        parts.append(disc(right, y(chart.expected), 4, fill="#ffffff", stroke=SLATE, width=1.6))
    return parts


def _bracket(chart: SlopeChart, y: Scale, x) -> list[SafeString]:
    if None in (chart.low, chart.high):
        return []
    low, high = y(chart.low), y(chart.high)
    return [
        line(x, low, x, high, width=1.6),
        line(x - 3, low, x + 3, low, width=1.6),
        line(x - 3, high, x + 3, high, width=1.6),
    ]


def _ends(chart: SlopeChart, y: Scale, x) -> list[SafeString]:
    after, gap = y(chart.after) + 4, 15
    parts = []
    if chart.expected is not None:
        expected = y(chart.expected) + 4
        if abs(expected - after) < gap:
            middle = (expected + after) / 2
            up = -1 if chart.expected >= chart.after else 1
            expected, after = middle + up * gap / 2, middle - up * gap / 2
        label = _("%(n)s expected") % {"n": f"{chart.expected:,.0f}"}
        parts.append(words(x, expected, label, size=10.5))
    label = _("%(n)s after") % {"n": f"{chart.after:,.0f}"}
    parts.append(words(x, after, label, size=11.5, colour=DEEP, weight=700))
    return parts


def slope_in_words(chart: SlopeChart) -> str:
    """The text alternative, with all numbers."""
    parts = [
        _("%(title)s. %(unit)s: %(before)s before, %(after)s after")
        % {"title": chart.title, "unit": chart.unit, "before": f"{chart.before:,.0f}",
           "after": f"{chart.after:,.0f}"}
    ]  # fmt: skip
    if None not in (chart.low, chart.high):
        parts.append(
            _("95%% interval of after %(low)s to %(high)s")
            % {"low": f"{chart.low:,.0f}", "high": f"{chart.high:,.0f}"}
        )
    if chart.expected is not None:
        parts.append(_("%(n)s expected without help") % {"n": f"{chart.expected:,.0f}"})
    if None not in (chart.expected_low, chart.expected_high):
        parts.append(
            _("expected range %(low)s to %(high)s")
            % {"low": f"{chart.expected_low:,.0f}", "high": f"{chart.expected_high:,.0f}"}
        )
    return "; ".join(parts) + "."


def dot(found: DotInterval) -> SafeString:
    """The change as a dot with its interval over the grey expected range; right line: no change."""
    floor = min(found.floor, found.low, found.expected_low or 0)
    ceiling = max(0.0, found.high, found.expected_high or 0)
    x = Scale(floor, ceiling, 3, 117)
    parts = [line(x(0), 2, x(0), 26, colour=LINE)]
    if None not in (found.expected_low, found.expected_high):
        low, high = x(found.expected_low), x(found.expected_high)
        parts.append(
            svg(
                '<rect x="{}" y="5" width="{}" height="18" fill="#d9e1e3"/>',
                float(low), float(max(1.5, high - low)),
            )
        )  # fmt: skip
    if found.expected is not None:
        at = x(found.expected)
        parts.append(line(at, 4, at, 24, colour=SLATE, width=1.2, dash="2 2"))
    parts.append(line(x(found.low), 14, x(found.high), 14, width=1.8))
    parts.append(disc(x(found.value), 14, 4, stroke="#ffffff", width=1))
    alternative = _("Change %(value)s%%, 95%% interval %(low)s%% to %(high)s%%") % {
        "value": f"{found.value:.0f}", "low": f"{found.low:.0f}", "high": f"{found.high:.0f}",
    }  # fmt: skip
    if found.expected is not None:
        alternative += "; " + _("expected %(n)s%%") % {"n": f"{found.expected:.0f}"}
    return drawing(120, 28, alternative + ".", parts)


def curve(found: Curve, alternative: str) -> SafeString:
    """A step curve with its band, from 0 to 100 per cent."""
    x, y = Scale(0, found.last_day, 40, 600), Scale(0, 1, 190, 12)
    parts = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        parts.append(line(40, y(share), 600, y(share), colour=GRID if share else LINE))
        parts.append(words(34, y(share) + 4, f"{share:.0%}", size=10.5, anchor="end"))
    parts.append(polygon(_band(found, x, y), fill=WEDGE))
    path = " ".join(f"{px:.1f},{py:.1f}" for px, py in _staircase(found, x, y, 1))
    parts.append(
        svg('<polyline points="{}" fill="none" stroke="{}" stroke-width="2.4"/>', path, DEEP)
    )
    for mark in found.marks:
        parts.append(line(x(mark), 190, x(mark), 194, colour=LINE))
        parts.append(words(x(mark), 207, f"{mark:.0f}", size=10.5, anchor="middle"))
    parts.append(words(320, 224, found.x_label, size=11, anchor="middle"))
    return drawing(610, 230, alternative, parts)


def _staircase(found: Curve, x: Scale, y: Scale, column: int) -> list[tuple[float, float]]:
    """Corner points of a curve that stays level until the next day."""
    points, height = [], y(found.points[0][column])
    for point in found.points:
        points += [(x(point[0]), height), (x(point[0]), y(point[column]))]
        height = y(point[column])
    return [*points, (x(found.last_day), height)]


def _band(found: Curve, x: Scale, y: Scale) -> list[tuple[float, float]]:
    return _staircase(found, x, y, 2) + _staircase(found, x, y, 3)[::-1]


def arch(width: float = 605, height: float = 146) -> SafeString:
    """The arch with its twelve hangers, one for each week. Stands on the lower edge."""

    def top_at(share: float) -> float:
        return 6 + (height - 6) * (2 * share - 1) ** 2

    parts = []
    for number in range(1, HANGERS + 1):
        share = number / (HANGERS + 1)
        parts.append(
            line(share * width, top_at(share), share * width, height, colour="#6fa3ab", width=1.6)
        )
    middle = 6 - (height - 6)
    parts.append(
        svg(
            '<path d="M0 {} Q{} {} {} {}" fill="none" stroke="{}" '
            'stroke-width="5.5"/>',
            float(height), float(width / 2), float(middle), float(width), float(height), LAMP,
        )
    )  # fmt: skip
    return drawing(width, height, _("A bridge with twelve hangers, one for each week"), parts,
                   css="arch")  # fmt: skip


def mark() -> SafeString:
    """The small mark beside the name."""
    parts = [
        svg('<path d="M5 20 Q19 -13 33 20" fill="none" stroke="{}" stroke-width="2.6"/>',
                    LAMP),
        *(line(x, top, x, 20, colour=PALE, width=1.5) for x, top in ((12, 9), (19, 4), (26, 9))),
        line(1, 20.6, 37, 20.6, colour="#ffffff", width=2.6),
    ]  # fmt: skip
    return drawing(38, 23, _("Community Bridge"), parts, css="mark")

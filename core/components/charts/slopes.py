"""From before to after, beside the fall that was expected without help."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.components.charts.drawing import DEEP, GRID, SLATE, hatch, line, number, text
from core.components.html import EMPTY, element, join, shape
from core.components.lists import table
from core.components.scales import nice_ticks
from core.components.words import tag
from core.presenters import Cell, Column, Row, SlopeChart, Table, Tag

_WIDTH, _HEIGHT, _TOP, _BASE, _LEFT, _RIGHT = 330, 270, 28, 226, 46, 190


def slope(*, of: SlopeChart) -> SafeString:
    """From before to after, beside the expected fall; the title says what it shows."""
    verdict = tag(of=Tag(of.verdict, "good" if of.beyond else "stone"))
    below = EMPTY
    if of.expected is not None:
        below = element("p", {"class": "app-chart__verdict"}, verdict, of.difference_words)
    caption = element("figcaption", None, of.title)
    return element("figure", {"class": "app-chart"}, caption, slope_svg(of=of), below)


def slope_svg(*, of: SlopeChart) -> SafeString:
    """The drawing alone, for pages and PDFs."""
    known = (of.before, of.after, of.high, of.expected, of.expected_high)
    ticks = nice_ticks(max(each for each in known if each is not None))
    # The highest value may stand a little above the last line of the grid, as in a good plot.
    most = max(ticks[-1], *(each for each in known if each is not None)) or 1

    def y(value: float) -> float:
        return round(_BASE - (_BASE - _TOP) * value / most, 1)

    parts = [element("defs", None, hatch(f"expected-{of.key}"))]
    parts += _grid(ticks, y)
    parts += _expected(of, y)
    parts += _happened(of, y)
    box = {
        "viewBox": f"0 0 {_WIDTH} {_HEIGHT}",
        "role": "img",
        "aria-label": slope_words(of=of),
        "font-family": "inherit",
    }
    return element("svg", box, *parts)


def _grid(ticks: Sequence[float], y) -> list[SafeString]:
    parts = []
    for each in ticks:
        stroke = "#7b8f95" if each == 0 else GRID
        parts.append(line(f"M{_LEFT} {y(each)}H{_RIGHT}", stroke=stroke))
        parts.append(text(_LEFT - 12, y(each) + 5, number(each), fill=SLATE, anchor="end"))
    for x, words in ((_LEFT, _("Before")), (_RIGHT, _("After"))):
        parts.append(text(x, _BASE + 24, words, fill=SLATE, anchor="middle"))
    return parts


def _expected(of: SlopeChart, y) -> list[SafeString]:
    if of.expected is None:
        return []
    parts = []
    start = f"M{_LEFT} {y(of.before)}"
    if of.expected_low is not None and of.expected_high is not None:
        wedge = f"{start}L{_RIGHT} {y(of.expected_high)}V{y(of.expected_low)}Z"
        parts.append(shape("path", {"d": wedge, "fill": f"url(#expected-{of.key})"}))
    parts.append(line(f"{start}L{_RIGHT} {y(of.expected)}", stroke=SLATE, width=2, dash="6 5"))
    ring = {"cx": _RIGHT, "cy": y(of.expected), "r": 5.5, "fill": "#ffffff", "stroke": SLATE}
    parts.append(shape("circle", {**ring, "stroke-width": 2}))
    return parts


def _happened(of: SlopeChart, y) -> list[SafeString]:
    parts = [line(f"M{_LEFT} {y(of.before)}L{_RIGHT} {y(of.after)}", width=4)]
    for x, value in ((_LEFT, of.before), (_RIGHT, of.after)):
        parts.append(shape("circle", {"cx": x, "cy": y(value), "r": 6.5, "fill": DEEP}))
    if of.low is not None and of.high is not None:
        x = _RIGHT + 9
        bracket = f"M{x - 4} {y(of.high)}h8M{x} {y(of.high)}V{y(of.low)}M{x - 4} {y(of.low)}h8"
        parts.append(line(bracket, width=2))
    parts.append(
        text(_LEFT + 12, y(of.before) - 8, number(of.before), fill=DEEP, size=18, weight=650)
    )
    after, expected = _apart(of, y)
    words = _("%(number)s after") % {"number": number(of.after)}
    parts.append(text(_RIGHT + 22, after, words, fill=DEEP, size=17, weight=650))
    if of.expected is not None:
        words = _("%(number)s expected") % {"number": number(of.expected)}
        parts.append(text(_RIGHT + 22, expected, words, fill=SLATE))
    return parts


def _apart(of: SlopeChart, y) -> tuple[float, float]:
    """Where the two labels stand, at least 22 apart so that they never lie on each other."""
    after = y(of.after) + 6
    if of.expected is None:
        return after, 0
    expected = y(of.expected) + 5
    gap = 22 - abs(after - expected)
    if gap > 0:
        push = gap / 2
        down = after >= expected
        after, expected = (
            (after + push, expected - push) if down else (after - push, expected + push)
        )
    return after, expected


def slope_words(*, of: SlopeChart) -> str:
    """All numbers of a slope chart as one sentence or two."""
    words = _("%(unit)s: %(before)s before, %(after)s after") % {
        "unit": of.unit,
        "before": number(of.before),
        "after": number(of.after),
    }
    if of.low is not None and of.high is not None:
        ends = {"low": number(of.low), "high": number(of.high)}
        words += _(", 95%% interval %(low)s to %(high)s") % ends
    words += "."
    if of.expected is not None:
        words += " " + _("Expected without help: %(expected)s") % {"expected": number(of.expected)}
        if of.expected_low is not None and of.expected_high is not None:
            ends = {"low": number(of.expected_low), "high": number(of.expected_high)}
            words += _(", between %(low)s and %(high)s") % ends
        words += f". {of.verdict}."
    return words


def slopes(*, of: Sequence[SlopeChart]) -> SafeString:
    """Up to three alike in a row, with one key above and all numbers as a table below."""
    charts = element("div", {"class": "app-charts"}, *(slope(of=each) for each in of))
    shown = element(
        "details",
        {"class": "app-counted"},
        element("summary", None, _("Show as a table")),
        element("div", None, slope_table(of=of)),
    )
    return join([slope_key(), charts, element("div", {"class": "app-section"}, shown)])


def slope_key() -> SafeString:
    """What the lines and the wedge mean."""
    drawn = (
        (line("M0 8h34", width=4), _("What happened")),
        (line("M0 8h34", stroke=SLATE, width=2, dash="6 5"), _("Expected without help")),
        (
            join(
                [
                    element("defs", None, hatch("expected-key")),
                    shape("rect", {"width": 34, "height": 16, "fill": "url(#expected-key)"}),
                ]
            ),
            _("Where the expected fall may lie, 95%"),
        ),
        (line("M13 1h8M17 1v14M13 15h8", width=2), _("95% interval of what happened")),
    )
    box = {"width": 34, "height": 16, "aria-hidden": "true", "focusable": "false"}
    return element(
        "ul",
        {"class": "app-chart-key"},
        *(element("li", None, element("svg", box, shape), words) for shape, words in drawn),
    )


def slope_table(*, of: Sequence[SlopeChart]) -> SafeString:
    """The charts' numbers as a table."""
    heads = (_("Before"), _("After"), _("95% interval"), _("Expected"), _("Expected range"))
    columns = (Column(_("What")), *(Column(each, numeric=True) for each in heads))
    rows = tuple(Row((Cell(each.unit), *map(Cell, _slope_cells(each)))) for each in of)
    return table(of=Table(_("What happened, beside what was expected"), columns, rows))


def _slope_cells(of: SlopeChart) -> tuple[str, ...]:
    none = _("not known")

    def span(low, high) -> str:
        if low is None or high is None:
            return none
        return _("%(low)s to %(high)s") % {"low": number(low), "high": number(high)}

    expected = none if of.expected is None else number(of.expected)
    return (
        number(of.before),
        number(of.after),
        span(of.low, of.high),
        expected,
        span(of.expected_low, of.expected_high),
    )

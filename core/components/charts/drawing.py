"""Lines, words and patterns of charts. Colours are attributes, so that screen and PDF agree."""

from django.utils.safestring import SafeString

from core.components.html import element, shape

INK, SLATE, DEEP, GRID = "#14262b", "#4a5c62", "#0b4f5c", "#e3eaeb"


def number(value: float) -> str:
    """As read on a chart: 1,204, or 0.4 when small."""
    return f"{value:,.0f}" if abs(value) >= 10 or value == int(value) else f"{value:,.1f}"


def text(x, y, words, *, fill=INK, size=15, anchor=None, weight=None) -> SafeString:
    """Words in a chart."""
    look = {"fill": fill, "font-size": size, "text-anchor": anchor, "font-weight": weight}
    return element("text", {"x": round(x, 1), "y": round(y, 1), **look}, words)


def line(path: str, *, stroke=DEEP, width=1, dash=None) -> SafeString:
    """A line that fills nothing."""
    return shape(
        "path",
        {
            "d": path,
            "fill": "none",
            "stroke": stroke,
            "stroke-width": width,
            "stroke-dasharray": dash,
        },
    )


def hatch(ref: str) -> SafeString:
    """The pattern of what was expected, under its own name."""
    return element(
        "pattern",
        {
            "id": ref,
            "width": 7,
            "height": 7,
            "patternUnits": "userSpaceOnUse",
            "patternTransform": "rotate(45)",
        },
        shape("rect", {"width": 7, "height": 7, "fill": "#eceff0"}),
        shape("rect", {"width": 1.6, "height": 7, "fill": "#a9b6ba"}),
    )

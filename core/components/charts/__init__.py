"""Charts as inline SVG that looks the same on screen and on paper: colours are attributes, axes
begin at nothing, and no change is drawn without its interval. Each has its numbers in words."""

from core.components.charts.curves import curve, curve_svg, dot_interval
from core.components.charts.slopes import (
    slope,
    slope_key,
    slope_svg,
    slope_table,
    slope_words,
    slopes,
)

__all__ = [
    "curve",
    "curve_svg",
    "dot_interval",
    "slope",
    "slope_key",
    "slope_svg",
    "slope_table",
    "slope_words",
    "slopes",
]

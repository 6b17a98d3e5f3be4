"""Funnel plots: wards and providers of different size beside each other, without a league table.

A unit outside the limits differs by more than chance alone would make it; that is a reason to
look, not a verdict. Limits are at 95 % (a warning) and 99.8 % (an alarm).
"""

from outcomes.statistics.funnel.dispersion import Overdispersion, overdispersion
from outcomes.statistics.funnel.limits import (
    FunnelLimits,
    arcsine_limits,
    inverted_limits,
    poisson_limits,
    score_limits,
    widened_proportion_limits,
    widened_ratio_limits,
)
from outcomes.statistics.funnel.plot import Funnel, Place, Unit, proportion_funnel, ratio_funnel

__all__ = [
    "Funnel",
    "FunnelLimits",
    "Overdispersion",
    "Place",
    "Unit",
    "arcsine_limits",
    "inverted_limits",
    "overdispersion",
    "poisson_limits",
    "proportion_funnel",
    "ratio_funnel",
    "score_limits",
    "widened_proportion_limits",
    "widened_ratio_limits",
]

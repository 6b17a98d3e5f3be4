"""Regression to the mean for a measure that follows the normal law, chosen above a cut-off.

With z = (c − μ)/σ and C(z) = φ(z)/(1 − Φ(z)), the chosen lie σ C(z) above the mean and fall back by
σ (1 − ρ) C(z) = σ_w²/√(σ_w² + σ_b²) C(z). Averaging k baseline measures replaces σ_w² by σ_w²/k.
Counts of attendances are skewed, for which this too says too little (Linden 2013).
Source: Barnett, van der Pols and Dobson 2005.
"""

from dataclasses import dataclass
from math import isfinite, sqrt
from typing import Literal

Side = Literal["above", "below"]


@dataclass(frozen=True)
class NormalFall:
    """In the unit of the measure. `fall` is how far the chosen move back towards `mean`.

    `chosen_mean`: their mean when chosen; `expected_next`: their mean to expect next time.
    """

    mean: float
    cut_off: float
    chosen_mean: float
    expected_next: float
    fall: float
    share_chosen: float


def normal_theory(
    *,
    mean: float,
    sd_within: float,
    sd_between: float,
    cut_off: float,
    measures: int = 1,
    side: Side = "above",
) -> NormalFall:
    """mean, spread within and between persons: of everybody, not of those chosen.

    measures: how many were averaged before comparing with the cut-off.
    """
    from scipy.stats import norm

    if not all(isfinite(each) for each in (mean, sd_within, sd_between, cut_off)):
        raise ValueError("normal theory: a number is missing")
    if sd_within < 0 or sd_between < 0 or sd_within + sd_between == 0 or measures < 1:
        raise ValueError("normal theory: spreads from 0, not both 0, and one measure or more")
    within = sd_within**2 / measures
    sigma = sqrt(within + sd_between**2)
    direction = 1 if side == "above" else -1
    z = direction * (cut_off - mean) / sigma
    share = float(norm.sf(z))
    pull = float(norm.pdf(z)) / share if share > 0 else z
    fall = within / sigma * pull
    chosen = mean + direction * sigma * pull
    return NormalFall(mean, cut_off, chosen, chosen - direction * fall, fall, share)


def within_and_between(sd: float, correlation: float) -> tuple[float, float]:
    """σ_w and σ_b from the spread of one measure and the correlation of two: ρ = σ_b²/σ²."""
    if not (sd >= 0 and 0 <= correlation <= 1):
        raise ValueError("spread from 0 and a correlation between 0 and 1 are needed")
    return sd * sqrt(1 - correlation), sd * sqrt(correlation)

"""Restricted mean: days without the event, on average, within the first `until` days.

The area under the curve up to `until`. It needs no assumption about proportional hazards and is
told in days, which is what a ward understands. Sources: Irwin 1949; Royston and Parmar 2013.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from outcomes.statistics.guards import Numbers, z_of
from outcomes.statistics.survival.table import followed, life_table


@dataclass(frozen=True)
class RestrictedMean:
    """`days` out of `until`, its standard error and interval, and the days lost."""

    until: float
    days: float
    se: float
    ci_low: float
    ci_high: float
    lost: float


def restricted_mean(
    days: Numbers, happened: Numbers, *, until: float, level: float = 0.95
) -> RestrictedMean:
    """Mean days without the event up to `until`, which the follow-up must reach.

    Raises ValueError when nobody was followed that long and some were still without the event:
    the curve would have to be made up.
    """
    times, seen = followed(days, happened)
    if not len(times) or not until > 0:
        raise ValueError("a restricted mean needs people, and days above 0")
    table = life_table(times, seen)
    shares = np.cumprod(1 - table.events / table.at_risk)
    if table.days[-1] < until and shares[-1] > 0:
        raise ValueError(f"nobody was followed for {until:g} days, so no mean up to there is known")
    inside = table.days < until
    edges = np.concatenate([[0.0], table.days[inside], [until]])
    heights = np.concatenate([[1.0], shares[inside]])
    pieces = heights * np.diff(edges)
    mean, ahead = float(pieces.sum()), pieces[::-1].cumsum()[::-1][1:]
    se = sqrt(float((ahead**2 * table.greenwood[inside]).sum()))
    reach = z_of(level) * se
    low, high = max(0.0, mean - reach), min(float(until), mean + reach)
    return RestrictedMean(until, mean, se, low, high, until - mean)

"""Intervals for shares and counts.

Sources: Wilson 1927; Breslow and Day 1987 (Byar); Garwood 1936 (exact Poisson). The rule "exact
below 10, Byar's from 10" is that of England's public health indicators.
"""

from dataclasses import dataclass
from math import isfinite, sqrt

from outcomes.statistics.guards import sure, z_of

Z95 = 1.959963984540054
EXACT_BELOW = 10


@dataclass(frozen=True)
class Interval:
    low: float
    high: float


@dataclass(frozen=True)
class Share:
    """`count` out of `of`; percent and its Wilson interval are None when `of` is 0."""

    count: int
    of: int
    percent: float | None
    ci_low: float | None
    ci_high: float | None


def wilson(count: float, of: float, *, z: float = Z95) -> Interval:
    """The Wilson score interval of a share, as fractions between 0 and 1. `of` must be above 0."""
    if not (isfinite(of) and of > 0 and 0 <= count <= of):
        raise ValueError("a share needs 0 <= count <= of, and of above 0")
    share = count / of
    centre = share + z * z / (2 * of)
    spread = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    low = 0.0 if count == 0 else (centre - spread) / scale
    high = 1.0 if count == of else (centre + spread) / scale
    return Interval(low, high)


def share(count: int, of: int, *, level: float = 0.95) -> Share:
    """A share in percent with its Wilson interval."""
    if of == 0 and count == 0:
        return Share(count, of, None, None, None)
    interval = wilson(count, of, z=Z95 if level == 0.95 else z_of(level))
    return Share(count, of, 100 * count / of, 100 * interval.low, 100 * interval.high)


def _counted(count: float) -> None:
    if not (isfinite(count) and count >= 0):
        raise ValueError("a count cannot be missing or below 0")


def byar(count: float, *, z: float = Z95) -> Interval:
    """Byar's approximation to the Poisson interval of a count; good from about 10.

    For very small counts at high confidence the formula falls below 0: the limit is then 0.
    """
    _counted(count)
    low = count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3 if count else 0.0
    more = count + 1
    return Interval(max(0.0, low), more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3)


def exact_poisson(count: float, *, level: float = 0.95) -> Interval:
    """The exact interval of a count, from the chi-squared law."""
    from scipy.stats import chi2

    _counted(count)
    tail = (1 - sure(level)) / 2
    low = float(chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    return Interval(low, float(chi2.ppf(1 - tail, 2 * (count + 1))) / 2)


def poisson(count: float, *, level: float = 0.95) -> Interval:
    """The interval of a count: exact below 10, Byar's from 10."""
    _counted(count)
    if count >= EXACT_BELOW:
        return byar(count, z=z_of(level))
    return exact_poisson(count, level=level)

"""Intervals for shares and counts."""

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054


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


def wilson(count: int, of: int, *, z: float = Z95) -> Interval:
    """The Wilson score interval of a share, as fractions between 0 and 1. `of` must be above 0."""
    if of <= 0 or not 0 <= count <= of:
        raise ValueError("a share needs 0 <= count <= of, and of above 0")
    share = count / of
    centre = share + z * z / (2 * of)
    spread = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    low = 0.0 if count == 0 else (centre - spread) / scale
    high = 1.0 if count == of else (centre + spread) / scale
    return Interval(low, high)


def share(count: int, of: int) -> Share:
    """A share in percent with its 95 % Wilson interval."""
    if of == 0:
        return Share(count, of, None, None, None)
    interval = wilson(count, of)
    return Share(count, of, 100 * count / of, 100 * interval.low, 100 * interval.high)


def byar(count: int, *, z: float = Z95) -> Interval:
    """Byar's approximation to the Poisson interval of a count of 10 or more."""
    low = count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3 if count else 0.0
    more = count + 1
    return Interval(low, more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3)


def poisson(count: int, *, level: float = 0.95) -> Interval:
    """The interval of a count: exact below 10, Byar's from 10 (UKHSA's rule)."""
    from scipy.stats import chi2, norm

    tail = (1 - level) / 2
    if count >= 10:
        return byar(count, z=float(norm.ppf(1 - tail)))
    low = float(chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    return Interval(low, float(chi2.ppf(1 - tail, 2 * (count + 1))) / 2)

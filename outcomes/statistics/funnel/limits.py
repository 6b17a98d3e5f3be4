"""Limits of a funnel for a unit of a given size.

* Ratios of observed to expected: exact Poisson around the target (Spiegelhalter 2005).
  England's public health funnels turn this round (`inverted_limits`): for each observed count, the
  ratio at which it would just be a surprise.
* Shares: on the arcsine scale, sin²(asin √p ± z / 2√n), or by the score, p ± z √(p (1 − p) / n),
  which are the shares whose Wilson interval just reaches p (England's public health funnels).
* Widened: the spread between units (tau²) is added to each unit's own variance, for ratios on the
  log scale, for shares on the arcsine scale.
"""

from dataclasses import dataclass
from math import asin, exp, pi, sin, sqrt

from outcomes.statistics.guards import numbers, z_of
from outcomes.statistics.intervals import exact_poisson

WARNING, ALARM = 0.95, 0.998


@dataclass(frozen=True)
class FunnelLimits:
    """In the unit of the figure (ratio, or share between 0 and 1)."""

    low95: float
    high95: float
    low998: float
    high998: float


def _sized(size: float) -> float:
    numbers([size], what="size")
    if size <= 0:
        raise ValueError("size: a unit needs people or expected events above 0")
    return size


def _both(ends) -> FunnelLimits:
    return FunnelLimits(*ends(WARNING), *ends(ALARM))


def poisson_limits(expected: float, *, target: float = 1.0) -> FunnelLimits:
    """Exact limits of observed / expected for a unit that expects so many events."""
    from scipy.stats import chi2

    _sized(expected)

    def ends(level: float) -> tuple[float, float]:
        tail = (1 - level) / 2
        low = float(chi2.ppf(tail, 2 * expected)) / 2
        return target * low / expected, target * float(
            chi2.ppf(1 - tail, 2 * (expected + 1))
        ) / 2 / expected

    return _both(ends)


def inverted_limits(observed: int, *, target: float = 1.0) -> FunnelLimits:
    """The ratios at which so many observed events just touch the exact limits; 1 or more events."""
    if observed < 1:
        raise ValueError("observed: a funnel by observed events begins at one")

    def ends(level: float) -> tuple[float, float]:
        exact = exact_poisson(observed, level=level)
        return target * observed / exact.high, target * observed / exact.low

    return _both(ends)


def widened_ratio_limits(
    expected: float, *, tau_squared: float, target: float = 1.0
) -> FunnelLimits:
    """exp(± z √(1/E + tau²)) around the target."""
    error = sqrt(1 / _sized(expected) + tau_squared)

    def ends(level: float) -> tuple[float, float]:
        return target * exp(-z_of(level) * error), target * exp(z_of(level) * error)

    return _both(ends)


def arcsine_limits(size: float, *, target: float) -> FunnelLimits:
    """For a share of so many people, around the share of all."""
    return widened_proportion_limits(size, tau_squared=0.0, target=target)


def widened_proportion_limits(size: float, *, tau_squared: float, target: float) -> FunnelLimits:
    """sin²(asin √p ± z √(1/(4n) + tau²)), kept between 0 and 1."""
    _share(target)
    middle, error = asin(sqrt(target)), sqrt(1 / (4 * _sized(size)) + tau_squared)

    def ends(level: float) -> tuple[float, float]:
        reach = z_of(level) * error
        return sin(max(0.0, middle - reach)) ** 2, sin(min(pi / 2, middle + reach)) ** 2

    return _both(ends)


def score_limits(size: float, *, target: float) -> FunnelLimits:
    """p ± z √(p (1 − p) / n), kept between 0 and 1."""
    _share(target)
    error = sqrt(target * (1 - target) / _sized(size))

    def ends(level: float) -> tuple[float, float]:
        reach = z_of(level) * error
        return max(0.0, target - reach), min(1.0, target + reach)

    return _both(ends)


def _share(target: float) -> None:
    if not 0 <= target <= 1:
        raise ValueError("target: a share lies between 0 and 1")

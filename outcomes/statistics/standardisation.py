"""Rates of groups of different make-up, made comparable.

* **Indirect** (`indirect`): how many events would be expected if each stratum (age, sex, way of
  admission) had the rate of a reference population; observed over expected, with the interval of
  the observed count. Areas may be compared with the reference only, not with each other.
* **Direct** (`direct`): the strata's own rates weighted by a standard population, with Dobson's
  interval around Byar's. Below 10 events in all no rate is given.

Sources: Breslow and Day 1987; Dobson et al. 1991; England's public health indicators.
"""

from dataclasses import dataclass

import numpy as np

from outcomes.statistics.guards import Numbers, alike, numbers, z_of
from outcomes.statistics.intervals import EXACT_BELOW, byar, poisson


@dataclass(frozen=True)
class StandardisedRatio:
    """`ratio` = observed / expected (1 = as the reference). Rates are for each `per` people."""

    observed: float
    expected: float
    ratio: float
    ci_low: float
    ci_high: float
    reference_rate: float
    rate: float
    rate_low: float
    rate_high: float
    per: float
    level: float
    method: str


@dataclass(frozen=True)
class StandardisedRate:
    """A rate for each `per` people; None, with both limits, when there are under 10 events."""

    events: float
    population: float
    rate: float | None
    ci_low: float | None
    ci_high: float | None
    per: float
    level: float


def expected_events(
    population: Numbers, reference_events: Numbers, reference_population: Numbers
) -> float:
    """Events that the strata of `population` would have at the reference's rates."""
    people = numbers(population, what="population", lowest=0, at_least=1)
    events, base = _reference(reference_events, reference_population)
    alike(people, events, base, what="strata")
    return float((people * events / base).sum())


def _reference(events: Numbers, population: Numbers) -> tuple[np.ndarray, np.ndarray]:
    counted = numbers(events, what="reference events", lowest=0)
    base = numbers(population, what="reference population", lowest=0)
    if np.any(base == 0):
        raise ValueError("reference population: a stratum without people has no rate")
    return counted, base


def observed_over_expected(
    observed: float, expected: float, *, level: float = 0.95
) -> tuple[float, float, float]:
    """The ratio and its interval: exact below 10 observed events, Byar's from 10."""
    if not expected > 0:
        raise ValueError("expected: the expected number of events must be above 0")
    interval = poisson(observed, level=level)
    return observed / expected, interval.low / expected, interval.high / expected


def indirect(
    observed: Numbers | float,
    population: Numbers,
    reference_events: Numbers,
    reference_population: Numbers,
    *,
    per: float = 100_000,
    level: float = 0.95,
) -> StandardisedRatio:
    """Observed against expected. `observed`: the total, or one count a stratum."""
    total = float(np.sum(numbers(np.atleast_1d(observed), what="observed", lowest=0)))
    expected = expected_events(population, reference_events, reference_population)
    ratio, low, high = observed_over_expected(total, expected, level=level)
    events, base = _reference(reference_events, reference_population)
    crude = float(events.sum() / base.sum()) * per
    method = "exact" if total < EXACT_BELOW else "byar"
    rates = (crude, ratio * crude, low * crude, high * crude)
    return StandardisedRatio(total, expected, ratio, low, high, *rates, per, level, method)


def direct(
    events: Numbers,
    population: Numbers,
    standard: Numbers,
    *,
    per: float = 100_000,
    level: float = 0.95,
) -> StandardisedRate:
    """The rate that the strata's own rates give in the standard population."""
    counted = numbers(events, what="events", lowest=0, at_least=1)
    people = numbers(population, what="population", lowest=0)
    weights = numbers(standard, what="standard population", lowest=0)
    alike(counted, people, weights, what="strata")
    if np.any(people == 0) or weights.sum() == 0:
        raise ValueError("population: a stratum without people has no rate")
    total = float(counted.sum())
    if total < EXACT_BELOW:
        return StandardisedRate(total, float(people.sum()), None, None, None, per, level)
    each = weights / people / weights.sum()
    value, variance = float((each * counted).sum()), float((each**2 * counted).sum())
    limits = byar(total, z=z_of(level))
    stretch = np.sqrt(variance / total)
    low, high = (float(value + stretch * (end - total)) for end in (limits.low, limits.high))
    return StandardisedRate(
        total, float(people.sum()), value * per, low * per, high * per, per, level
    )

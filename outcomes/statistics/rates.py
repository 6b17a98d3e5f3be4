"""Rates of events in person-time, and the ratio of two of them.

Sources: exact below 10 events and Byar's interval from 10 (England's public health indicators);
Rothman, Modern Epidemiology: the ratio with Wald's interval on the log scale, or exact, given the
total of events (binomial).
"""

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Literal

from outcomes.statistics.guards import either, numbers, sure, z_of
from outcomes.statistics.intervals import EXACT_BELOW, poisson

RatioMethod = Literal["wald", "exact"]


@dataclass(frozen=True)
class Rate:
    """`value` events for each `per` units of exposure, with its interval in the same unit."""

    events: float
    exposure: float
    per: float
    value: float
    ci_low: float
    ci_high: float
    level: float
    method: Literal["exact", "byar"]


@dataclass(frozen=True)
class RateRatio:
    """Rate of the first over rate of the second. None: without bound, or not defined."""

    ratio: float | None
    ci_low: float | None
    ci_high: float | None
    p: float
    level: float
    method: RatioMethod


def rate(events: float, exposure: float, *, per: float = 1, level: float = 0.95) -> Rate:
    """Events in `exposure` (person-days, people, bed days), told for each `per` of them."""
    numbers([events], what="events", lowest=0)
    _exposed(exposure)
    interval = poisson(events, level=level)
    scale = per / exposure
    method: Literal["exact", "byar"] = "exact" if events < EXACT_BELOW else "byar"
    return Rate(
        events,
        exposure,
        per,
        events * scale,
        interval.low * scale,
        interval.high * scale,
        level,
        method,
    )


def _exposed(exposure: float) -> None:
    if not exposure > 0:
        raise ValueError("exposure: a rate needs time or people above 0")
    numbers([exposure], what="exposure")


def rate_ratio(
    events: int,
    exposure: float,
    other_events: int,
    other_exposure: float,
    *,
    level: float = 0.95,
    method: RatioMethod = "wald",
) -> RateRatio:
    """The ratio of two rates. Wald's needs an event on both sides; exact does without."""
    numbers([events, other_events], what="events", lowest=0, whole=True)
    _exposed(exposure)
    _exposed(other_exposure)
    if events == other_events == 0:
        raise ValueError("no events on either side, so there is no ratio of rates")
    if method == "exact":
        return _exact(int(events), exposure, int(other_events), other_exposure, level=level)
    if not events or not other_events:
        raise ValueError("no events on one side: Wald's interval is not defined, ask for exact")
    return _wald(events, exposure, other_events, other_exposure, level=level)


def _wald(events, exposure, other_events, other_exposure, *, level) -> RateRatio:
    from scipy.stats import norm

    middle = log(events / exposure) - log(other_events / other_exposure)
    error = sqrt(1 / events + 1 / other_events)
    reach = z_of(level) * error
    p = float(2 * norm.sf(abs(middle) / error))
    return RateRatio(exp(middle), exp(middle - reach), exp(middle + reach), p, level, "wald")


def _exact(events, exposure, other_events, other_exposure, *, level) -> RateRatio:
    """Given the total, the first side's events are binomial: Clopper and Pearson's interval."""
    from scipy.stats import beta, binomtest

    tail, total = (1 - sure(level)) / 2, events + other_events
    low = float(beta.ppf(tail, events, other_events + 1)) if events else 0.0
    high = float(beta.ppf(1 - tail, events + 1, other_events)) if other_events else 1.0
    times = other_exposure / exposure
    p = float(binomtest(events, total, exposure / (exposure + other_exposure)).pvalue)
    ratio = events / other_events * times if other_events else float("inf")
    above = high / (1 - high) * times if high < 1 else float("inf")
    return RateRatio(either(ratio), low / (1 - low) * times, either(above), p, level, "exact")

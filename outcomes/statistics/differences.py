"""Difference in differences: how much more one group changed than another.

It holds if, without the service, both groups would have moved in parallel. `parallel_before` looks
whether they did beforehand; that they did proves nothing, that they did not warns.

* `difference_in_differences`: an outcome measured in its own unit (least squares).
* `ratio_of_rate_ratios`: counts with exposure (log link): (after/before) here over there.

Sources: Wooldridge, Introductory Econometrics, chapter 13; errors by person as Bertrand, Duflo and
Mullainathan 2004 ask for.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from outcomes.statistics.counts import CountModel, Term, count_model
from outcomes.statistics.guards import Numbers, alike, flags, numbers
from outcomes.statistics.least_squares import Line, Solved, solve

_TERMS = ("Intercept", "supported", "after", "supported × after")


@dataclass(frozen=True)
class Difference:
    """`effect`: the difference in differences. `means`: outcome by (supported, after)."""

    effect: Line
    lines: tuple[Line, ...]
    means: dict[tuple[bool, bool], float]
    rows: int
    people: int | None


@dataclass(frozen=True)
class RateRatioDifference:
    """`effect.ratio` below 1: fell more (or rose less) among the supported."""

    effect: Term
    model: CountModel


@dataclass(frozen=True)
class Trends:
    """Before the start: mean outcome of each period and group, and how far the slopes differ.

    `slope`: extra change per period among the supported. `parallel` is None with fewer than three
    periods, for two points always make a line; else whether a difference of slopes and of single
    periods both stay above p = 0.05.
    """

    periods: tuple[float, ...]
    supported: tuple[float, ...]
    others: tuple[float, ...]
    slope: Line | None
    p_of_periods: float | None
    parallel: bool | None


def _columns(supported, after) -> tuple[np.ndarray, np.ndarray]:
    group, late = flags(supported, what="supported"), flags(after, what="after")
    alike(group, late, what="supported and after")
    for one in (True, False):
        for other in (True, False):
            if not np.any((group == one) & (late == other)):
                raise ValueError("both groups are needed, each before and after")
    return group, late


def difference_in_differences(
    outcome: Numbers,
    supported: Sequence[int] | np.ndarray,
    after: Sequence[int] | np.ndarray,
    *,
    person: Sequence[Hashable] | None = None,
    covariates: dict[str, Numbers] | None = None,
    level: float = 0.95,
) -> Difference:
    """One row a person and period. Errors by `person` where named, else classical."""
    values = numbers(outcome, what="outcome")
    group, late = _columns(supported, after)
    alike(values, group, what="outcome and supported")
    more = {name: numbers(each, what=name) for name, each in (covariates or {}).items()}
    parts = [np.ones(len(values)), group, late, group & late, *more.values()]
    names = (*_TERMS, *more)
    found = solve(values, np.column_stack(parts).astype(float), names, cluster=person)
    return Difference(
        effect=found.line(_TERMS[3], level=level),
        lines=tuple(found.line(name, level=level) for name in names),
        means=_four_means(values, group, late),
        rows=len(values),
        people=None if person is None else len(set(person)),
    )


def _four_means(values, group, late) -> dict[tuple[bool, bool], float]:
    return {
        (one, other): float(values[(group == one) & (late == other)].mean())
        for one in (False, True)
        for other in (False, True)
    }


def ratio_of_rate_ratios(
    events: Numbers,
    supported: Sequence[int] | np.ndarray,
    after: Sequence[int] | np.ndarray,
    *,
    exposure: Numbers | None = None,
    person: Sequence[Hashable] | None = None,
    level: float = 0.95,
) -> RateRatioDifference:
    """For counts: Poisson or negative binomial by the dispersion, errors by `person`."""
    group, late = _columns(supported, after)
    columns = {_TERMS[1]: group * 1.0, _TERMS[2]: late * 1.0, _TERMS[3]: (group & late) * 1.0}
    model = count_model(events, columns, exposure=exposure, person=person, level=level)
    return RateRatioDifference(model.term(_TERMS[3]), model)


def parallel_before(
    outcome: Numbers,
    supported: Sequence[int] | np.ndarray,
    period: Numbers,
    *,
    person: Sequence[Hashable] | None = None,
) -> Trends:
    """Rows before the start only. `period` numbers them in order (months, quarters)."""
    values, times = numbers(outcome, what="outcome"), numbers(period, what="period")
    group = flags(supported, what="supported")
    alike(values, times, group, what="outcome, supported and period")
    periods = np.unique(times)
    here, there = (_means(values, times, group == each, periods) for each in (True, False))
    if len(periods) < 3:
        return Trends(tuple(periods.tolist()), here, there, None, None, None)
    slope = _slopes(values, group, times, person).line("slope")
    p = _periods_apart(values, group, times, periods, person)
    calm = all(not np.isfinite(each) or each > 0.05 for each in (slope.p, p))
    return Trends(tuple(periods.tolist()), here, there, slope, p, calm)


def _means(values, times, chosen, periods) -> tuple[float, ...]:
    rows = [values[chosen & (times == each)] for each in periods]
    if not all(len(each) for each in rows):
        raise ValueError("period: both groups need somebody in every period")
    return tuple(float(each.mean()) for each in rows)


def _slopes(values, group, times, person) -> Solved:
    matrix = np.column_stack([np.ones(len(values)), group, times, group * times]).astype(float)
    names = ("Intercept", "supported", "period", "slope")
    return solve(values, matrix, names, cluster=person)


def _periods_apart(values, group, times, periods, person) -> float:
    """p of the claim that the gap between the groups is the same in every period."""
    each = [(times == when).astype(float) for when in periods[1:]]
    matrix = np.column_stack([np.ones(len(values)), group, *each, *(group * one for one in each)])
    apart = [f"apart {number}" for number in range(len(each))]
    names = ("Intercept", "supported", *(f"period {number}" for number in range(len(each))), *apart)
    if len(values) <= matrix.shape[1]:
        return float("nan")
    return solve(values, matrix.astype(float), names, cluster=person).together(apart)[1]

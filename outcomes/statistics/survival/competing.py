"""Aalen–Johansen: the share who have had the event, where death (or moving away) can come first.

One minus Kaplan–Meier would count the dead as people who may yet be readmitted, and so say too
much. Here the shares of all causes and of those still without any add up to 1. The standard error
is the delta method's (Marubini and Valsecchi 1995), the interval on the log(−log) scale.
"""

from dataclasses import dataclass

import numpy as np

from outcomes.statistics.guards import Numbers, alike, numbers, z_of
from outcomes.statistics.survival.table import LifeTable, life_table, shown

CENSORED = 0


@dataclass(frozen=True)
class IncidenceStep:
    """At `day` and after: share who have had the event by then."""

    day: float
    share: float
    se: float
    ci_low: float
    ci_high: float
    at_risk: int
    events: int


@dataclass(frozen=True)
class Incidence:
    """`cause` as counted in the data; `competing` counts those who had another one first."""

    cause: int
    people: int
    events: int
    competing: int
    steps: tuple[IncidenceStep, ...]

    def at(self, day: float) -> float:
        """Share who have had the event within `day` days."""
        shares = [step.share for step in self.steps if step.day <= day]
        return shares[-1] if shares else 0.0


def cumulative_incidence(
    days: Numbers, what: Numbers, *, cause: int = 1, level: float = 0.95
) -> Incidence:
    """days: followed; what: 0 nothing yet (censored), 1, 2 … which event ended it."""
    times = numbers(days, what="days", lowest=0)
    ended = numbers(what, what="what ended it", lowest=0, whole=True)
    alike(times, ended, what="days and what ended it")
    if cause == CENSORED:
        raise ValueError("0 stands for nothing yet; a cause is 1 or more")
    table, mine = life_table(times, ended != CENSORED), ended == cause
    counted = life_table(times, mine).events if len(times) else np.zeros(0)
    before = np.concatenate([[1.0], np.cumprod(1 - table.events / table.at_risk)[:-1]])
    before = before[: len(table.days)]
    shares = np.cumsum(before * counted / table.at_risk)
    errors = _errors(table, counted, before, shares)
    events = int(mine.sum())
    competing = int(np.count_nonzero(ended != CENSORED)) - events
    steps = _steps(table, counted, shares, errors, z=z_of(level))
    return Incidence(cause, len(times), events, competing, steps)


def _errors(table: LifeTable, mine, before, shares) -> np.ndarray:
    """Standard errors, with the double sum over earlier days unfolded into running sums."""
    all_causes, risk = table.greenwood, table.at_risk
    own = before**2 * (risk - mine) * mine / risk**3
    mixed = before * mine / risk**2
    first = (
        shares**2 * np.cumsum(all_causes)
        - 2 * shares * np.cumsum(shares * all_causes)
        + np.cumsum(shares**2 * all_causes)
    )
    last = shares * np.cumsum(mixed) - np.cumsum(shares * mixed)
    return np.sqrt(np.maximum(0, first + np.cumsum(own) - 2 * last))


def _steps(table: LifeTable, mine, shares, errors, *, z: float) -> tuple[IncidenceStep, ...]:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        wide = np.exp(z * errors / (shares * np.abs(np.log(shares))))
        low, high = shares**wide, shares ** (1 / wide)
    settled = (shares <= 0) | (shares >= 1) | ~np.isfinite(wide)
    low, high = np.where(settled, shares, low), np.where(settled, shares, high)
    return tuple(
        IncidenceStep(
            shown(table.days[row]),
            float(shares[row]),
            float(errors[row]),
            float(low[row]),
            float(high[row]),
            int(table.at_risk[row]),
            int(mine[row]),
        )
        for row in np.flatnonzero(mine)
    )

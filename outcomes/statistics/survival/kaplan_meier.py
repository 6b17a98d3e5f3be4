"""Kaplan–Meier: the share still without the event, allowing for people followed less long.

The interval is Greenwood's on the log(−log) scale, which cannot leave 0 to 1 (Kalbfleisch and
Prentice 1980). "log" is what R gives when nothing is asked; "plain" is the textbook's first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from outcomes.statistics.guards import Numbers, sure, z_of
from outcomes.statistics.intervals import Z95
from outcomes.statistics.survival.table import followed, life_table, shown

Scale = Literal["log-log", "log", "plain"]
_HAIR = 1e-9


@dataclass(frozen=True)
class Step:
    """At `day` and after: share without the event, its interval, and who was at risk."""

    day: float
    share: float
    ci_low: float
    ci_high: float
    at_risk: int
    events: int


@dataclass(frozen=True)
class Survival:
    """`median`: the first day by which half have had the event; None when fewer ever had."""

    people: int
    events: int
    steps: tuple[Step, ...]
    median: float | None

    def at(self, day: float) -> float:
        """Share without the event after `day` days."""
        shares = [step.share for step in self.steps if step.day <= day]
        return shares[-1] if shares else 1.0

    def reached(self, share: float) -> float | None:
        """The first day on which no more than `share` are without the event."""
        return _first_day(self.steps, lambda step: step.share, share)

    def reached_interval(self, share: float = 0.5) -> tuple[float | None, float | None]:
        """The interval of `reached` (Brookmeyer and Crowley 1982), read off the steps' limits.

        Where nobody is left the limits are not known, so that step ends neither side.
        """
        known = [step for step in self.steps if step.share > 0]
        low = _first_day(known, lambda step: step.ci_low, share)
        return low, _first_day(known, lambda step: step.ci_high, share)


def _first_day(steps, limit: Callable[[Step], float], share: float) -> float | None:
    return next((step.day for step in steps if limit(step) <= share + _HAIR), None)


def kaplan_meier(
    days: Numbers, happened: Numbers, *, scale: Scale = "log-log", level: float = 0.95
) -> Survival:
    """days: followed until event or end; happened: 1 when the event ended it, 0 when censored."""
    times, seen = followed(days, happened)
    z = Z95 if level == 0.95 else z_of(sure(level))
    table = life_table(times, seen)
    shares = np.cumprod(1 - table.events / table.at_risk)
    spread = np.sqrt(np.cumsum(table.greenwood))
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = _INTERVALS[scale](shares, z * spread)
    settled = (shares <= 0) | (shares >= 1)
    low, high = np.where(settled, shares, low), np.where(settled, shares, high)
    steps = tuple(
        Step(shown(day), float(share), float(under), float(over), int(risk), int(events))
        for day, share, under, over, risk, events in zip(
            table.days, shares, low, high, table.at_risk, table.events, strict=True
        )
        if events
    )
    median = _first_day(steps, lambda step: step.share, 0.5)
    return Survival(len(times), int(seen.sum()), steps, median)


def _log_log(share: np.ndarray, reach: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    hazard, wide = -np.log(share), np.exp(reach / np.abs(np.log(share)))
    return np.exp(-hazard * wide), np.exp(-hazard / wide)


def _log(share: np.ndarray, reach: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return share * np.exp(-reach), np.minimum(1, share * np.exp(reach))


def _plain(share: np.ndarray, reach: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.maximum(0, share * (1 - reach)), np.minimum(1, share * (1 + reach))


_INTERVALS = {"log-log": _log_log, "log": _log, "plain": _plain}

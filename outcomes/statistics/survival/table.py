"""Who was at risk on each day, and what happened: the table under every method of survival."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from outcomes.statistics.guards import Numbers, alike, flags, numbers


@dataclass(frozen=True)
class LifeTable:
    """One entry a distinct day: people at risk just before it and events on it."""

    days: np.ndarray
    at_risk: np.ndarray
    events: np.ndarray

    @property
    def greenwood(self) -> np.ndarray:
        """d / (n (n − d)) of each day; 0 where nobody is left afterwards."""
        left = self.at_risk - self.events
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(left > 0, self.events / (self.at_risk * left), 0.0)


def followed(days: Numbers, happened: Numbers) -> tuple[np.ndarray, np.ndarray]:
    """Both columns, checked."""
    times = numbers(days, what="days", lowest=0)
    seen = flags(happened, what="happened")
    alike(times, seen, what="days and happened")
    return times, seen


def life_table(days: np.ndarray, happened: np.ndarray) -> LifeTable:
    """days, happened: one entry a person, as `followed` gives them."""
    distinct, place = np.unique(days, return_inverse=True)
    leaving = np.bincount(place, minlength=len(distinct))
    events = np.bincount(place, weights=happened, minlength=len(distinct))
    risk = leaving[::-1].cumsum()[::-1].astype(float)
    return LifeTable(distinct, risk, events)


def at_risk(days: Numbers, marks: Sequence[float]) -> list[int]:
    """How many are still followed at each mark (those leaving on that very day included)."""
    ordered = np.sort(numbers(days, what="days", lowest=0))
    return [int(len(ordered) - np.searchsorted(ordered, mark, side="left")) for mark in marks]


def shown(day: float) -> float:
    """A whole day as a whole number."""
    return int(day) if float(day).is_integer() else float(day)

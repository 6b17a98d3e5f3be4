"""Log-rank test: do groups differ in how soon the event comes? (Mantel 1966, Peto 1972)

Observed events of each group against those expected if all shared one curve, day by day, with the
hypergeometric variance. Strata, where given, are compared within themselves and added up.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from outcomes.statistics.guards import Numbers, alike
from outcomes.statistics.survival.table import followed


@dataclass(frozen=True)
class GroupEvents:
    """What a group had, and what it would have had if all groups were alike."""

    group: Hashable
    people: int
    observed: int
    expected: float


@dataclass(frozen=True)
class LogRank:
    """Chi-squared, its degrees of freedom and p; groups in order of their names."""

    chi_squared: float
    df: int
    p: float
    groups: tuple[GroupEvents, ...]


def logrank(
    days: Numbers,
    happened: Numbers,
    group: Sequence[Hashable] | np.ndarray,
    *,
    strata: Sequence[Hashable] | np.ndarray | None = None,
) -> LogRank:
    """One entry a person in every column; at least two groups and one event are needed."""
    from scipy.stats import chi2

    times, seen = followed(days, happened)
    names, member = np.unique(np.asarray(group), return_inverse=True)
    layers = np.zeros(len(times)) if strata is None else np.asarray(strata)
    alike(times, member, layers, what="days, group and strata")
    if len(names) < 2 or not seen.any():
        raise ValueError("a log-rank test needs two groups and at least one event")
    expected, variance = np.zeros(len(names)), np.zeros((len(names), len(names)))
    for layer in np.unique(layers):
        chosen = layers == layer
        mean, spread = _layer(times[chosen], seen[chosen], member[chosen], len(names))
        expected, variance = expected + mean, variance + spread
    observed = np.bincount(member, weights=seen, minlength=len(names))
    apart, df = (observed - expected)[:-1], len(names) - 1
    statistic = float(apart @ np.linalg.pinv(variance[:-1, :-1]) @ apart)
    groups = _groups(names, np.bincount(member), observed, expected)
    return LogRank(statistic, df, float(chi2.sf(statistic, df)), groups)


def _groups(names, people, observed, expected) -> tuple[GroupEvents, ...]:
    return tuple(
        GroupEvents(name, int(count), int(seen), float(awaited))
        for name, count, seen, awaited in zip(
            names.tolist(), people, observed, expected, strict=True
        )
    )


def _layer(times, seen, member, groups: int) -> tuple[np.ndarray, np.ndarray]:
    """Expected events of each group and their covariance, over all days with an event."""
    days = np.unique(times[seen])
    risk = np.column_stack([_still(times[member == each], days) for each in range(groups)])
    events = np.bincount(np.searchsorted(days, times[seen]), minlength=len(days)).astype(float)
    everyone = risk.sum(axis=1)
    share = risk / everyone[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.where(everyone > 1, events * (everyone - events) / (everyone - 1), 0.0)
    covariance = np.diag(spread @ share) - (share * spread[:, None]).T @ share
    return events @ share, covariance


def _still(times: np.ndarray, days: np.ndarray) -> np.ndarray:
    ordered = np.sort(times)
    return (len(ordered) - np.searchsorted(ordered, days, side="left")).astype(float)

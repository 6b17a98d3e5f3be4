"""Change in how often something happened, in the same persons, in two windows of equal length."""

from dataclasses import dataclass

import numpy as np

from outcomes.statistics.bootstrap import RESAMPLES, of_persons


@dataclass(frozen=True)
class Change:
    """`percent` = 100 × (after − before) / before; None when before is 0. The rest are sums."""

    people: int
    before: int
    after: int
    percent: float | None
    ci_low: float | None
    ci_high: float | None
    seed: int
    resamples: int
    method: str


@dataclass(frozen=True)
class RatioOfRatios:
    """Difference in differences for counts: (after/before) here over (after/before) there."""

    ratio: float | None
    ci_low: float | None
    ci_high: float | None


def percent_change(before: float, after: float) -> float | None:
    """100 × (after − before) / before, or None when there was nothing before."""
    return None if before == 0 else 100 * (after - before) / before


def _percent_of_sums(sums: np.ndarray) -> np.ndarray:
    return 100 * (sums[..., 1] - sums[..., 0]) / sums[..., 0]


def paired_percent_change(
    before: np.ndarray, after: np.ndarray, *, seed: int, resamples: int = RESAMPLES
) -> Change:
    """Sums, percentage change and its 95 % interval by bootstrap over persons.

    before, after: one whole number a person, in the same order.
    """
    figures = np.column_stack([before, after]) if len(before) else np.zeros((0, 2))
    total_before, total_after = int(np.sum(before)), int(np.sum(after))
    interval = of_persons(figures, _percent_of_sums, seed=seed, resamples=resamples)
    return Change(
        people=len(before),
        before=total_before,
        after=total_after,
        percent=percent_change(total_before, total_after),
        ci_low=interval.low,
        ci_high=interval.high,
        seed=seed,
        resamples=resamples,
        method=interval.method,
    )


def _log_ratio(before: float, after: float) -> float:
    return float(np.log(after / before)) if before > 0 and after > 0 else float("nan")


def _log_ratio_variance(before: np.ndarray, after: np.ndarray, weights: np.ndarray) -> float:
    """Variance of log(Σafter/Σbefore) that allows for persons being alike over time (delta)."""
    before, after = weights * before, weights * after
    influence = after / after.sum() - before / before.sum()
    persons = len(before)
    return float((influence**2).sum() * persons / max(1, persons - 1))


def ratio_of_rate_ratios(
    before: np.ndarray,
    after: np.ndarray,
    other_before: np.ndarray,
    other_after: np.ndarray,
    *,
    other_weights: np.ndarray | None = None,
) -> RatioOfRatios:
    """Below 1: fell more (or rose less) here than in the comparison group. 95 % interval.

    Each person's own windows are of equal length, so rates are in the ratio of the counts.
    other_weights: how much each of the others counts, after matching; 1 each unless given.
    """
    even = np.ones(len(other_before))
    weights = even if other_weights is None else other_weights
    difference = _log_ratio(before.sum(), after.sum()) - _log_ratio(
        (weights * other_before).sum(), (weights * other_after).sum()
    )
    if not np.isfinite(difference):
        return RatioOfRatios(None, None, None)
    own = _log_ratio_variance(before, after, np.ones(len(before)))
    variance = own + _log_ratio_variance(other_before, other_after, weights)
    spread = 1.959963984540054 * np.sqrt(variance)
    return RatioOfRatios(
        float(np.exp(difference)),
        float(np.exp(difference - spread)),
        float(np.exp(difference + spread)),
    )

"""Gamma–Poisson: each person has a steady rate of their own, and years scatter around it.

E[next | y] = (r + y) / (r/μ + 1). Because real rates move, this is a lower bound on the fall: in
the public panel it expects 18.0 → 16.7 where 8.9 was seen.
"""

import numpy as np

from outcomes.statistics.guards import Numbers, numbers
from outcomes.statistics.regression_to_mean.results import UNKNOWN, Expected

ENOUGH_PEOPLE = 10


def expected_count(count: Numbers, *, shape: float, mean: float) -> np.ndarray:
    """What each person is expected to have next, given this count. shape r, mean μ: of all."""
    counts = numbers(count, what="counts", lowest=0)
    if not (shape > 0 and mean > 0):
        raise ValueError("shape and mean: both must be above 0")
    return (shape + counts) / (shape / mean + 1)


def gamma_poisson_fall(counts: Numbers, *, at_least: int) -> tuple[float, float]:
    """Mean now and mean to expect next of those with `at_least`, from the counts of everybody.

    r and μ by the method of moments over the whole population (variance = μ + μ²/r).
    """
    everybody = numbers(counts, what="counts", lowest=0, at_least=2)
    mean, variance = float(everybody.mean()), float(everybody.var(ddof=1))
    if variance <= mean:
        raise ValueError("counts: they scatter no more than chance, so nobody has a level to keep")
    chosen = everybody[everybody >= at_least]
    if not len(chosen):
        raise ValueError("counts: nobody reaches the threshold")
    shape = mean**2 / (variance - mean)
    return float(chosen.mean()), float(expected_count(chosen, shape=shape, mean=mean).mean())


def _fit_truncated(counts: np.ndarray, lowest: int) -> tuple[float, float] | None:
    """Dispersion r and mean μ of a negative binomial law seen only from `lowest` up."""
    from scipy.optimize import minimize
    from scipy.stats import nbinom

    values, weights = np.unique(counts, return_counts=True)

    def surprise(theta: np.ndarray) -> float:
        r, mean = np.exp(theta)
        p = r / (r + mean)
        seen = nbinom.logpmf(values, r, p) - nbinom.logsf(lowest - 1, r, p)
        return float(-(weights * seen).sum()) if np.all(np.isfinite(seen)) else 1e12

    start = np.log([1.0, max(0.5, float(counts.mean()) / 2)])
    fitted = minimize(surprise, start, method="Nelder-Mead", options={"maxiter": 2000})
    if not fitted.success or np.any(np.abs(fitted.x) > 40):
        return None
    return float(np.exp(fitted.x[0])), float(np.exp(fitted.x[1]))


def steady_rates(before: np.ndarray) -> Expected:
    """Lower bound of the fall for a group in which nobody had fewer than one in the window."""
    lowest = int(before.min()) if len(before) else 0
    if lowest < 1 or len(before) < ENOUGH_PEOPLE or len(np.unique(before)) < 3:
        return UNKNOWN
    fitted = _fit_truncated(before, lowest)
    if fitted is None:
        return UNKNOWN
    r, mean = fitted
    expected = ((r + before) / (r / mean + 1)).sum()
    percent = 100 * (float(expected) - float(before.sum())) / float(before.sum())
    return Expected(min(0.0, percent), None, None, "steady_rates", len(before))

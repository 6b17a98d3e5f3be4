"""How far figures would have fallen without any help, because people are referred at their worst.

Two ways, each with its assumption said out loud:

* **Earlier window** (`earlier_window`). The window before the one before is a mirror of the one
  after: nobody was chosen for how much happened in it. If a group's level is steady, as much would
  be expected after as then. Expected change = 100 × (earlier − before) / before, in the same
  persons, with a bootstrap interval. It sees the whole of the peak, and it is wrong when the group
  is getting steadily worse or better. Public data without any intervention follow it closely (see
  the tests).
* **Steady rates** (`steady_rates`), when the records do not reach so far back, for groups chosen by
  a threshold: a negative binomial law is fitted to the counts from the threshold up, each person
  keeping a rate of their own for ever. E[next | y] = (r + y) / (r/μ + 1). It assumes that rates
  never move, so it is a **lower bound** on the fall to expect.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from outcomes.statistics.bootstrap import RESAMPLES
from outcomes.statistics.change import paired_percent_change

ENOUGH_PEOPLE = 10
ENOUGH_SHARE = 0.5

Method = Literal["earlier_window", "steady_rates", "unknown"]


@dataclass(frozen=True)
class Expected:
    """Percent change to expect without help; None with the reason in `method` = "unknown"."""

    percent: float | None
    low: float | None
    high: float | None
    method: Method
    people: int


UNKNOWN = Expected(None, None, None, "unknown", 0)


def earlier_window(
    earlier: np.ndarray, before: np.ndarray, *, seed: int, resamples: int = RESAMPLES
) -> Expected:
    """From the window before the one before; arrays hold those whose records reach that far."""
    change = paired_percent_change(before, earlier, seed=seed, resamples=resamples)
    if change.percent is None:
        return UNKNOWN
    return Expected(change.percent, change.ci_low, change.ci_high, "earlier_window", len(before))


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


def expected_change(
    earlier: np.ndarray,
    before: np.ndarray,
    reaches_back: np.ndarray,
    *,
    seed: int,
    resamples: int = RESAMPLES,
) -> Expected:
    """The better of the two ways that the records allow.

    reaches_back: True for persons whose records cover the whole earlier window. The earlier window
    is used when it covers at least half of the persons and at least ten. When nothing at all is on
    record in it, the records are taken not to reach back, rather than everyone to have been well.
    """
    covered = int(np.count_nonzero(reaches_back))
    enough = covered >= ENOUGH_PEOPLE and covered >= ENOUGH_SHARE * len(before)
    if enough and earlier[reaches_back].any():
        found = earlier_window(
            earlier[reaches_back], before[reaches_back], seed=seed, resamples=resamples
        )
        if found.percent is not None:
            return found
    return steady_rates(before)

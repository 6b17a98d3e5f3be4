"""Two baselines: the window before the one before is a mirror of the one after.

Nobody was chosen for how much happened in it. If a group's level is steady, as much would be
expected after as then: expected change = 100 × (earlier − before) / before, in the same persons,
with a bootstrap interval. It sees the whole of the peak, and it is wrong when the group is getting
steadily worse or better.
"""

import numpy as np

from outcomes.statistics.bootstrap import RESAMPLES
from outcomes.statistics.change import paired_percent_change
from outcomes.statistics.regression_to_mean.gamma_poisson import ENOUGH_PEOPLE, steady_rates
from outcomes.statistics.regression_to_mean.results import UNKNOWN, Expected

ENOUGH_SHARE = 0.5


def earlier_window(
    earlier: np.ndarray, before: np.ndarray, *, seed: int, resamples: int = RESAMPLES
) -> Expected:
    """From the window before the one before; arrays hold those whose records reach that far."""
    change = paired_percent_change(before, earlier, seed=seed, resamples=resamples)
    if change.percent is None:
        return UNKNOWN
    return Expected(change.percent, change.ci_low, change.ci_high, "earlier_window", len(before))


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

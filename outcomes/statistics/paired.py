"""Change of a scale answered twice by the same persons.

Those who answered once only are counted in the completeness and nowhere else: the change is of
those who stayed, who may differ from those who did not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from outcomes.statistics.bootstrap import RESAMPLES, Bootstrap, of_persons
from outcomes.statistics.guards import Numbers, alike, numbers
from outcomes.statistics.intervals import Share, share

ENOUGH_FOR_A_TEST = 2
EXACT_BELOW = 50


@dataclass(frozen=True)
class PairedChange:
    """`change` is last − first on the scale itself; `improved` counts in the better direction.

    t, p and the interval are None with fewer than two pairs; `wilcoxon_p` also when all are alike.
    """

    pairs: int
    asked: int
    completeness: Share
    mean_first: float | None
    mean_last: float | None
    change: float | None
    ci_low: float | None
    ci_high: float | None
    t: float | None
    p: float | None
    wilcoxon_p: float | None
    improved: tuple[Share, ...]


@dataclass(frozen=True)
class SignedRank:
    """Wilcoxon's V (sum of the ranks of rises), pairs that changed, p, and how p was found."""

    v: float
    changed: int
    p: float
    exact: bool


def signed_rank(differences: Numbers) -> SignedRank | None:
    """Wilcoxon's signed-rank test; None when fewer than two pairs or nobody changed.

    As R does: exact below 50 pairs without ties or unchanged pairs, else the normal law with
    continuity correction and allowance for ties; unchanged pairs are left out.
    """
    from scipy.stats import rankdata, wilcoxon

    found = numbers(differences, what="differences")
    moved = found[found != 0]
    if len(found) < ENOUGH_FOR_A_TEST or not len(moved):
        return None
    ranks = rankdata(np.abs(moved))
    plain = len(moved) == len(found) == len(np.unique(ranks))
    exact = plain and len(found) < EXACT_BELOW
    method = "exact" if exact else "asymptotic"
    p = float(wilcoxon(moved, correction=True, method=method).pvalue)
    return SignedRank(float(ranks[moved > 0].sum()), len(moved), p, exact)


def bootstrap_of_change(
    first: Numbers, last: Numbers, *, seed: int, resamples: int = RESAMPLES
) -> Bootstrap:
    """BCa interval of the mean change, drawing persons again; the seed is kept with it."""
    before, after = _pairs(first, last)
    differences = np.round(after - before, 9)
    figures = np.column_stack([differences, np.ones(len(before))])
    return of_persons(
        figures, lambda sums: sums[..., 0] / sums[..., 1], seed=seed, resamples=resamples
    )


def _pairs(first: Numbers, last: Numbers) -> tuple[np.ndarray, np.ndarray]:
    before, after = numbers(first, what="first answers"), numbers(last, what="last answers")
    alike(before, after, what="first and last answers")
    return before, after


def _t_test(differences: np.ndarray) -> tuple[float | None, ...]:
    from scipy.stats import t as student

    n = len(differences)
    mean = float(differences.mean())
    if n < ENOUGH_FOR_A_TEST:
        return None, None, None, None
    error = float(differences.std(ddof=1)) / sqrt(n)
    reach = float(student.ppf(0.975, n - 1)) * error
    if error == 0:
        return mean, mean, None, None
    t = mean / error
    return mean - reach, mean + reach, t, float(2 * student.sf(abs(t), n - 1))


def _improved(differences, *, higher_is_better, thresholds) -> tuple[Share, ...]:
    gains = differences if higher_is_better else -differences
    return tuple(
        share(int(np.count_nonzero(gains >= size - 1e-9)), len(gains)) for size in thresholds
    )


def paired_change(
    first: Sequence[float],
    last: Sequence[float],
    *,
    asked: int,
    higher_is_better: bool,
    thresholds: Sequence[float] = (),
) -> PairedChange:
    """Compare two answers of the same persons. `asked`: persons who should have answered both."""
    before, after = _pairs(first, last)
    pairs, completeness = len(before), share(len(before), asked)
    if pairs == 0:
        return PairedChange(0, asked, completeness, *[None] * 8, ())
    differences = np.round(after - before, 9)
    low, high, t, p = _t_test(differences)
    ranked = signed_rank(differences)
    means = (float(each.mean()) for each in (before, after, differences))
    return PairedChange(
        pairs,
        asked,
        completeness,
        *means,
        ci_low=low,
        ci_high=high,
        t=t,
        p=p,
        wilcoxon_p=ranked.p if ranked else None,
        improved=_improved(differences, higher_is_better=higher_is_better, thresholds=thresholds),
    )

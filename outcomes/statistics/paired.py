"""Change of a scale answered twice by the same persons."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from outcomes.statistics.intervals import Share, share

ENOUGH_FOR_A_TEST = 2


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


def _wilcoxon(differences: np.ndarray) -> float | None:
    from scipy.stats import wilcoxon

    if len(differences) < ENOUGH_FOR_A_TEST or not np.any(differences):
        return None
    return float(wilcoxon(differences, correction=True, method="approx").pvalue)


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
    before, after = np.asarray(first, dtype=float), np.asarray(last, dtype=float)
    pairs = len(before)
    completeness = share(pairs, asked)
    if pairs == 0:
        return PairedChange(0, asked, completeness, *[None] * 8, ())
    differences = np.round(after - before, 9)
    low, high, t, p = _t_test(differences)
    return PairedChange(
        pairs=pairs,
        asked=asked,
        completeness=completeness,
        mean_first=float(before.mean()),
        mean_last=float(after.mean()),
        change=float(differences.mean()),
        ci_low=low,
        ci_high=high,
        t=t,
        p=p,
        wilcoxon_p=_wilcoxon(differences),
        improved=_improved(differences, higher_is_better=higher_is_better, thresholds=thresholds),
    )

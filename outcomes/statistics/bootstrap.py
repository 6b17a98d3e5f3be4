"""Bootstrap over persons: whole persons are drawn again, never single events.

Persons with the same figures are interchangeable, so a resample of N persons is one multinomial
draw over the distinct rows of figures, with exactly the same distribution as drawing N persons
one by one. The cost then depends on how many different rows there are, not on how many persons:
9,999 resamples of a million persons take about as long as of a thousand. Where nearly everybody
differs (scores with decimals) persons are drawn one by one instead, which is then the quicker way.

The interval is bias-corrected and accelerated (BCa, Efron 1987): it allows for skew, which counts
of attendances always have. Where BCa is not defined (all resamples alike, or nobody differs) the
plain percentiles are given. The seed is kept with the result.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

RESAMPLES = 9_999
_CELLS_AT_ONCE = 4_000_000
_MANY_DIFFERENT = 5_000
_UNDEFINED_ALLOWED = 0.01
_ONE_NUMBER = 2**62

Statistic = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Bootstrap:
    """`low` and `high` are None when the statistic is undefined in over 1 % of the resamples."""

    low: float | None
    high: float | None
    seed: int
    resamples: int
    method: str


def distinct(figures: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different rows in their order, and how many persons have each.

    Whole numbers from 0 are first written as one number a person: a million persons are then
    sorted in a tenth of the time that rows would take, into the same order.
    """
    if not len(figures) or not np.issubdtype(figures.dtype, np.integer) or figures.min() < 0:
        return np.unique(figures.astype(float), axis=0, return_counts=True)
    sizes = [int(most) + 1 for most in figures.max(axis=0)]
    if math.prod(sizes) >= _ONE_NUMBER:
        return np.unique(figures.astype(float), axis=0, return_counts=True)
    keys = np.ravel_multi_index(tuple(figures.T), sizes)
    if math.prod(sizes) <= len(keys):
        found = np.bincount(keys)
        known = np.flatnonzero(found)
        counts = found[known]
    else:
        known, counts = np.unique(keys, return_counts=True)
    return np.column_stack(np.unravel_index(known, sizes)).astype(float), counts


def _draws(counts: np.ndarray, *, seed: int, resamples: int):
    """Yield blocks of resampled multiplicities, one row a resample."""
    generator = np.random.Generator(np.random.PCG64(seed))
    persons = int(counts.sum())
    shares = counts / persons
    block = max(1, min(resamples, _CELLS_AT_ONCE // len(counts)))
    done = 0
    while done < resamples:
        size = min(block, resamples - done)
        yield generator.multinomial(persons, shares, size=size)
        done += size


def _sums_one_by_one(rows: np.ndarray, counts: np.ndarray, *, seed: int, resamples: int):
    """Yield blocks of column sums of persons drawn one by one, one row a resample."""
    generator = np.random.Generator(np.random.PCG64(seed))
    everybody = np.repeat(rows, counts, axis=0).T.copy()
    persons = everybody.shape[1]
    block = max(1, _CELLS_AT_ONCE // persons)
    for done in range(0, resamples, block):
        chosen = generator.integers(0, persons, (min(block, resamples - done), persons))
        yield np.column_stack([column[chosen].sum(axis=1) for column in everybody])


def _resampled(rows, counts, statistic: Statistic, *, seed, resamples) -> np.ndarray:
    if len(rows) > _MANY_DIFFERENT:
        sums = _sums_one_by_one(rows, counts, seed=seed, resamples=resamples)
        return np.concatenate([statistic(each) for each in sums])
    blocks = [statistic(draw @ rows) for draw in _draws(counts, seed=seed, resamples=resamples)]
    return np.concatenate(blocks)


def _acceleration(rows, counts, statistic: Statistic) -> float:
    """How the spread changes with the figure, from leaving out one person at a time."""
    totals = counts @ rows
    left_out = statistic(totals - rows)
    weights = counts[np.isfinite(left_out)]
    left_out = left_out[np.isfinite(left_out)]
    if not len(left_out):
        return 0.0
    deviations = np.average(left_out, weights=weights) - left_out
    spread = float((weights * deviations**2).sum())
    if spread == 0:
        return 0.0
    return float((weights * deviations**3).sum()) / (6 * spread**1.5)


def _levels(estimate, values, rows, counts, statistic, *, tail) -> tuple[float, float, str]:
    from scipy.special import ndtr, ndtri  # scipy.stats takes a second to import

    below = (np.count_nonzero(values < estimate) + np.count_nonzero(values == estimate) / 2) / len(
        values
    )
    if not 0 < below < 1 or np.ptp(values) == 0:
        return tail, 1 - tail, "percentile"
    bias = ndtri(below)
    acceleration = _acceleration(rows, counts, statistic)

    def level(z: float) -> float:
        return float(ndtr(bias + (bias + z) / (1 - acceleration * (bias + z))))

    return level(ndtri(tail)), level(ndtri(1 - tail)), "BCa"


def of_persons(
    figures: np.ndarray,
    statistic: Statistic,
    *,
    seed: int,
    resamples: int = RESAMPLES,
    confidence: float = 0.95,
) -> Bootstrap:
    """Interval of a statistic of column sums.

    figures: persons × columns. statistic: takes sums (… × columns) and gives one number for each
    (NaN where undefined). A column of ones gives the number of persons, for means.
    """
    undefined = Bootstrap(None, None, seed, resamples, "none")
    if len(figures) < 2:
        return undefined
    rows, counts = distinct(figures)
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = float(statistic((counts @ rows)[None, :])[0])
        values = _resampled(rows, counts, statistic, seed=seed, resamples=resamples)
        defined = values[np.isfinite(values)]
        if not np.isfinite(estimate) or len(defined) < (1 - _UNDEFINED_ALLOWED) * len(values):
            return undefined
        low, high, method = _levels(
            estimate, defined, rows, counts, statistic, tail=(1 - confidence) / 2
        )
    ends = np.quantile(defined, [low, high])
    return Bootstrap(float(ends[0]), float(ends[1]), seed, resamples, method)

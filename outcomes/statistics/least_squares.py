"""Ordinary and weighted least squares with the three kinds of error that evaluations need.

`classical` when rows stand for themselves, by `cluster` when they belong to persons, areas or
matched sets, and Newey–West when they follow each other in time.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Line:
    """One coefficient with its error and interval, in the unit of the outcome."""

    name: str
    value: float
    se: float
    ci_low: float
    ci_high: float
    p: float


@dataclass(frozen=True)
class Solved:
    """Coefficients with their covariance; `df` is that of Student's t for intervals."""

    names: tuple[str, ...]
    coefficients: np.ndarray
    covariance: np.ndarray
    df: float

    def combined(self, name: str, weights: np.ndarray, *, level: float = 0.95) -> Line:
        """The sum of weights × coefficients, with its interval."""
        from scipy.stats import t as student

        value = float(weights @ self.coefficients)
        se = float(np.sqrt(max(0.0, weights @ self.covariance @ weights)))
        reach = float(student.ppf(1 - (1 - level) / 2, self.df)) * se
        apart = abs(value) / se if se > 0 else float("nan")
        p = float(2 * student.sf(apart, self.df)) if se > 0 else float("nan")
        return Line(name, value, se, value - reach, value + reach, p)

    def line(self, name: str, *, level: float = 0.95) -> Line:
        """One coefficient by its name."""
        chosen = np.zeros(len(self.names))
        chosen[self.names.index(name)] = 1
        return self.combined(name, chosen, level=level)

    def together(self, names: Sequence[str]) -> tuple[float, float]:
        """F and p of the claim that all of `names` are 0."""
        from scipy.stats import f as fisher

        places = [self.names.index(name) for name in names]
        part = self.coefficients[places]
        spread = self.covariance[np.ix_(places, places)]
        statistic = float(part @ np.linalg.pinv(spread) @ part) / len(places)
        return statistic, float(fisher.sf(statistic, len(places), self.df))


def solve(
    outcome: np.ndarray,
    matrix: np.ndarray,
    names: Sequence[str],
    *,
    weights: np.ndarray | None = None,
    cluster: Sequence[Hashable] | np.ndarray | None = None,
    lags: int | None = None,
) -> Solved:
    """Fit, with errors by `cluster` (t with G − 1), Newey–West (`lags`), or classical."""
    rows, terms = _solvable(matrix)
    load = np.ones(rows) if weights is None else weights
    bread = np.linalg.inv((matrix * load[:, None]).T @ matrix)
    found = bread @ (matrix * load[:, None]).T @ outcome
    residual = outcome - matrix @ found
    df = float(rows - terms)
    scores = matrix * (load * residual)[:, None]
    if cluster is not None:
        covariance, df = _by_cluster(scores, bread, np.asarray(cluster))
    elif lags is not None:
        covariance = rows / (rows - terms) * bread @ _newey_west(scores, lags) @ bread
    else:
        covariance = bread * float((load * residual**2).sum()) / df
    return Solved(tuple(names), found, covariance, df)


def _solvable(matrix: np.ndarray) -> tuple[int, int]:
    """Rows and terms, if there are enough of the one and no two of the other say the same."""
    rows, terms = matrix.shape
    if rows <= terms:
        raise ValueError("fewer rows than terms: the model cannot be worked out")
    scale = np.maximum(np.abs(matrix).max(axis=0), 1e-300)
    if np.linalg.matrix_rank(matrix / scale) < terms:
        raise ValueError("two terms say the same or a column never varies: leave one of them out")
    return rows, terms


def _by_cluster(scores, bread, cluster) -> tuple[np.ndarray, float]:
    """CR1: the sandwich × G/(G−1) × (N−1)/(N−K), as Stata and R's sandwich (HC1) do."""
    names, place = np.unique(cluster, return_inverse=True)
    groups, (rows, terms) = len(names), scores.shape
    if groups < 2:
        raise ValueError("errors by cluster need at least two clusters")
    sums = np.zeros((groups, terms))
    np.add.at(sums, place, scores)
    stretch = groups / (groups - 1) * (rows - 1) / (rows - terms)
    return stretch * bread @ (sums.T @ sums) @ bread, float(groups - 1)


def _newey_west(scores: np.ndarray, lags: int) -> np.ndarray:
    """Sums of products up to `lags` steps apart, fading in a straight line (Bartlett)."""
    middle = scores.T @ scores
    for lag in range(1, min(lags, len(scores) - 1) + 1):
        product = scores[lag:].T @ scores[:-lag]
        middle = middle + (1 - lag / (lags + 1)) * (product + product.T)
    return middle

"""Mahalanobis distance: how unlike two people are in several columns at once.

Differences are measured in the spread of each column within the two groups, allowing for columns
that move together (Rubin 1980).
"""

from collections.abc import Mapping, Sequence

import numpy as np

from outcomes.statistics.counts.matrix import Column, design
from outcomes.statistics.guards import alike, flags
from outcomes.statistics.matching.results import both_kinds

_DIGITS = 12


def mahalanobis_space(
    supported: Sequence[int] | np.ndarray, columns: Mapping[str, Column]
) -> np.ndarray:
    """Rows × columns in which plain distance is Mahalanobis distance.

    The covariance is pooled within the groups; words become one 0/1 column a level.
    """
    group = flags(supported, what="supported")
    both_kinds(group)
    laid_out = design(columns, rows=len(group)).matrix[:, 1:]
    alike(group, laid_out, what="supported and columns")
    within = laid_out.astype(float).copy()
    for one in (True, False):
        within[group == one] -= within[group == one].mean(axis=0)
    covariance = np.atleast_2d(within.T @ within) / max(1, len(group) - 2)
    values, vectors = np.linalg.eigh(covariance)
    usable = values > values.max() * 1e-12
    return np.round(laid_out @ (vectors[:, usable] / np.sqrt(values[usable])), _DIGITS)

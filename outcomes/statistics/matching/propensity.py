"""Propensity score: how likely each person was to be supported, given what was known before.

Logistic regression by maximum likelihood. Matching on its logit within 0.2 of its standard
deviation removes nearly all bias from what was measured (Austin 2011), and none from what was not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from outcomes.statistics.counts.matrix import Column, Design, design
from outcomes.statistics.counts.results import Term, terms
from outcomes.statistics.guards import alike, flags
from outcomes.statistics.matching.results import both_kinds

CALIPER = 0.2
_ROUNDS = 100
_ENDLESS = 30
_DIGITS = 12


@dataclass(frozen=True)
class Propensity:
    """`scores` between 0 and 1 and their `logits`, one a row; `terms` on the log-odds scale."""

    scores: np.ndarray
    logits: np.ndarray
    terms: tuple[Term, ...]


def propensity(
    supported: Sequence[int] | np.ndarray,
    columns: dict[str, Column],
    *,
    reference: dict[str, str] | None = None,
) -> Propensity:
    """Fit and score everybody. Refuses columns that tell the two groups apart completely."""
    group = flags(supported, what="supported")
    both_kinds(group)
    laid_out = design(columns, rows=len(group), reference=reference)
    alike(group, laid_out.matrix, what="supported and columns")
    coefficients, spread = _fit(group.astype(float), laid_out)
    logits = np.round(laid_out.matrix @ coefficients, _DIGITS)
    found = terms(laid_out.names, coefficients, np.sqrt(np.diag(spread)), level=0.95)
    return Propensity(1 / (1 + np.exp(-logits)), logits, found)


def _fit(group: np.ndarray, laid_out: Design) -> tuple[np.ndarray, np.ndarray]:
    """Newton's method on columns brought to one scale, so that pounds and years mix well."""
    scale = np.maximum(np.abs(laid_out.matrix).max(axis=0), 1e-300)
    matrix = laid_out.matrix / scale
    coefficients = np.zeros(matrix.shape[1])
    for _round in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(matrix @ coefficients, -500, 500)))
        weights = np.maximum(likely * (1 - likely), 1e-12)
        spread = np.linalg.pinv((matrix * weights[:, None]).T @ matrix)
        step = spread @ (matrix.T @ (group - likely))
        coefficients = coefficients + step
        if np.max(np.abs(matrix @ coefficients)) > _ENDLESS:
            break
        if np.max(np.abs(step)) < 1e-10:
            return coefficients / scale, spread / np.outer(scale, scale)
    raise ValueError(
        "the columns tell supported and not supported apart completely, so nobody is alike"
    )


def caliper_width(
    found: Propensity, supported: Sequence[int] | np.ndarray, *, times: float = CALIPER
) -> float:
    """`times` the standard deviation of the logit, pooled over both groups (Austin 2011)."""
    group = flags(supported, what="supported")
    variances = [float(np.var(found.logits[group == one], ddof=1)) for one in (True, False)]
    return times * float(np.sqrt(sum(variances) / 2))

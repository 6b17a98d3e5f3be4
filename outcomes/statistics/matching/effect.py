"""The effect on the supported: how they fared less how the people like them fared.

Weighted least squares on the matched people. Errors are by matched set or stratum; where people
may stand in several sets, or there are under 30 sets, by person. `adjusted_for` also takes out the
differences that matching left, so that either the matching or the model may be wrong, though not
both; with `interact` slopes may differ between the groups and the effect is read at the supported's
own averages.
Sources: Ho, Imai, King and Stuart 2007; Abadie and Spiess 2022 for errors by matched set.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from outcomes.statistics.counts.matrix import Column, design
from outcomes.statistics.guards import Numbers, alike, numbers
from outcomes.statistics.least_squares import Line, solve
from outcomes.statistics.matching.results import Matching

ENOUGH_SETS = 30


@dataclass(frozen=True)
class Effect:
    """`estimate` in the unit of the outcome: supported less others, weighted."""

    estimate: Line
    supported_mean: float
    others_mean: float
    kept: int
    left_out: int
    others: int
    effective_others: float
    errors_by: str


def effect(
    outcome: Numbers,
    matching: Matching,
    *,
    adjusted_for: Mapping[str, Column] | None = None,
    interact: bool = False,
    level: float = 0.95,
) -> Effect:
    """Difference of weighted means with its interval, optionally adjusted.

    interact: let the slopes of `adjusted_for` differ between the groups.
    """
    values = numbers(outcome, what="outcome")
    alike(values, matching.weights, what="outcome and matching")
    used = matching.weights > 0
    group, weights = matching.supported[used], matching.weights[used]
    matrix, names = _terms(matching, used, adjusted_for, interact=interact)
    by_set = not matching.reused and len(np.unique(matching.group[used])) >= ENOUGH_SETS
    cluster = matching.group[used] if by_set else np.flatnonzero(used)
    found = solve(values[used], matrix, names, weights=weights, cluster=cluster)
    means = [_mean(values[used], weights, group == one) for one in (True, False)]
    return Effect(
        found.line("supported", level=level),
        *means,
        matching.kept,
        matching.left_out,
        matching.others,
        matching.effective_others,
        "matched set" if by_set else "person",
    )


def _mean(values: np.ndarray, weights: np.ndarray, chosen: np.ndarray) -> float:
    return float(np.average(values[chosen], weights=weights[chosen]))


def _terms(matching, used, adjusted_for, *, interact) -> tuple[np.ndarray, tuple[str, ...]]:
    group = matching.supported[used].astype(float)
    parts, names = [np.ones(len(group)), group], ["Intercept", "supported"]
    if adjusted_for:
        chosen = {name: np.asarray(values)[used] for name, values in adjusted_for.items()}
        laid_out = design(chosen, rows=len(group))
        for name, part in zip(laid_out.names[1:], laid_out.matrix.T[1:], strict=True):
            centred = part - part[group == 1].mean()
            parts.append(centred)
            names.append(name)
            if interact:
                parts.append(centred * group)
                names.append(f"{name} × supported")
    return np.column_stack(parts), tuple(names)

"""Were the people compared alike before? The table to show before any outcome is looked at.

The standardised mean difference is measured in standard deviations of *all* the supported, before
and after matching alike, so that matching cannot shrink its own yardstick. Below 0.1 is called
alike; a ratio of variances between 0.5 and 2 too (Stuart 2010; Austin 2009).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from outcomes.statistics.counts.matrix import Column
from outcomes.statistics.guards import alike, numbers
from outcomes.statistics.matching.results import Matching

ALIKE_WITHIN = 0.1
VARIANCES_WITHIN = (0.5, 2.0)


@dataclass(frozen=True)
class BalanceRow:
    """One column (or level of a column of words), before and after. None: not defined.

    `smd`: difference of means in standard deviations of the supported. `variance_ratio`: supported
    over others, None for 0/1 columns, whose variance says nothing new.
    """

    name: str
    supported_before: float
    others_before: float
    smd_before: float | None
    variance_ratio_before: float | None
    supported_after: float
    others_after: float
    smd_after: float | None
    variance_ratio_after: float | None
    alike: bool


@dataclass(frozen=True)
class Balance:
    """`alike` only when every row is; the counts say whom the figures are about."""

    rows: tuple[BalanceRow, ...]
    supported: int
    kept: int
    others: int
    others_kept: int
    effective_others: float

    @property
    def alike(self) -> bool:
        return all(row.alike for row in self.rows)

    @property
    def largest(self) -> float | None:
        """The largest difference after matching, without its sign."""
        known = [abs(row.smd_after) for row in self.rows if row.smd_after is not None]
        return max(known) if known else None


def balance(matching: Matching, columns: Mapping[str, Column]) -> Balance:
    """Every column of numbers, and every level of every column of words."""
    group = matching.supported
    rows = [
        _row(name, values, matching)
        for column, found in columns.items()
        for name, values in _levels(column, found, len(group))
    ]
    return Balance(
        tuple(rows),
        int(group.sum()),
        matching.kept,
        int((~group).sum()),
        matching.others,
        matching.effective_others,
    )


def _levels(name: str, values: Column, rows: int) -> list[tuple[str, np.ndarray]]:
    found = np.asarray(values)
    alike(found, np.zeros(rows), what=name)
    if found.dtype.kind in "biuf":
        return [(name, numbers(found, what=name))]
    words = np.array([str(each) for each in found])
    return [(f"{name}={level}", (words == level) * 1.0) for level in sorted(set(words.tolist()))]


def _row(name: str, values: np.ndarray, matching: Matching) -> BalanceRow:
    group, weights = matching.supported, matching.weights
    binary = bool(np.all((values == 0) | (values == 1)))
    spread = _spread(values[group], binary=binary)
    before = _compared(values, group, np.ones(len(values)), spread, binary=binary)
    after = _compared(values, group, weights, spread, binary=binary)
    near = after[2] is not None and abs(after[2]) <= ALIKE_WITHIN
    ratio = after[3]
    steady = ratio is None or VARIANCES_WITHIN[0] <= ratio <= VARIANCES_WITHIN[1]
    return BalanceRow(name, *before, *after, alike=near and steady)


def _spread(values: np.ndarray, *, binary: bool) -> float:
    if binary:
        share = float(values.mean())
        return float(np.sqrt(share * (1 - share)))
    return float(values.std(ddof=1)) if len(values) > 1 else 0.0


def _compared(values, group, weights, spread, *, binary: bool) -> tuple[float | None, ...]:
    means = [float(np.average(values[group == one], weights=weights[group == one]))
             for one in (True, False)]  # fmt: skip
    apart = means[0] - means[1]
    smd: float | None = 0.0 if abs(apart) < 1e-12 else None
    if spread > 0:
        smd = apart / spread
    if binary:
        return *means, smd, None
    one, other = (_variance(values[group == each], weights[group == each])
                  for each in (True, False))  # fmt: skip
    return *means, smd, one / other if one is not None and other else None


def _variance(values: np.ndarray, weights: np.ndarray) -> float | None:
    """Weighted, unbiased: Σw(x − m)² / (Σw − Σw²/Σw)."""
    total = float(weights.sum())
    free = total - float((weights**2).sum()) / total if total else 0.0
    if free <= 0:
        return None
    mean = float(np.average(values, weights=weights))
    return float((weights * (values - mean) ** 2).sum()) / free


def love_plot(found: Balance) -> list[dict[str, float | str]]:
    """Name and size of difference before and after, largest before at the top, for a chart."""
    rows = [
        {"name": row.name, "before": abs(row.smd_before), "after": abs(row.smd_after)}
        for row in found.rows
        if row.smd_before is not None and row.smd_after is not None
    ]
    return sorted(rows, key=lambda row: (-row["before"], row["name"]))

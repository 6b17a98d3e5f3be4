"""Beside people who were not supported: the ratio of the two ratios, and how alike they were."""

from dataclasses import asdict
from typing import Any

import numpy as np

from outcomes.evaluation.cut import COHORT, COMPARISON, COUNTED, STREAMS, Cut
from outcomes.statistics.change import paired_percent_change, ratio_of_rate_ratios

ALIKE_WITHIN = 0.1


def compared(cut: Cut, *, resamples: int) -> dict[str, Any]:
    """The comparison group's own change for each stream, and the difference in differences."""
    mine, theirs = (cut.where(group=name, status=COUNTED) for name in (COHORT, COMPARISON))
    streams = [
        _stream(cut, name, mine, theirs, seed=cut.seed + 200 + number, resamples=resamples)
        for number, name in enumerate(STREAMS)
    ]
    return {
        "complete_follow_up": int(theirs.sum()),
        "streams": streams,
        "balance": balance(cut, mine, theirs),
    }


def _stream(cut, name, mine, theirs, *, seed, resamples) -> dict[str, Any]:
    before, after = cut.columns[f"{name}_before"], cut.columns[f"{name}_after"]
    own = paired_percent_change(before[theirs], after[theirs], seed=seed, resamples=resamples)
    ratio = ratio_of_rate_ratios(before[mine], after[mine], before[theirs], after[theirs])
    return {
        "event_type": name,
        "before": own.before,
        "after": own.after,
        "change_percent": own.percent,
        "ci_low": own.ci_low,
        "ci_high": own.ci_high,
        "ratio_of_rate_ratios": asdict(ratio),
    }


def standardised_difference(mine: np.ndarray, theirs: np.ndarray) -> float | None:
    """Difference of means in standard deviations of the supported group; None when undefined."""
    if len(mine) < 2 or len(theirs) < 2:
        return None
    difference, spread = float(mine.mean() - theirs.mean()), float(mine.std(ddof=1))
    if spread == 0:
        return 0.0 if difference == 0 else None
    return difference / spread


def balance(cut: Cut, mine: np.ndarray, theirs: np.ndarray) -> list[dict[str, Any]]:
    """How alike the two groups were before: age and each stream. Alike means within 0.1."""
    names = ("age", *(f"{stream}_before" for stream in STREAMS[:3]))
    rows = []
    for name in names:
        values = cut.columns[name]
        known = values >= 0
        difference = standardised_difference(values[mine & known], values[theirs & known])
        alike = difference is not None and abs(difference) <= ALIKE_WITHIN
        rows.append({"what": name, "difference": difference, "alike": alike})
    return rows

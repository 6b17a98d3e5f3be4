"""Two baselines: the window before the one before, so that a peak is not taken for a level."""

from typing import Any

import numpy as np

from outcomes.evaluation.cut import COHORT, COUNTED, STREAMS, Cut
from outcomes.statistics.change import paired_percent_change


def two_baselines(cut: Cut, *, resamples: int) -> list[dict[str, Any]]:
    """For each stream, of people whose records reach back two windows: earlier, before, after.

    `trend`: from earlier to before, where nobody was helped; a rise shows that people were
    referred at their worst. `since_earlier`: from earlier to after, free of that peak.
    """
    found = (_one(cut, name, number, resamples) for number, name in enumerate(STREAMS))
    return [each for each in found if each is not None]


def _one(cut: Cut, name: str, number: int, resamples: int) -> dict[str, Any] | None:
    chosen = cut.where(group=COHORT, status=COUNTED) & cut.reaches_back(name)
    counts = [cut.columns[f"{name}_{window}"][chosen] for window in ("earlier", "before", "after")]
    if np.count_nonzero(chosen) < 2 or not counts[0].any():
        return None
    earlier, before, after = counts
    seed = cut.seed + 300 + 2 * number
    return {
        "event_type": name,
        "people": int(np.count_nonzero(chosen)),
        "earlier": int(earlier.sum()),
        "before": int(before.sum()),
        "after": int(after.sum()),
        "trend": change_of(earlier, before, seed=seed, resamples=resamples),
        "since_earlier": change_of(earlier, after, seed=seed + 1, resamples=resamples),
    }


def change_of(first, last, *, seed: int, resamples: int) -> dict[str, float | None]:
    """Change in per cent with its interval over people."""
    found = paired_percent_change(first, last, seed=seed, resamples=resamples)
    return {"percent": found.percent, "ci_low": found.ci_low, "ci_high": found.ci_high}

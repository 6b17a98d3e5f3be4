"""From leaving hospital to the next emergency admission, with death as a competing end."""

from typing import Any

import numpy as np

from outcomes.evaluation.cut import COHORT, COMPARISON, SECOND_ENGINE, UNKNOWN, Cut
from outcomes.evaluation.followed import FOLLOWED
from outcomes.statistics.guards import either
from outcomes.statistics.survival import (
    at_risk,
    cumulative_incidence,
    kaplan_meier,
    logrank,
    proportional_hazards,
    restricted_mean,
)

READMITTED, DIED = 1, 2
_DAYS = (30, 60, 90, 180, 270, 365)


def marks(cut: Cut) -> list[int]:
    """Days at which figures are told: within the window, and its end."""
    last = cut.parameters["window_days"]
    early = (7,) if cut.engine > SECOND_ENGINE else ()
    return sorted({0, last, *(day for day in (*early, *_DAYS) if day < last)})


def waiting(cut: Cut) -> dict[str, Any] | None:
    """Each group's curve, who was still followed, and whether the curves differ (log-rank)."""
    usable = np.isin(cut.columns["status"], FOLLOWED) & (cut.columns["ended_by"] != UNKNOWN)
    groups = [
        _curve(cut, name, usable & cut.where(group=name))
        for name in (COHORT, COMPARISON)
        if (usable & cut.where(group=name)).any()
    ]
    if not groups:
        return None
    return {
        "marks": marks(cut),
        "groups": groups,
        "logrank": _apart(cut, usable, len(groups)),
        **_times_as_likely(cut, usable, len(groups)),
    }


def _curve(cut: Cut, name: str, chosen: np.ndarray) -> dict[str, Any]:
    days, ended = cut.columns["days_to_readmission"][chosen], cut.columns["ended_by"][chosen]
    curve = kaplan_meier(days, ended == READMITTED)
    back, died = (cumulative_incidence(days, ended, cause=cause) for cause in (READMITTED, DIED))
    at = marks(cut)
    low, high = curve.reached_interval()
    return {
        "group": name,
        "people": curve.people,
        "readmitted": curve.events,
        "died_first": int(np.count_nonzero(ended == DIED)),
        "median": curve.median,
        "median_low": low,
        "median_high": high,
        "at_risk": at_risk(days, at),
        "without": [curve.at(day) for day in at],
        "readmitted_by": [back.at(day) for day in at],
        "died_by": [died.at(day) for day in at],
        "mean_days": _mean_days(days, ended == READMITTED, at[-1]),
        "steps": [[step.day, step.share, step.ci_low, step.ci_high] for step in curve.steps],
    }


def _mean_days(days, happened, last: int) -> dict[str, float | None] | None:
    """Days not readmitted, on average, within the window; None when nobody was followed so long."""
    try:
        found = restricted_mean(days, happened, until=last)
    except ValueError:
        return None
    ends = {"days": found.days, "ci_low": found.ci_low, "ci_high": found.ci_high}
    return {name: either(value) for name, value in ends.items()}


def _apart(cut: Cut, usable: np.ndarray, groups: int) -> dict[str, float] | None:
    happened = cut.columns["ended_by"][usable] == READMITTED
    if groups < 2 or not happened.any():
        return None
    found = logrank(
        cut.columns["days_to_readmission"][usable], happened, cut.columns["group"][usable]
    )
    return {"chi_squared": found.chi_squared, "df": found.df, "p": found.p}


def _times_as_likely(cut: Cut, usable: np.ndarray, groups: int) -> dict[str, Any]:
    """Readmission among the supported over that of the comparison list, at any moment (Cox)."""
    if groups < 2 or cut.engine <= SECOND_ENGINE:
        return {}
    supported = (cut.columns["group"][usable] == COHORT).astype(float)
    happened = cut.columns["ended_by"][usable] == READMITTED
    try:
        found = proportional_hazards(
            cut.columns["days_to_readmission"][usable], happened, {"supported": supported}
        )
    except ValueError:
        return {"hazard_ratio": None}  # a group without readmissions: the curves say it
    term = found.term("supported")
    told = {"ratio": term.ratio, "ci_low": term.ci_low, "ci_high": term.ci_high, "p": term.p}
    return {"hazard_ratio": told}

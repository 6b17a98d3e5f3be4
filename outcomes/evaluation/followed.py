"""Everybody's time counts: rates with the days followed, for people who died or were cut off too.

The plain before and after leaves out whoever was not followed for the whole window. Here each
person counts for the days they were followed: a death or the data cut-off ends their time and is
not taken for days without attendances.
"""

from typing import Any

import numpy as np

from outcomes.evaluation.cut import COHORT, COMPARISON, COUNTED, STREAMS, Cut
from outcomes.statistics.counts import count_model
from outcomes.statistics.differences import ratio_of_rate_ratios
from outcomes.statistics.guards import either
from outcomes.statistics.intervals import Z95

FOLLOWED = (COUNTED, "not_long_enough", "died", "moved")
"""People who may be counted for the time in which they were followed."""
FEWEST, MANY = 5, 20_000


def followed(cut: Cut, group: str) -> np.ndarray:
    """Rows of a group with at least a day of follow-up."""
    status = np.isin(cut.columns["status"], FOLLOWED)
    return cut.where(group=group) & status & (cut.columns["followed_days"] > 0)


def days_after(cut: Cut, chosen: np.ndarray) -> np.ndarray:
    """Days of the window after in which each was followed."""
    return np.minimum(cut.columns["followed_days"][chosen], cut.parameters["window_days"])


def rates(cut: Cut) -> dict[str, Any]:
    """Rate after over rate before, with days as exposure, for each stream that happened."""
    chosen = followed(cut, COHORT)
    days = days_after(cut, chosen)
    streams = []
    for name in STREAMS:
        before, after = (cut.columns[f"{name}_{window}"][chosen] for window in ("before", "after"))
        ratio = _ratio(cut, before, after, days)
        if ratio is not None:
            streams.append({"event_type": name, **ratio})
    return {**_people(cut, chosen, days), "streams": streams, "beside_others": _beside(cut)}


def _people(cut: Cut, chosen: np.ndarray, days: np.ndarray) -> dict[str, int]:
    status = cut.columns["status"][chosen]
    return {
        "people": int(np.count_nonzero(chosen)),
        "died": int(np.count_nonzero(status == "died")),
        "moved": int(np.count_nonzero(status == "moved")),
        "not_long_enough": int(np.count_nonzero(status == "not_long_enough")),
        "person_days_before": int(len(days) * cut.parameters["window_days"]),
        "person_days_after": int(days.sum()),
    }


def _ratio(cut: Cut, before, after, days) -> dict[str, Any] | None:
    """None where too little happened, or to too few, for a model to be worked out."""
    if len(before) < FEWEST or not before.any() or not after.any():
        return None
    if len(before) > MANY:
        return _of_very_many(cut, before, after, days)
    try:
        with np.errstate(invalid="ignore"):
            return _modelled(cut, before, after, days)
    except ValueError:
        return None


def _modelled(cut: Cut, before, after, days) -> dict[str, Any]:
    window, people = cut.parameters["window_days"], np.arange(len(before))
    model = count_model(
        np.concatenate([before, after]),
        {"after": np.repeat([0.0, 1.0], len(before))},
        exposure=np.concatenate([np.full(len(before), window), days]),
        person=np.concatenate([people, people]),
    )
    term = model.term("after")
    scatter = _scatter(cut, before, after, days)
    return _told(term.ratio, term.ci_low, term.ci_high, model.law, scatter)


def _of_very_many(cut: Cut, before, after, days) -> dict[str, Any]:
    """Poisson's ratio with errors by person, in closed form: quick for a million people.

    Errors by person hold whatever the law of the counts, so no other law is fitted.
    """
    time_before = len(before) * cut.parameters["window_days"]
    rate_before, rate_after = before.sum() / time_before, after.sum() / days.sum()
    score = (after - rate_after * days) / after.sum()
    score = score - (before - rate_before * cut.parameters["window_days"]) / before.sum()
    spread = Z95 * float(np.sqrt((score**2).sum() * len(score) / (len(score) - 1)))
    ratio = float(rate_after / rate_before)
    ends = ratio * np.exp(-spread), ratio * np.exp(spread)
    scatter = _scatter(cut, before, after, days)
    return _told(ratio, float(ends[0]), float(ends[1]), "poisson", scatter)


def _scatter(cut: Cut, before, after, days, group=None) -> float:
    """Pearson's chi-squared over its degrees of freedom, were the counts Poisson's."""
    window = cut.parameters["window_days"]
    sides = [np.ones(len(days), dtype=bool)] if group is None else [group, ~group]
    apart = 0.0
    for side in sides:
        for counts, time in (
            (before[side], np.full(side.sum(), window)),
            (after[side], days[side]),
        ):
            awaited = time * counts.sum() / time.sum()
            apart += float(((counts - awaited) ** 2 / awaited).sum())
    return apart / (2 * len(days) - 2 * len(sides))


def _told(ratio, low, high, law, dispersion) -> dict[str, Any]:
    return {
        "ratio": either(ratio),
        "ci_low": either(low),
        "ci_high": either(high),
        "law": law,
        "dispersion": either(dispersion),
    }


def _beside(cut: Cut) -> list[dict[str, Any]]:
    """The ratio of the two groups' ratios, everybody with the days they were followed."""
    mine, theirs = followed(cut, COHORT), followed(cut, COMPARISON)
    if not mine.any() or not theirs.any() or mine.sum() + theirs.sum() > MANY:
        return []
    chosen = mine | theirs
    days = days_after(cut, chosen)
    group = mine[chosen]
    found = []
    for name in STREAMS:
        before, after = (cut.columns[f"{name}_{each}"][chosen] for each in ("before", "after"))
        ratio = _ratio_of_ratios(cut, before, after, days, group)
        if ratio is not None:
            found.append({"event_type": name, **ratio})
    return found


def _ratio_of_ratios(cut: Cut, before, after, days, group) -> dict[str, Any] | None:
    if not all(part[side].any() for part in (before, after) for side in (group, ~group)):
        return None
    people, window = np.arange(len(days)), cut.parameters["window_days"]
    try:
        with np.errstate(invalid="ignore"):
            found = ratio_of_rate_ratios(
                np.concatenate([before, after]),
                np.concatenate([group, group]),
                np.repeat([0, 1], len(days)),
                exposure=np.concatenate([np.full(len(days), window), days]),
                person=np.concatenate([people, people]),
            )
    except ValueError:
        return None
    term, scatter = found.effect, _scatter(cut, before, after, days, group)
    return _told(term.ratio, term.ci_low, term.ci_high, found.model.law, scatter)

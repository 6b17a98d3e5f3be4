"""Month by month: XmR charts by the Making Data Count rules, and the series as interrupted.

Events of the people who are counted, in whole calendar months. Limits come from the months before
help began where there are twelve of them, so that later months are judged by what was usual then.
"""

from typing import Any

import numpy as np

from outcomes.evaluation.cut import STREAMS, Cut
from outcomes.statistics.guards import either
from outcomes.statistics.interrupted import segmented
from outcomes.statistics.xmr import chart

FEWEST, ENOUGH_BEFORE = 8, 12
FEWEST_EVENTS = 3
"""A month, on average: below that the limits of an XmR chart mean nothing."""


def by_month(cut: Cut) -> list[dict[str, Any]]:
    """One entry for each stream with at least eight whole months and three events a month."""
    counts, first_helped = cut.facts.get("months") or {}, cut.facts["period"].get("from")
    if not counts or not first_helped:
        return []
    found = (_one(cut, name, counts.get(name) or {}, first_helped[:7]) for name in STREAMS)
    return [each for each in found if each is not None]


def _one(cut: Cut, name: str, counts: dict[str, int], began: str) -> dict[str, Any] | None:
    months = _months(cut, name, counts)
    if len(months) < FEWEST:
        return None
    values = [counts.get(month, 0) for month in months]
    if np.mean(values) < FEWEST_EVENTS:
        return None
    before = sum(month < began for month in months)
    fixed = before if ENOUGH_BEFORE <= before < len(months) else None
    made = chart(values, better="neither" if name == "gp_contact" else "lower", fix_after=fixed)
    limits = made.runs[-1]
    return {
        "event_type": name,
        "months": months,
        "values": values,
        "before": before,
        "fixed": fixed is not None,
        "trial": made.trial,
        "screened": made.screened,
        "mean": limits.mean,
        "lower": limits.lower,
        "upper": limits.upper,
        "causes": [point.cause.name.lower() for point in made.points],
        "colours": [point.colour for point in made.points],
        "interrupted": _interrupted(values, before),
    }


def _months(cut: Cut, name: str, counts: dict[str, int]) -> list[str]:
    """Whole months from the first on record (the first may be cut off) to the last before the
    cut-off."""
    first = (cut.facts.get("coverage") or {}).get(name)
    if first is None or not counts:
        return []
    start = np.datetime64(first[:7]) + (0 if first.endswith("-01") else 1)
    start = max(start, np.datetime64(min(counts)))
    end = (np.datetime64(cut.parameters["as_of"]) + 1).astype("datetime64[M]")
    return [str(month) for month in np.arange(start, end)]


def _interrupted(values: list[int], before: int) -> dict[str, Any] | None:
    """Level and slope before and after help began; None with too few months on either side."""
    try:
        found = segmented(values, before=before)
    except ValueError:
        return None
    lines = {
        "change_of_level": found.change_of_level,
        "change_of_slope": found.change_of_slope,
        "gap_at_end": found.gap_at_end,
    }
    told = {
        name: {key: either(getattr(line, key)) for key in ("value", "ci_low", "ci_high", "p")}
        for name, line in lines.items()
    }
    return {**told, "fitted": list(found.fitted), "without": list(found.without)}

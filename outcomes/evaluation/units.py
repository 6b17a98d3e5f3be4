"""Wards and providers beside each other in a funnel: who differs by more than chance would make.

A ward is shown by the share of its people who came back within 30 days, a provider by the share of
placements it took of those it answered. A place outside the limits is a reason to look, not a
verdict.
"""

from dataclasses import asdict
from typing import Any

import numpy as np

from outcomes.evaluation.cut import COHORT, Cut
from outcomes.evaluation.followed import FOLLOWED
from outcomes.statistics.funnel import proportion_funnel

FEWEST = 3
SMALLEST = 5
"""Places with fewer people have no limits worth drawing; they are counted and left out."""


def funnels(cut: Cut) -> dict[str, Any]:
    """`wards` and `providers`, each None with fewer than three of them."""
    return {"wards": _funnel(_wards(cut)), "providers": _funnel(_providers(cut))}


def _wards(cut: Cut) -> list[tuple[str, int, int]]:
    names = cut.facts.get("wards") or {}
    back = cut.columns["readmitted_30"]
    usable = cut.where(group=COHORT) & np.isin(cut.columns["status"], FOLLOWED) & (back >= 0)
    wards = cut.columns["ward"]
    found = []
    for number, name in names.items():
        chosen = usable & (wards == int(number))
        if chosen.any():
            found.append((name, int(back[chosen].sum()), int(np.count_nonzero(chosen))))
    return found


def _providers(cut: Cut) -> list[tuple[str, int, int]]:
    rows = cut.facts.get("providers") or []
    return [(each["name"], each["accepted"], each["answered"]) for each in rows if each["answered"]]


def _funnel(all_units: list[tuple[str, int, int]]) -> dict[str, Any] | None:
    units = [each for each in all_units if each[2] >= SMALLEST]
    if len(units) < FEWEST:
        return None
    names, counts, of = zip(*units, strict=True)
    found = proportion_funnel(names, counts, of, widen=len(units) >= 10)
    return {
        "target": found.target,
        "too_small": len(all_units) - len(units),
        "widened": found.widened,
        "dispersion": found.overdispersion.phi if found.overdispersion else None,
        "tau_squared": found.overdispersion.tau_squared if found.overdispersion else 0.0,
        "units": [asdict(unit) for unit in found.units],
    }

"""People like them: matched by what was known before, then compared.

Three ways. `propensity`: each supported person beside the one whose chance of having been
supported was nearest, within a caliper; `coarsened`: everybody in the same band of age and use;
`exact`: the same numbers before. What is matched on is only what lies before the first day.
"""

from typing import Any

import numpy as np

from outcomes.evaluation.cut import COHORT, COMPARISON, COUNTED, MAIN_STREAMS, STREAMS, Cut
from outcomes.statistics import matching
from outcomes.statistics.change import ratio_of_rate_ratios
from outcomes.statistics.guards import either

METHODS = ("propensity", "coarsened", "exact")
DEFAULT = "propensity"
MANY = 60_000
"""Above this many people neighbours are not looked for one by one: bands are compared."""
_AGE_BANDS = (65, 75, 85)
_USE_BANDS = (1, 2, 3, 5, 10, 20)

Columns = dict[str, np.ndarray]


def matched(cut: Cut) -> dict[str, Any]:
    """How many were matched, how alike they then were, and how they fared; or why not at all."""
    asked = cut.parameters.get("matching") or DEFAULT
    rows = _in_order(cut)
    group = cut.columns["group"][rows] == COHORT
    columns = covariates(cut, rows)
    method = "coarsened" if asked == DEFAULT and len(rows) > MANY else asked
    told = {"asked": asked, "method": method, "supported": int(group.sum())}
    try:
        found, caliper = _match(method, group, columns)
    except ValueError:
        return {**told, "possible": False}
    return {
        **told,
        "possible": True,
        "caliper": caliper,
        "kept": found.kept,
        "left_out": found.left_out,
        "others": found.others,
        "effective_others": found.effective_others,
        **_alike(found, columns),
        "streams": [_effect(cut, rows, name, found) for name in STREAMS],
    }


def _in_order(cut: Cut) -> np.ndarray:
    """Rows of both groups in the order of their own figures, not of their references.

    Who is matched with whom then does not depend on references, which another database would
    draw otherwise.
    """
    both = cut.where(group=COHORT, status=COUNTED) | cut.where(group=COMPARISON, status=COUNTED)
    rows = np.flatnonzero(both)
    keys = [cut.columns[name][rows] for name in cut.columns if name != "reference"]
    return rows[np.lexsort(keys[::-1])]


def covariates(cut: Cut, rows: np.ndarray) -> Columns:
    """What may be matched on: age and sex where known of all, use in both windows before.

    Columns that never vary, or repeat others, say nothing and are left out.
    """
    known: Columns = {}
    age, sex = cut.columns["age"][rows], cut.columns["sex"][rows]
    if len(rows) and (age >= 0).all():
        known["age"] = age
    if np.isin(sex, ("female", "male")).all():
        known["female"] = (sex == "female").astype(int)
    for name in (*MAIN_STREAMS, "bed_days"):
        known[f"{name}_before"] = cut.columns[f"{name}_before"][rows]
    for name in MAIN_STREAMS:
        if cut.reaches_back(name)[rows].all():
            known[f"{name}_earlier"] = cut.columns[f"{name}_earlier"][rows]
    return _telling(known, len(rows))


def _telling(known: Columns, rows: int) -> Columns:
    kept: Columns = {}
    matrix = np.ones((rows, 1))
    for name, values in known.items():
        wider = np.column_stack([matrix, values / max(1.0, float(np.abs(values).max(initial=0)))])
        if np.linalg.matrix_rank(wider.T @ wider) > np.linalg.matrix_rank(matrix.T @ matrix):
            kept[name], matrix = values, wider
    return kept


def _match(method: str, group: np.ndarray, columns: Columns):
    """The matching and the caliper. Raises ValueError when nobody is alike."""
    if not columns:
        return matching.exact(group, {"all": np.zeros(len(group), dtype=int)}), None
    if method == "propensity":
        scores = matching.propensity(group, columns)
        caliper = matching.caliper_width(scores, group)
        found = matching.nearest(group, scores=scores.logits, caliper=caliper)
        if not found.kept:
            raise ValueError("nobody has anybody within the caliper")
        return found, caliper
    before = {name: each for name, each in columns.items() if not name.endswith("_earlier")}
    if method == "exact":
        exact = {name: each for name, each in before.items() if name != "bed_days_before"}
        if "age" in exact:
            exact["age"] = matching.coarsen(exact["age"], _AGE_BANDS)
        return matching.exact(group, exact), None
    bins = {name: _AGE_BANDS if name == "age" else _USE_BANDS for name in before}
    return matching.coarsened(group, before, bins=bins), None


def _alike(found: matching.Matching, columns: Columns) -> dict[str, Any]:
    table = matching.balance(found, columns)
    rows = [
        {
            "what": row.name,
            "supported": either(row.supported_after),
            "others_before": either(row.others_before),
            "others_after": either(row.others_after),
            "before": row.smd_before,
            "after": row.smd_after,
            "variance_ratio": row.variance_ratio_after,
            "alike": row.alike,
        }
        for row in table.rows
    ]
    return {"alike": table.alike, "largest": table.largest, "balance": rows}


def _effect(cut: Cut, rows: np.ndarray, name: str, found: matching.Matching) -> dict[str, Any]:
    mine = found.supported & (found.weights > 0)
    theirs = ~found.supported & (found.weights > 0)
    counts = [cut.columns[f"{name}_{window}"][rows] for window in ("before", "after")]
    sums = [float((found.weights * each)[side].sum()) for side in (mine, theirs) for each in counts]
    ratio = ratio_of_rate_ratios(
        *(each[mine] for each in counts),
        *(each[theirs] for each in counts),
        other_weights=found.weights[theirs],
    )
    return {
        "event_type": name,
        "supported_before": int(sums[0]),
        "supported_after": int(sums[1]),
        "others_before": sums[2],
        "others_after": sums[3],
        "ratio": ratio.ratio,
        "ci_low": ratio.ci_low,
        "ci_high": ratio.ci_high,
    }

"""The evaluation as JSON and CSV that others rely on. Names and shapes must not change."""

import csv
import io
from typing import Any

from outcomes.evaluation.cut import Cut

STREAM_KEYS = (
    "event_type",
    "before",
    "after",
    "change_percent",
    "ci_low",
    "ci_high",
    "unit_cost",
    "price_year",
    "cost_avoided",
)

ADDED_KEYS = (
    "two_baselines",
    "rates",
    "waiting",
    "worth",
    "months",
    "units",
    "points",
    "checks",
)
"""Since engine 2; an older cut has none of them."""


def as_json(cut: Cut, found: dict[str, Any]) -> dict[str, Any]:
    """The contract's JSON. Exact figures: for those who may see them, not for publication."""
    cohort, money = found["cohort"], found["money"]
    return {
        "programme": cut.parameters["programme"],
        "as_of": cut.parameters["as_of"],
        "window_days": cut.parameters["window_days"],
        "design_grade": found["design"]["grade"],
        "fingerprint": found["fingerprint"],
        "cohort": {
            key: cohort[key]
            for key in ("people", "complete_follow_up", "person_days_before", "person_days_after")
        },
        "streams": [_stream(each) for each in found["streams"]],
        "cost_avoided_total": money["cost_avoided_total"],
        "programme_cost": money["programme_cost"],
        "net": money["net"],
        "bed_days": found["bed_days"],
        "readmission": found["readmission"],
        "regression_to_mean": {each["event_type"]: _expected(each) for each in found["streams"]},
        "comparison": found["comparison"],
        **{key: found[key] for key in ADDED_KEYS if key in found},
    }


def _stream(each: dict[str, Any]) -> dict[str, Any]:
    renamed = {**each, "change_percent": each["percent"]}
    return {key: renamed[key] for key in STREAM_KEYS}


def _expected(each: dict[str, Any]) -> dict[str, Any]:
    expected = each["expected"]
    return {
        "expected_change_percent": expected["percent"],
        "ci_low": expected["low"],
        "ci_high": expected["high"],
        "method": expected["method"],
        "people": expected["people"],
    }


def as_csv(cut: Cut, found: dict[str, Any]) -> str:
    """One row for each stream, with the frame in every row, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    frame = ("programme", "as_of", "window_days", "people", "design_grade", "fingerprint")
    writer.writerow([*frame, *STREAM_KEYS, "expected_change_percent"])
    whole = as_json(cut, found)
    for each in whole["streams"]:
        expected = whole["regression_to_mean"][each["event_type"]]["expected_change_percent"]
        writer.writerow(
            [
                whole["programme"],
                whole["as_of"],
                whole["window_days"],
                whole["cohort"]["complete_follow_up"],
                whole["design_grade"],
                whole["fingerprint"],
                *(each[key] for key in STREAM_KEYS),
                expected,
            ]
        )
    return out.getvalue()

"""The design grade: what kind of comparison stands behind the figures, by rule, not by choice.

A randomised or waiting list · B a comparison group that was alike before (every standardised
difference within 0.1, and at least as many people) · C a comparison group · D before and after,
with the range of the fall to expect without help · E before and after alone, which is no evidence
of impact.
A is given only where the programme's design says that chance or a waiting list decided who was
helped first.
"""

from typing import Any

from outcomes.evaluation.cut import Cut
from outcomes.statistics.design import Done, decide

GRADES = ("A", "B", "C", "D", "E")


def grade(cut: Cut, found: dict[str, Any]) -> dict[str, Any]:
    """The letter, and the facts from which the sentence of what may be claimed is made."""
    letter = _letter(cut, found)
    return {
        "grade": letter,
        "beyond": _streams(found, letter, "beyond"),
        "cannot_tell": _streams(found, letter, "cannot_tell"),
        "short": _streams(found, letter, "short"),
    }


def _letter(cut: Cut, found: dict[str, Any]) -> str:
    comparison = found["comparison"] or {}
    used = [stream for stream in found["streams"] if stream["before"]]
    done = Done(
        people=found["cohort"]["complete_follow_up"],
        allocation=cut.parameters.get("allocation"),
        others=comparison.get("complete_follow_up", 0),
        alike=all(row["alike"] for row in comparison.get("balance", [])),
        fall_known=any(stream["expected"]["low"] is not None for stream in used),
    )
    return decide(done).letter


def _streams(found: dict[str, Any], letter: str, verdict: str) -> list[str]:
    return [
        stream["event_type"]
        for number, stream in enumerate(found["streams"])
        if stream["before"] and _verdict(found, letter, number) == verdict
    ]


def _verdict(found: dict[str, Any], letter: str, number: int) -> str:
    """Against the comparison group where there is one, else against the expected fall."""
    if letter not in ("A", "B", "C"):
        return found["streams"][number]["apart"]
    ratio = found["comparison"]["streams"][number]["ratio_of_rate_ratios"]
    if ratio["ci_low"] is None:
        return "cannot_tell"
    if ratio["ci_high"] < 1:
        return "beyond"
    return "short" if ratio["ci_low"] > 1 else "cannot_tell"

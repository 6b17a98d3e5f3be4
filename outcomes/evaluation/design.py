"""The design grade: what kind of comparison stands behind the figures, by rule, not by choice.

A randomised or waiting list · B a comparison group that was alike before, by itself or once matched
(every standardised difference within 0.1, ratios of variances within bounds, at least as many
people, and at least half of the supported matched) · C a comparison group · D before and after,
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
    people, others, alike = _beside(found, comparison)
    done = Done(
        people=people,
        allocation=cut.parameters.get("allocation"),
        others=others,
        alike=alike,
        fall_known=any(stream["expected"]["low"] is not None for stream in used),
    )
    return decide(done).letter


def _beside(found: dict[str, Any], comparison: dict[str, Any]) -> tuple[int, int, bool]:
    """People supported, people beside them, and whether those were alike before.

    After matching these are the people matched. When under half of the supported could be
    matched, the figure is not about the supported any more, and the whole groups decide.
    """
    people = found["cohort"]["complete_follow_up"]
    told = comparison.get("matched") or {}
    if told.get("possible") and 2 * told["kept"] >= people:
        return told["kept"], told["others"], told["alike"]
    alike = all(row["alike"] for row in comparison.get("balance", []))
    return people, comparison.get("complete_follow_up", 0), alike


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
    ratio = _ratio(found["comparison"], number)
    if ratio["ci_low"] is None:
        return "cannot_tell"
    if ratio["ci_high"] < 1:
        return "beyond"
    return "short" if ratio["ci_low"] > 1 else "cannot_tell"


def _ratio(comparison: dict[str, Any], number: int) -> dict[str, Any]:
    """That of the matched people where there is one, else of the whole groups."""
    told = comparison.get("matched") or {}
    if told.get("possible"):
        return told["streams"][number]
    return comparison["streams"][number]["ratio_of_rate_ratios"]

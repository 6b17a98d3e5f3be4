"""Scales answered at the start and at the end by the same people."""

from dataclasses import asdict
from typing import Any

from outcomes.evaluation.cut import Cut
from outcomes.instruments import definition
from outcomes.statistics.paired import paired_change


def measured(cut: Cut, _found: dict[str, Any]) -> list[dict[str, Any]]:
    """One entry for each scale that is averaged. `asked`: people who should have answered both."""
    asked = (cut.facts.get("measures") or {}).get("asked", 0)
    answers = (cut.facts.get("measures") or {}).get("pairs", {})
    found = []
    for name in sorted(answers):
        instrument, version, scale_key = name.split("/")
        scale = definition(instrument, version).scale(scale_key)
        if scale.averaged:
            found.append(_one(name, scale, answers[name], asked=asked))
    return found


def at_points(cut: Cut) -> list[dict[str, Any]]:
    """Week 6 and 12, 3 and 6 months: each beside the first answer of the same people.

    `due`: whose point had come; `answered` and `declined` say what came of asking. A scale at a
    point stands here as soon as one person should have answered it.
    """
    facts = cut.facts.get("measures") or {}
    due, points = facts.get("due") or {}, facts.get("points") or {}
    came = {(key, occasion, what): number for key, occasion, what, number
            in facts.get("results") or []}  # fmt: skip
    found = []
    for name in sorted(points):
        instrument, version, scale_key = name.split("/")
        scale = definition(instrument, version).scale(scale_key)
        for occasion, pairs in points[name].items():
            asked = due.get(occasion, 0)
            told = {what: came.get((instrument, occasion, what), 0)
                    for what in ("answered", "incomplete", "declined")}  # fmt: skip
            found.append({"occasion": occasion, "due": asked, **told,
                          **_one(name, scale, pairs, asked=asked)})  # fmt: skip
    return found


def _one(name, scale, pairs, *, asked) -> dict[str, Any]:
    change = paired_change(
        [float(first) for first, _last in pairs],
        [float(last) for _first, last in pairs],
        asked=max(asked, len(pairs)),
        higher_is_better=scale.higher_is_better,
        thresholds=[float(each.size) for each in scale.thresholds],
    )
    return {"scale": name, **asdict(change)}

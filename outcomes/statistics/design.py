"""The design grade, decided by rule from what was done: never chosen, never argued for.

A chance or a waiting list decided who was helped first · B beside matched people who were alike
before · C difference in differences against another group or area · D before and after, with the
band of the fall to expect without help · E before and after alone: not evidence of impact.
"""

from dataclasses import dataclass
from typing import Literal

Letter = Literal["A", "B", "C", "D", "E"]
Allocation = Literal["randomised", "waiting_list"]

NO_EVIDENCE = frozenset({"E"})


@dataclass(frozen=True)
class Done:
    """What an evaluation did. With nobody supported there is nobody to stand beside others.

    `others`: people compared who were followed for the whole time; `alike`: every standardised
    difference within 0.1 and every ratio of variances within bounds, after matching if any;
    `before_in_both`: both groups were counted before and after; `fall_known`: an interval of the
    fall to expect without help is known for what was measured.
    """

    people: int
    allocation: Allocation | None = None
    others: int = 0
    alike: bool = False
    before_in_both: bool = True
    fall_known: bool = False


@dataclass(frozen=True)
class Grade:
    """`why`: codes of the facts that decided. `watermark`: print "not evidence of impact"."""

    letter: Letter
    why: tuple[str, ...]
    watermark: bool


def decide(done: Done) -> Grade:
    """The letter and what it rests on."""
    if done.people < 0 or done.others < 0:
        raise ValueError("people: a count cannot be below 0")
    letter, why = _decided(done)
    return Grade(letter, why, letter in NO_EVIDENCE)


def _decided(done: Done) -> tuple[Letter, tuple[str, ...]]:
    if done.others and done.people:
        if done.allocation in ("randomised", "waiting_list"):
            return "A", (str(done.allocation),)
        enough = done.others >= done.people
        if done.alike and enough:
            return "B", ("alike", "enough_people")
        if done.before_in_both:
            short = () if done.alike else ("not_alike",)
            return "C", ("compared", *short, *(() if enough else ("too_few_people",)))
    if done.fall_known:
        return "D", ("fall_known", *(() if done.others else ("nobody_compared",)))
    return "E", ("fall_unknown", *(() if done.others else ("nobody_compared",)))

"""The same rule in the comparison group: how much those fall who were chosen alike and not helped.

This is the sound remedy: the same threshold, window and time of year, other people. The rule keeps
its operator, for "5 or more" and "more than 5" choose different people.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from outcomes.statistics.bootstrap import RESAMPLES
from outcomes.statistics.change import (
    Change,
    RatioOfRatios,
    paired_percent_change,
    ratio_of_rate_ratios,
)
from outcomes.statistics.guards import Numbers, alike, numbers

Operator = Literal["at least", "more than"]


@dataclass(frozen=True)
class Rule:
    """People with `operator` `threshold` events in the window before."""

    operator: Operator
    threshold: int

    def chooses(self, before: np.ndarray) -> np.ndarray:
        """Who is chosen, as True and False."""
        if self.operator == "at least":
            return before >= self.threshold
        return before > self.threshold


@dataclass(frozen=True)
class SameRule:
    """`expected`: the others' own change. `ratio` below 1: more fall than theirs."""

    rule: Rule
    supported: Change
    expected: Change
    ratio: RatioOfRatios


def same_rule(
    rule: Rule,
    before: Numbers,
    after: Numbers,
    other_before: Numbers,
    other_after: Numbers,
    *,
    seed: int,
    resamples: int = RESAMPLES,
) -> SameRule:
    """Choose by `rule` on both sides and compare. One count a person in every column."""
    mine = _chosen(rule, before, after, what="supported")
    theirs = _chosen(rule, other_before, other_after, what="comparison")
    return SameRule(
        rule,
        paired_percent_change(*mine, seed=seed, resamples=resamples),
        paired_percent_change(*theirs, seed=seed + 1, resamples=resamples),
        ratio_of_rate_ratios(*mine, *theirs),
    )


def _chosen(rule: Rule, before: Numbers, after: Numbers, *, what: str):
    first = numbers(before, what=f"{what} before", lowest=0, whole=True)
    last = numbers(after, what=f"{what} after", lowest=0, whole=True)
    alike(first, last, what=what)
    chosen = rule.chooses(first)
    if not chosen.any():
        raise ValueError(f"{what}: nobody is chosen by that rule")
    return first[chosen], last[chosen]

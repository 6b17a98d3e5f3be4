"""A whole chart: limits run by run, the cause and colour of each point, and assurance."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from outcomes.statistics.guards import Numbers, numbers
from outcomes.statistics.xmr.limits import Limits, limits
from outcomes.statistics.xmr.rules import HIGH, Cause, causes

Better = Literal["higher", "lower", "neither"]
Colour = Literal["improvement", "concern", "neutral", "common cause"]
Assurance = Literal["consistently pass", "consistently fail", "inconsistent"]


@dataclass(frozen=True)
class Point:
    """`run` counts from 0 and goes up by one at each new baseline."""

    value: float
    run: int
    cause: Cause
    colour: Colour


@dataclass(frozen=True)
class Chart:
    """`runs`: the limits of each run. `caption` facts: which settings were used."""

    points: tuple[Point, ...]
    runs: tuple[Limits, ...]
    better: Better
    screened: bool
    fixed_after: int | None
    target: float | None
    assurance: Assurance | None

    @property
    def trial(self) -> bool:
        """Whether any run's limits rest on fewer than 12 points: the caption must say so."""
        return any(run.trial for run in self.runs)

    @property
    def variation(self) -> Colour:
        """The colour of the last point: the icon of variation."""
        return self.points[-1].colour


def chart(
    values: Numbers,
    *,
    better: Better = "neither",
    screen: bool = True,
    fix_after: int | None = None,
    new_baseline_at: Sequence[int] = (),
    target: float | None = None,
) -> Chart:
    """One figure a period, in order of time, without gaps.

    fix_after: limits come from the first so many points of a run and hold for the rest of it.
    new_baseline_at: positions (from 0) at which a new run begins; neither moving ranges nor rules
    reach across.
    """
    found = numbers(values, what="figures", at_least=1)
    if fix_after is not None and fix_after < 2:
        raise ValueError("fix_after: limits need at least two points")
    borders = [0, *_starts(new_baseline_at, len(found)), len(found)]
    points: list[Point] = []
    runs: list[Limits] = []
    for number, (first, last) in enumerate(pairwise(borders)):
        part = found[first:last]
        under = limits(part[:fix_after], screen=screen)
        runs.append(under)
        points.extend(
            Point(float(value), number, cause, colour(cause, better))
            for value, cause in zip(part, causes(part, under), strict=True)
        )
    verdict = assurance(runs[-1], target, better)
    return Chart(tuple(points), tuple(runs), better, screen, fix_after, target, verdict)


def _starts(positions: Sequence[int], points: int) -> list[int]:
    starts = sorted(set(positions) - {0})
    if any(not 0 < start < points for start in starts):
        raise ValueError("new_baseline_at: a baseline begins at one of the points")
    return starts


def colour(cause: Cause, better: Better) -> Colour:
    """Improvement when the side (or the way of a trend) is the better one, else concern."""
    if cause is Cause.COMMON:
        return "common cause"
    if better == "neither":
        return "neutral"
    return "improvement" if (cause in HIGH) == (better == "higher") else "concern"


def assurance(last: Limits, target: float | None, better: Better) -> Assurance | None:
    """Whether the process can be expected to meet the target, from the last limits."""
    if target is None or better == "neither":
        return None
    if target > last.upper:
        return "consistently fail" if better == "higher" else "consistently pass"
    if target < last.lower:
        return "consistently pass" if better == "higher" else "consistently fail"
    return "inconsistent"

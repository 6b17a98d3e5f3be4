"""When scales are due, what is done and what is late: for a case, and over a programme."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from cases.models import Case
from cases.stages import FINISHED
from core import clock
from outcomes.instruments import Definition
from outcomes.models import Measure, Occasion, Result
from outcomes.services.measures.licences import in_use, named_by

_AFTER_PLAN = {Occasion.MONTH_3: 91, Occasion.MONTH_6: 182}


class Standing(StrEnum):
    """Where one scale stands at one point."""

    ANSWERED = "answered"
    INCOMPLETE = "incomplete"
    DECLINED = "declined"
    COMING = "coming"
    DUE = "due"
    LATE = "late"
    MISSED = "missed"
    NOT_ASKED = "not_asked"


WAITING = frozenset({Standing.DUE, Standing.LATE})


@dataclass(frozen=True, slots=True)
class Point:
    """One point in time of one case, with its window."""

    occasion: str
    opens_on: dt.date
    due_on: dt.date
    closes_on: dt.date


def points_of(case, policy) -> list[Point]:
    """The points of a case by the programme's rules; none before they are home but the baseline.

    The window is so many days before and after. The end of the plan stands for week 12, and the
    months after are counted from it.
    """
    if case.home_on is None:
        return []
    asked = policy.measure_points or Occasion.values
    found = [(each, _due(case, each)) for each in Occasion.values if each in asked]
    before = dt.timedelta(days=policy.measure_days_before)
    after = dt.timedelta(days=policy.measure_days_after)
    return [Point(each, due - before, due, due + after) for each, due in found if due is not None]


def _due(case, occasion: str) -> dt.date | None:
    if occasion == Occasion.BASELINE:
        return case.home_on + dt.timedelta(days=7)
    if occasion == Occasion.WEEK_6:
        day = case.home_on + dt.timedelta(days=42)
        return day if day < case.plan_ends_on else None
    days = _AFTER_PLAN.get(Occasion(occasion), 0)
    return case.plan_ends_on + dt.timedelta(days=days)


def standing_of(case, point: Point, measure: Measure | None, *, today: dt.date) -> Standing:
    """Where one scale stands at `point`."""
    if measure is not None:
        return Standing(measure.result)
    if _is_let_be(case, point):
        return Standing.NOT_ASKED
    if today < point.opens_on:
        return Standing.COMING
    if today <= point.due_on:
        return Standing.DUE
    return Standing.LATE if today <= point.closes_on else Standing.MISSED


def _is_let_be(case, point: Point) -> bool:
    """Whether nobody asks: the case ended before, and not by reaching its end."""
    if case.closed_at is None or point.due_on <= clock.day_of(case.closed_at):
        return False
    return case.close_reason not in FINISHED or point.occasion in (
        Occasion.BASELINE,
        Occasion.WEEK_6,
    )


@dataclass
class Tally:
    """One scale at one point over a programme."""

    counts: dict[Standing, int] = field(default_factory=dict)
    cases: dict[Standing, list[str]] = field(default_factory=dict)

    def add(self, standing: Standing, reference: str) -> None:
        """Count one case."""
        self.counts[standing] = self.counts.get(standing, 0) + 1
        self.cases.setdefault(standing, []).append(reference)

    def of(self, *standings: Standing) -> int:
        """How many stand in any of these."""
        return sum(self.counts.get(each, 0) for each in standings)

    @property
    def due(self) -> int:
        """All whose point has come: asked, or to be asked."""
        return sum(self.counts.values()) - self.of(Standing.COMING, Standing.NOT_ASKED)

    @property
    def done(self) -> int:
        """Answered whole or in part, or declined in so many words."""
        return self.of(Standing.ANSWERED, Standing.INCOMPLETE, Standing.DECLINED)

    @property
    def missing(self) -> list[str]:
        """References of cases that should have an answer and have none."""
        return [
            each
            for standing in (Standing.MISSED, Standing.LATE, Standing.DUE)
            for each in self.cases.get(standing, [])
        ]


_CASE_FIELDS = (
    *("reference", "home_on", "plan_ends_on", "closed_at", "close_reason", "status"),
    "programme",
)


def standings(programme, cases: Iterable[Case], *, today: dt.date, policy=None):
    """(case, instrument, point, standing) for each scale and point of `cases`: two queries.

    `policy`: the rules of today, where they are at hand already.
    """
    cases = list(cases)
    policy = policy or programme.policy_on(today)
    used = named_by(policy)
    answered = _answered(cases)
    for case in cases:
        for point in points_of(case, policy):
            for instrument in used:
                known = answered.get((case.pk, instrument.key, point.occasion))
                yield case, instrument, point, standing_of(case, point, known, today=today)


def _answered(cases) -> dict[tuple, Measure]:
    rows = (
        Measure.objects.in_force()
        .filter(case__in=[each.pk for each in cases])
        .only("case_id", "instrument", "occasion", "result")
    )
    return {(each.case_id, each.instrument, each.occasion): each for each in rows}


def completeness(programme, cases, *, today) -> dict[tuple[str, str], Tally]:
    """Instrument and point to its tally, over `cases` (those that whoever asks may see)."""
    found: dict[tuple[str, str], Tally] = {}
    rows = cases.filter(programme=programme, home_on__isnull=False).only(*_CASE_FIELDS)
    for case, instrument, point, standing in standings(programme, rows, today=today):
        tally = found.setdefault((instrument.key, point.occasion), Tally())
        tally.add(standing, case.reference)
    return found


def without_an_end(case) -> list[Definition]:
    """Scales that were answered at the start and have no answer at the end of the plan."""
    today = clock.today()
    rows = case.measures.in_force().exclude(result=Result.DECLINED)
    began = set(rows.filter(occasion=Occasion.BASELINE).values_list("instrument", flat=True))
    ended = set(
        case.measures.in_force()
        .exclude(occasion__in=(Occasion.BASELINE, Occasion.WEEK_6))
        .values_list("instrument", flat=True)
    )
    missing = began - ended
    return [each for each in in_use(case.programme, on=today) if each.key in missing]

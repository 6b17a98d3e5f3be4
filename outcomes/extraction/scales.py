"""Answers to scales as facts: first and last of each case, and each point with what was due."""

import datetime as dt
from typing import Any

from django.db.models import Count, F, Q

from cases.models import Case
from cases.stages import FINISHED
from core.clock import start_of
from outcomes.instruments import definition
from outcomes.models import Judgement, Measure, Occasion

_IN_PLAN = (Occasion.BASELINE, Occasion.WEEK_6)


def measures(programme, *, as_of: dt.date) -> dict[str, Any]:
    """`points`: per scale and point, the first answer beside the one at that point; `due` and
    `results`: how many should have answered by then, and what came of asking; the rest as
    `measures_of`.
    """
    cases = Case.objects.filter(programme=programme)
    answered, at_points = _answers(cases, as_of=as_of)
    return {
        "asked": _asked(cases, as_of=as_of),
        "pairs": _pairs(answered),
        "points": _by_point(at_points),
        "due": _due(programme, as_of=as_of),
        "results": _results(cases, as_of=as_of),
    }


def measures_of(cases, *, as_of: dt.date) -> dict[str, Any]:
    """First and last answer of each scale per case. `asked`: cases whose plan has ended."""
    answered, _at_points = _answers(cases, as_of=as_of)
    return {"asked": _asked(cases, as_of=as_of), "pairs": _pairs(answered)}


def _asked(cases, *, as_of: dt.date) -> int:
    return cases.filter(plan_ends_on__lte=as_of).count()


def _pairs(answered: dict[tuple, list]) -> dict[str, list]:
    pairs: dict[str, list] = {}
    for (name, _case), scores in answered.items():
        if len(scores) > 1:
            pairs.setdefault(name, []).append([scores[0], scores[-1]])
    return {name: sorted(found) for name, found in sorted(pairs.items())}


def _rows(cases, *, as_of: dt.date):
    return Measure.objects.filter(case__in=cases, taken_on__lte=as_of, replaced_by__isnull=True)


def _answers(cases, *, as_of: dt.date) -> tuple[dict, dict]:
    """Scores in order of time by scale and case, and by scale, case and point."""
    answered: dict[tuple, list] = {}
    at_points: dict[tuple, str] = {}
    for row in _rows(cases, as_of=as_of).order_by("case_id", "taken_on", "id"):
        for scale in definition(row.instrument, row.version).scales:
            if scale.averaged and scale.key in row.scores:
                key = (f"{row.instrument}/{row.version}/{scale.key}", row.case_id)
                answered.setdefault(key, []).append(str(row.scores[scale.key]))
                at_points[*key, row.occasion] = str(row.scores[scale.key])
    return answered, at_points


def _by_point(at_points: dict[tuple, str]) -> dict[str, dict[str, list]]:
    found: dict[str, dict[str, list]] = {}
    for (name, case, occasion), score in at_points.items():
        first = at_points.get((name, case, Occasion.BASELINE))
        if first is not None and occasion != Occasion.BASELINE:
            found.setdefault(name, {}).setdefault(str(occasion), []).append([first, score])
    return {
        name: {occasion: sorted(pairs) for occasion, pairs in sorted(points.items())}
        for name, points in sorted(found.items())
    }


def _due(programme, *, as_of: dt.date) -> dict[str, int]:
    """Cases whose point has come, by point. Who ended before it is asked only after a full plan."""
    policy = programme.policy_on(as_of)
    asked = (policy and policy.measure_points) or Occasion.values
    cases = Case.objects.filter(programme=programme, home_on__isnull=False)
    return {each: _due_at(cases, each, as_of=as_of) for each in Occasion.values if each in asked}


_COUNTED_FROM = {
    Occasion.BASELINE: ("home_on", 7),
    Occasion.WEEK_6: ("home_on", 42),
    Occasion.WEEK_12: ("plan_ends_on", 0),
    Occasion.MONTH_3: ("plan_ends_on", 91),
    Occasion.MONTH_6: ("plan_ends_on", 182),
}


def _due_at(cases, occasion: str, *, as_of: dt.date) -> int:
    start, days = _COUNTED_FROM[Occasion(occasion)]
    rows = cases.filter(**{f"{start}__lte": as_of - dt.timedelta(days=days)})
    due_on = F(start) + dt.timedelta(days=days)
    if occasion == Occasion.WEEK_6:
        rows = rows.filter(plan_ends_on__gt=due_on)
    early = Q(closed_at__lt=start_of(as_of + dt.timedelta(days=1)), closed_at__date__lt=due_on)
    if occasion not in _IN_PLAN:
        early &= ~Q(close_reason__in=FINISHED)
    return rows.exclude(early).count()


def _results(cases, *, as_of: dt.date) -> list[list]:
    """[instrument, point, result, number] rows."""
    rows = _rows(cases, as_of=as_of).values_list("instrument", "occasion", "result")
    counted = rows.annotate(number=Count("case", distinct=True))
    return sorted([*map(str, each[:3]), each[3]] for each in counted)


def judgements(programme, *, as_of: dt.date) -> list[dict[str, Any]]:
    """What somebody judged, the latest of each kind for each case: no person and no words."""
    rows = Judgement.objects.filter(case__programme=programme, judged_on__lte=as_of).in_force()
    found = rows.values("kind", "days", "evidence")
    return sorted(found, key=lambda each: (each["kind"], each["days"] or 0, each["evidence"]))

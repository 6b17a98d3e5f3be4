"""Goals, the steps towards them, and what matters to the resident."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from cases.lifecycle import OPEN
from cases.models import Case, Goal, GoalAction
from core import clock, events
from core.errors import NotAllowedNow, RuleBroken
from core.services import lock


def refuse_closed(case: Case) -> None:
    """Nothing is added to a closed case."""
    if case.status not in OPEN:
        raise NotAllowedNow(_("This case is closed. Reopen it to go on."))


@transaction.atomic
def what_matters(case: Case, *, by, at, words: str) -> Case:
    """What matters to the resident, in their own words. What they said before stays on record."""
    case = lock(case)
    refuse_closed(case)
    before, case.what_matters, case.what_matters_on = case.what_matters, words, clock.day_of(at)
    case.save(update_fields=["what_matters", "what_matters_on"])
    events.record(case, "what_matters", by=by, at=at, words=words, data={"before": before})
    return case


@transaction.atomic
def set_goal(
    case: Case,
    *,
    by,
    at,
    words: str,
    importance: int,
    need=None,
    confidence: int | None = None,
    first_step: str = "",
    who: str = "",
    by_when: dt.date | None = None,
) -> Goal:
    """A goal in the resident's words, perhaps with its first step."""
    case = lock(case)
    refuse_closed(case)
    goal = Goal.objects.create(
        case=case,
        words=words,
        need=need,
        importance=importance,
        confidence=confidence,
        set_at=at,
        set_by=by,
    )
    events.record(case, "set_goal", by=by, at=at, words=words, data={"goal": goal.reference})
    if first_step:
        add_step(goal, by=by, at=at, what=first_step, who=who, by_when=by_when)
    return goal


@transaction.atomic
def add_step(
    goal: Goal, *, by, at, what: str, who: str, by_when: dt.date | None = None
) -> GoalAction:
    """One step towards a goal: what, who, by when."""
    refuse_closed(lock(goal.case))
    step = GoalAction.objects.create(
        goal=goal, what=what, who=who or goal.case.resident.called, by_when=by_when
    )
    events.record(goal.case, "add_step", by=by, at=at, words=what, data={"goal": goal.reference})
    return step


@transaction.atomic
def finish_step(step: GoalAction, *, by, at) -> GoalAction:
    """A step was taken."""
    step = lock(step)
    if step.done_on is not None:
        raise NotAllowedNow(_("That step was taken already."))
    step.done_on = clock.day_of(at)
    step.save(update_fields=["done_on"])
    data = {"goal": step.goal.reference}
    events.record(step.goal.case, "finish_step", by=by, at=at, words=step.what, data=data)
    return step


@transaction.atomic
def review_goal(
    goal: Goal, *, by, at, result: str, confidence: int | None = None, words: str = ""
) -> Goal:
    """What came of it: achieved, partly, not, or still under way with another confidence."""
    refuse_closed(lock(goal.case))
    goal = lock(goal)
    if goal.result in (Goal.Result.ACHIEVED, Goal.Result.NOT) and result == goal.result:
        raise RuleBroken(_("That is what the goal says already."), field="result")
    goal.result, goal.reviewed_at, goal.reviewed_by = result, at, by
    if confidence is not None:
        goal.confidence = confidence
    goal.save(update_fields=["result", "reviewed_at", "reviewed_by", "confidence"])
    data = {"goal": goal.reference, "result": result}
    events.record(goal.case, "review_goal", by=by, at=at, words=words, data=data)
    return goal

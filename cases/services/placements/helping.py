"""While the provider helps: it begins, takes place or not, ends with a score, and did it help?"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from cases.lifecycle import PLACEMENT_LIFE
from cases.models import Placement, PlacementAim, PlacementSession
from cases.services.placements import telling
from core import clock, events
from core.errors import RuleBroken
from core.services import lock, move
from providers.services import free_place

Result = PlacementAim.Result
POINTS = {Result.ACHIEVED: 2, Result.PARTLY: 1, Result.NOT: 0}


@transaction.atomic
def start(placement: Placement, *, by, at, starts_on=None) -> Placement:
    """Help has begun."""
    placement = lock(placement)
    day = starts_on or placement.starts_on or clock.day_of(at)
    return move(placement, "start", life=PLACEMENT_LIFE, by=by, at=at, starts_on=day)


@transaction.atomic
def record_session(
    placement: Placement,
    *,
    by,
    at,
    held_on: dt.date,
    attended: bool,
    why_not: str = "",
    words: str = "",
    worried: bool = False,
) -> PlacementSession:
    """It took place that day, or did not and why. The same day again corrects what was said.

    `worried` tells the link worker at once, by reference only.
    """
    placement = lock(placement)
    PLACEMENT_LIFE.check(placement, "record_session")
    _check_day(placement, held_on, clock.day_of(at))
    if not attended and not why_not:
        raise RuleBroken(_("Choose why it did not take place"), field="why_not")
    session, _made = PlacementSession.objects.update_or_create(
        placement=placement,
        held_on=held_on,
        defaults={
            "attended": attended,
            "why_not": "" if attended else why_not,
            "words": words,
            "worried": worried,
            "recorded_at": at,
            "recorded_by": by,
        },
    )
    data = {"held_on": held_on.isoformat(), "attended": attended, "worried": worried}
    events.record(
        placement,
        "record_session",
        by=by,
        at=at,
        from_status=placement.status,
        words=words,
        data=data,
    )
    if worried:
        telling.tell_worker(placement, "placement_worry")
    return session


def _check_day(placement: Placement, held_on: dt.date, today: dt.date) -> None:
    if held_on > today:
        raise RuleBroken(_("That day is still to come."), field="held_on")
    if placement.starts_on and held_on < placement.starts_on:
        raise RuleBroken(_("That is before it began. Check the day."), field="held_on")


@transaction.atomic
def end(
    placement: Placement,
    *,
    by,
    at,
    report: str,
    scores: dict[int, tuple[str, str]] | None = None,
    result: str = "",
    sessions_attended: int | None = None,
) -> Placement:
    """Help has ended, with what came of each aim. The place is free again.

    `scores` maps an aim's number to its result and a line about it; `result` alone is said of
    every aim. The placement's own result follows: all achieved, something, nothing.
    """
    placement = lock(placement)
    PLACEMENT_LIFE.check(placement, "end")
    aims = _score(placement, scores or {}, result)
    came = placement.sessions.filter(attended=True).count()
    placement = move(
        placement,
        "end",
        life=PLACEMENT_LIFE,
        by=by,
        at=at,
        words=report,
        data={"score": score_of(aims)},
        ended_at=at,
        result=overall([each.result for each in aims]) if aims else result,
        report=report,
        sessions_attended=came or None if sessions_attended is None else sessions_attended,
    )
    free_place(placement.service)
    if not telling.answers_by_link(placement, by):  # else the link is used up by this very act
        telling.take_links_back(placement, by=by, at=at)
    return placement


def _score(placement: Placement, scores, result: str) -> list[PlacementAim]:
    aims = list(placement.aims.all())
    for aim in aims:
        aim.result, aim.said = scores.get(aim.number, (result, ""))
        if aim.result not in Result.values:
            raise RuleBroken(_("Say what came of each aim"), field=f"result_{aim.number}")
        aim.said = aim.said[:300]
        aim.save(update_fields=["result", "said"])
    if not aims and result not in Result.values:
        raise RuleBroken(_("Choose what came of it"), field="result")
    return aims


def overall(results: list[str]) -> str:
    """Achieved when every aim was, not when none was even partly, else partly."""
    if all(each == Result.ACHIEVED for each in results):
        return Result.ACHIEVED
    return Result.NOT if all(each == Result.NOT for each in results) else Result.PARTLY


def score_of(aims) -> int | None:
    """Out of a hundred: two points for an aim achieved, one for partly; None without aims."""
    if not aims:
        return None
    return round(100 * sum(POINTS[each.result] for each in aims) / (2 * len(aims)))


@transaction.atomic
def give_feedback(
    placement: Placement, *, by, at, feedback: int, feedback_words: str = ""
) -> Placement:
    """What the resident says of the help, 1 (not at all) to 5 (very much), as told to us."""
    placement = lock(placement)
    data = {"feedback": feedback}
    return move(
        placement,
        "give_feedback",
        life=PLACEMENT_LIFE,
        by=by,
        at=at,
        words=feedback_words,
        data=data,
        feedback_at=at,
        feedback_by=by,
        feedback=feedback,
        feedback_words=feedback_words,
    )

"""Keep the answers with their scores, or that they would rather not."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, events
from core.errors import RuleBroken
from core.services import lock
from outcomes import instruments
from outcomes.instruments import Answer, Definition, ScoringError
from outcomes.models import Measure, Mode, Occasion, Result, Sheet
from outcomes.services.measures import risk
from outcomes.services.measures.licences import reference_for, today_refusal

BY_WORKER = frozenset({Mode.INTERVIEW, Mode.PAPER, Mode.JUDGED, Mode.ENTERED})


@dataclass(frozen=True, kw_only=True)
class Filling:
    """What is kept of one asking."""

    occasion: str
    taken_on: dt.date
    mode: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    scores: Mapping[str, Decimal] = field(default_factory=dict)
    result: str = Result.ANSWERED
    words: str = ""
    because: str = ""
    alarm_key: str = ""


@transaction.atomic
def record(
    case,
    *,
    by,
    at: dt.datetime,
    instrument: str,
    occasion: str,
    taken_on: dt.date,
    answers: Mapping[str, Answer] | None = None,
    scores: Mapping[str, Decimal | None] | None = None,
    mode: str = "",
    because: str = "",
) -> Measure:
    """Keep one answered scale. A second one for the same occasion needs a reason; the first stays.

    The scores are worked out here, once, with the version in force; never again silently. A
    question that was skipped stands as None, one they would rather not answer as "declined";
    either leaves out the scores that need it.
    """
    case = lock(case)
    today_refusal(case, instrument, at=at)
    chosen = instruments.definition(instrument)
    kept, found = _worked_out(chosen, answers or {}, scores or {})
    filling = Filling(
        occasion=occasion,
        taken_on=taken_on,
        mode=mode or _usual_mode(chosen),
        answers=kept,
        scores=found,
        result=_result(chosen, kept, found),
        because=because,
    )
    _refuse_while_with_resident(case, chosen, occasion, at=at)
    return keep(case, chosen, filling, by=by, at=at)


@transaction.atomic
def decline(
    case,
    *,
    by,
    at,
    instrument: str,
    occasion: str,
    taken_on: dt.date,
    words: str = "",
    because: str = "",
):
    """They would rather not answer this scale this time. Kept, so that nobody asks again."""
    case = lock(case)
    today_refusal(case, instrument, at=at)
    chosen = instruments.definition(instrument)
    filling = Filling(
        occasion=occasion,
        taken_on=taken_on,
        mode=Mode.INTERVIEW,
        result=Result.DECLINED,
        words=words,
        because=because,
    )
    _refuse_while_with_resident(case, chosen, occasion, at=at)
    return keep(case, chosen, filling, by=by, at=at)


def keep(case, chosen: Definition, filling: Filling, *, by, at) -> Measure:
    """Write a filling down for a case that is locked; the earlier one for the point is replaced."""
    _check(case, filling, at=at)
    earlier = _in_force(case, instrument=chosen.key, occasion=filling.occasion)
    if earlier is not None:
        _set_aside(earlier, filling)
    measure = Measure.objects.create(
        case=case,
        instrument=chosen.key,
        version=chosen.version,
        licence=reference_for(case.programme, chosen, on=clock.day_of(at)),
        recorded_at=at,
        recorded_by=by,
        **_written(filling, replaces=earlier is not None),
    )
    if earlier is not None:
        Measure.objects.filter(pk=earlier.pk).update(replaced_by=measure)
    verb = "decline_measure" if filling.result == Result.DECLINED else "record_measure"
    data = {"measure": measure.reference, "instrument": chosen.key, "mode": filling.mode}
    events.record(case, verb, by=by, at=at, words=str(chosen.short_name), data=data)
    alarm_key = filling.alarm_key or measure.reference
    risk.watch(case, chosen, filling.answers, key=alarm_key, at=at)
    return measure


def _written(filling: Filling, *, replaces: bool) -> dict:
    return {
        "occasion": filling.occasion,
        "taken_on": filling.taken_on,
        "mode": filling.mode,
        "result": filling.result,
        "answers": dict(filling.answers),
        "scores": {name: str(score) for name, score in filling.scores.items()},
        "words": filling.words[:200],
        "because": filling.because[:200] if replaces else "",
    }


def _usual_mode(chosen: Definition) -> str:
    if chosen.is_entered:
        return Mode.ENTERED
    return Mode.INTERVIEW if chosen.by_resident else Mode.JUDGED


def _worked_out(chosen: Definition, answers, scores):
    """The answers to keep and the scores they allow. Every question must have been put."""
    try:
        if chosen.is_entered:
            return {}, chosen.check_entered(scores)
        found = chosen.possible_scores(answers)
        missing = [each.key for each in chosen.items if each.required and each.key not in answers]
    except ScoringError as fault:
        raise RuleBroken(str(fault), field=fault.item) from None
    if missing:
        raise RuleBroken(_("Choose an answer, or say that it was skipped."), field=missing[0])
    return dict(answers), found


def result_of(chosen: Definition, answers, scores) -> str:
    """Answered when every figure that needs an answer has one."""
    needed = {s.key for s in chosen.scales if any(chosen.item(k).required for k in s.items)}
    return Result.ANSWERED if needed <= set(scores) else Result.INCOMPLETE


def _result(chosen, answers, scores) -> str:
    return Result.ANSWERED if chosen.is_entered else result_of(chosen, answers, scores)


def _check(case, filling: Filling, *, at: dt.datetime) -> None:
    if filling.occasion not in Occasion.values:
        raise RuleBroken(_("Choose when in the plan this was asked."), field="occasion")
    if filling.taken_on > clock.day_of(at):
        raise RuleBroken(_("The day it was asked cannot lie in the future."), field="taken_on")
    if case.home_on is None and filling.occasion != Occasion.BASELINE:
        raise RuleBroken(_("Only a baseline can be taken before they are home."), field="occasion")


def _refuse_while_with_resident(case, chosen: Definition, occasion: str, *, at) -> None:
    """Two may not answer the same scale at once; a sheet that has run out is no hindrance."""
    if case.sheets.filter(
        instrument=chosen.key, occasion=occasion, status=Sheet.Status.OPEN, expires_at__gt=at
    ).exists():
        raise RuleBroken(
            _("This scale lies with the resident at the moment. Take it back first."),
            field="occasion",
        )


def _in_force(case, *, instrument: str, occasion: str) -> Measure | None:
    return (
        case.measures.select_for_update(of=("self",), no_key=True)
        .filter(instrument=instrument, occasion=occasion, replaced_by__isnull=True)
        .first()
    )


def _set_aside(measure: Measure, filling: Filling) -> None:
    """Make room for the new one: a replaced row points at itself until the new one is there."""
    if not filling.because.strip():
        raise RuleBroken(
            _("There is an answer of %(day)s for this point. Say why a new one takes its place.")
            % {"day": f"{measure.taken_on:%-d %B %Y}"},
            field="because",
        )
    Measure.objects.filter(pk=measure.pk).update(replaced_by=measure.pk)

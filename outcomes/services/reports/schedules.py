"""Reports that are made by themselves when their while has ended."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, events
from core.errors import RuleBroken
from core.services import lock, move
from outcomes import periods
from outcomes.models import ReportSchedule, ReportSlot
from outcomes.models.report import Kind
from outcomes.models.schedule import Rhythm
from outcomes.report_lives import SCHEDULE_LIFE, ScheduleStatus
from outcomes.services import runs

WHOSE = {
    Kind.WARD: (Rhythm.MONTHLY,),
    Kind.FUNDER: (Rhythm.QUARTERLY,),
    Kind.GOVERNORS: (Rhythm.QUARTERLY,),
    Kind.ANNUAL: (Rhythm.QUARTERLY, Rhythm.YEARLY),
    Kind.PUBLIC: (Rhythm.MONTHLY, Rhythm.QUARTERLY, Rhythm.YEARLY),
}


@transaction.atomic
def make_schedule(
    programme, *, by, at: dt.datetime, kind: str, rhythm: str, due_on: dt.date, publishes: bool
) -> ReportSchedule:
    """From `due_on` on, this report is made whenever its while has ended."""
    if rhythm not in WHOSE[Kind(kind)]:
        raise RuleBroken(_UNFIT % {"rhythms": _named(WHOSE[Kind(kind)])}, field="rhythm")
    if ReportSchedule.objects.filter(programme=programme, kind=kind).exists():
        raise RuleBroken(_("There is a schedule for this report already."), field="kind")
    made = ReportSchedule.objects.create(
        programme=programme, kind=kind, rhythm=rhythm, due_on=due_on, publishes=publishes,
        made_at=at, made_by=by,
    )  # fmt: skip
    events.record(made, "make_schedule", by=by, at=at)
    return made


_UNFIT = "That does not fit what this report is about. Choose: %(rhythms)s."


def _named(rhythms) -> str:
    return ", ".join(str(Rhythm(each).label).lower() for each in rhythms)


@transaction.atomic
def pause_schedule(schedule: ReportSchedule, *, by, at: dt.datetime) -> ReportSchedule:
    """Nothing is made until it starts again. What is being made now is finished."""
    return move(lock(schedule), "pause_schedule", life=SCHEDULE_LIFE, by=by, at=at)


@transaction.atomic
def resume_schedule(schedule: ReportSchedule, *, by, at: dt.datetime) -> ReportSchedule:
    """From today on. What fell due while it was paused is not made afterwards."""
    schedule = lock(schedule)
    due = max(schedule.due_on, clock.day_of(at))
    return move(schedule, "resume_schedule", life=SCHEDULE_LIFE, by=by, at=at, due_on=due)


def open_due(*, at: dt.datetime) -> int:
    """Open a slot for each schedule that is due, and ask for its evaluation. Each slot once."""
    opened = 0
    due = ReportSchedule.objects.filter(
        status=ScheduleStatus.ACTIVE, due_on__lte=clock.day_of(at)
    ).order_by("pk")
    for schedule in due.values_list("pk", flat=True):
        opened += _open(schedule, at=at)
    return opened


@transaction.atomic
def _open(pk: int, *, at: dt.datetime) -> int:
    rows = ReportSchedule.objects.select_for_update(skip_locked=True, no_key=True)
    schedule = rows.filter(
        pk=pk, status=ScheduleStatus.ACTIVE, due_on__lte=clock.day_of(at)
    ).first()
    if schedule is None:
        return 0
    first, last = periods.latest(schedule.rhythm, until=schedule.due_on - dt.timedelta(days=1))
    _next_first, next_last = periods.RHYTHMS[schedule.rhythm](clock.day_of(at))
    schedule.due_on = next_last + dt.timedelta(days=1)
    schedule.save(update_fields=["due_on"])
    if last < schedule.programme.starts_on or schedule.slots.filter(period_to=last).exists():
        return 0
    run = runs.ask_for(
        schedule.programme, by=schedule.made_by, at=at, as_of=last,
        window_days=schedule.window_days,
    )  # fmt: skip
    ReportSlot.objects.create(
        schedule=schedule, period_from=first, period_to=last, run=run, opened_at=at
    )
    return 1

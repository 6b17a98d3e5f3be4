"""Finish scheduled reports: one for each audience, then the word to whoever waits for it.

May be killed anywhere and begun again: each report is a transaction of its own, and what was made
is not made twice.
"""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError, RuleBroken
from core.jobs import claimed
from outcomes.lifecycle import RunStatus
from outcomes.models import Report, ReportSlot
from outcomes.report_lives import ReportStatus
from outcomes.services.reports import making, notices, placing, writing
from outcomes.services.reports.audiences import audiences, span_of

MADE = (RunStatus.READY, RunStatus.PUBLISHED)
ENDED = (*MADE, RunStatus.FAILED, RunStatus.CANCELLED)
State = ReportSlot.State


def deliver(*, at: dt.datetime) -> int:
    """Finish each slot whose evaluation has ended; returns how many."""
    waiting = (
        ReportSlot.objects.filter(state=State.WORKING, run__status__in=ENDED)
        .select_related("schedule__programme", "run")
        .order_by("pk")
    )
    return sum(_finish(slot, at=at) for slot in waiting)


def _finish(slot: ReportSlot, *, at: dt.datetime) -> int:
    with claimed(uuid.uuid5(uuid.NAMESPACE_URL, f"report slot/{slot.pk}")) as mine:
        slot.refresh_from_db(fields=["state"])
        if not mine or slot.state != State.WORKING:
            return 0
        if slot.run.status not in MADE:
            return _fail(slot, at=at, reason=_("Its evaluation did not end well."))
        try:
            made = [_made(slot, audience, at=at) for audience in audiences(slot)]
        except DomainError as refusal:
            return _fail(slot, at=at, reason=refusal.message)
        return _close(slot, reports=len(made), at=at)


@transaction.atomic
def _made(slot: ReportSlot, audience: dict, *, at: dt.datetime) -> Report:
    """The report for one audience, unless it was made before the worker was killed."""
    schedule, span = slot.schedule, span_of(slot)
    known = Report.objects.exclude(status=ReportStatus.WITHDRAWN).filter(
        run=slot.run, kind=schedule.kind, period_from=span[0], period_to=span[1],
        funder=audience.get("funder"), ward=audience.get("ward"),
    )  # fmt: skip
    report = known.first() or making.make(
        slot.run, by=None, at=at, kind=schedule.kind, period=span, background=False, **audience
    )
    if report.status == ReportStatus.FAILED:
        raise RuleBroken(report.fail_reason)
    report = writing.write_or_refuse(report)  # somebody may have asked for the same meanwhile
    if schedule.publishes and report.status == ReportStatus.READY:
        report = placing.publish(report, by=None, at=at)
    return report


@transaction.atomic
def _close(slot: ReportSlot, *, reports: int, at: dt.datetime) -> int:
    slot.state, slot.closed_at = State.DELIVERED, at
    slot.save(update_fields=["state", "closed_at"])
    if reports and not slot.schedule.publishes:
        notices.tell_manager_to_check(slot, reports=reports)
    return 1


@transaction.atomic
def _fail(slot: ReportSlot, *, at: dt.datetime, reason: str) -> int:
    """The manager is told, with the way to the schedule."""
    slot.state, slot.closed_at, slot.reason = State.FAILED, at, str(reason)[:300]
    slot.save(update_fields=["state", "closed_at", "reason"])
    notices.tell_manager_of_failure(slot)
    return 1

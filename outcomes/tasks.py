"""Background work of outcomes: load, call one service."""

import logging

from celery import shared_task
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from core import clock
from outcomes.models import ActivityFile, EvaluationRun, Report
from outcomes.services import evaluating, importing, intake, runs
from outcomes.services.reports import delivering, extracts, schedules, writing

log = logging.getLogger(__name__)


@shared_task(ignore_result=True)
def run_evaluation(reference: str) -> None:
    """Begin a run, or go on with it. Safe to deliver twice and to kill anywhere."""
    _work(reference, evaluating.begin)


@shared_task(ignore_result=True)
def count_evaluation_part(reference: str, number: int) -> None:
    """Count the activity of one part of a run."""
    _work(reference, lambda run: evaluating.count(run, number))


@shared_task(ignore_result=True)
def join_evaluation(reference: str) -> None:
    """Put the counted parts of a run together and finish it."""
    _work(reference, evaluating.complete)


@shared_task(ignore_result=True)
def draw_evaluation(reference: str) -> None:
    """The PDF of a published evaluation again. Safe to deliver twice and to kill anywhere."""
    evaluating.draw(EvaluationRun.objects.get(reference=reference))


def _work(reference: str, work) -> None:
    """Do a piece of work on a run; when it breaks, the run says so.

    Not when PostgreSQL went away meanwhile: that says nothing about the run, and the outbox asks
    for the work again.
    """
    run = EvaluationRun.objects.get(reference=reference)
    try:
        work(run)
    except Exception as error:
        if _database_went_away(error):
            raise
        run.refresh_from_db()
        log.exception("evaluation %s failed", reference)
        if run.status in evaluating.UNFINISHED:
            runs.fail(run, at=clock.now(), reason=_words(error))


def _database_went_away(error: Exception) -> bool:
    """The connection broke or was ended (class 08, 57P), which psycopg may tell without a code."""
    if not isinstance(error, (OperationalError, InterfaceError)):
        return False
    code = getattr(error.__cause__, "sqlstate", None)
    return code is None or code.startswith(("08", "57P"))


def _words(error: Exception) -> str:
    """The kind of error only: its message may hold personal data."""
    return str(getattr(error, "message", "")) or type(error).__name__


@shared_task(ignore_result=True)
def take_up_stale_evaluations() -> int:
    """Runs whose worker died."""
    return evaluating.take_up_stale(at=clock.now())


@shared_task(ignore_result=True)
def write_report(reference: str) -> None:
    """Write the files of a report. Safe to deliver twice and to kill anywhere."""
    writing.write(Report.objects.select_related("run__programme").get(reference=reference))


@shared_task(ignore_result=True)
def open_due_reports() -> int:
    """Scheduled reports whose day has come."""
    return schedules.open_due(at=clock.now())


@shared_task(ignore_result=True)
def deliver_reports() -> int:
    """Scheduled reports whose evaluation is done. Safe to deliver twice and to kill anywhere."""
    return delivering.deliver(at=clock.now())


@shared_task(ignore_result=True)
def end_extracts() -> int:
    """Extracts past their day: the file is wiped, the key destroyed."""
    return extracts.end_expired(at=clock.now())


@shared_task(ignore_result=True)
def import_activity_file(reference: str) -> None:
    """Import one file that came by page. Safe to deliver twice and to kill anywhere."""
    sent = ActivityFile.objects.get(reference=reference)
    try:
        importing.bring_in(sent)
    except Exception as error:
        if _database_went_away(error):
            raise
        log.exception("import of %s failed", reference)
        sent.refresh_from_db()
        if sent.status in importing.ON_ITS_WAY:
            intake.fail(sent, at=clock.now(), reason=_went_wrong(error))


def _went_wrong(error: Exception) -> str:
    words = _("Something went wrong on our side (%(kind)s). Nothing was stored. Try it again.")
    return words % {"kind": type(error).__name__}


@shared_task(ignore_result=True)
def look_after_activity_files() -> int:
    """Files of activity whose worker died, and those whose week is over."""
    return importing.look_after(at=clock.now())

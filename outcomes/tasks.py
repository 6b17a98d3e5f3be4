"""Background work of outcomes: load, call one service."""

import logging

from celery import shared_task

from core import clock
from outcomes.lifecycle import RunStatus
from outcomes.models import EvaluationRun
from outcomes.services import evaluating, runs

log = logging.getLogger(__name__)


@shared_task(ignore_result=True)
def run_evaluation(reference: str) -> None:
    """Work on one run. Safe to deliver twice and to kill anywhere."""
    run = EvaluationRun.objects.get(reference=reference)
    try:
        evaluating.evaluate(run)
    except Exception as error:
        run.refresh_from_db()
        log.exception("evaluation %s failed", reference)
        if run.status in (RunStatus.QUEUED, RunStatus.RUNNING):
            runs.fail(run, at=clock.now(), reason=_words(error))


def _words(error: Exception) -> str:
    """The kind of error only: its message may hold personal data."""
    return str(getattr(error, "message", "")) or type(error).__name__


@shared_task(ignore_result=True)
def take_up_stale_evaluations() -> int:
    """Runs whose worker died."""
    return evaluating.take_up_stale(at=clock.now())

"""Background work on placements."""

from celery import shared_task

from cases.services import placements
from core import clock


@shared_task(ignore_result=True)
def expire_placements() -> int:
    """Let offers run out that nobody answered in time."""
    return placements.expire_due(at=clock.now())


@shared_task(ignore_result=True)
def remind_providers() -> int:
    """Remind providers who have not answered yet, each twice at most."""
    return placements.remind_due(at=clock.now())

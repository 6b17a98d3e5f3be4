"""The watch over the first weeks and over journeys that nobody has settled."""

from celery import shared_task

from cases.services import alerts, journeys
from core import clock


@shared_task(ignore_result=True)
def watch_first_weeks() -> int:
    """Mark missed contacts and raise what the first fourteen days ask for, the same day."""
    return alerts.watch_first_weeks(at=clock.now())


@shared_task(ignore_result=True)
def escalate_journeys() -> int:
    """Journeys not settled by their time."""
    return journeys.escalate_unsettled(at=clock.now())

"""Background work of the directory: load, call one service."""

from celery import shared_task

from core import clock
from providers.models import FeedImport
from providers.services import feeds


@shared_task(ignore_result=True)
def read_feed(reference: str) -> None:
    """Read one feed that was promised. Safe to deliver twice and to kill anywhere."""
    feeds.read_feed(FeedImport.objects.get(reference=reference), at=clock.now())

"""Background work of the directory: load, call one service."""

from celery import shared_task

from core import clock
from providers.models import FeedImport
from providers.services import feeds, listing, papers


@shared_task(ignore_result=True)
def read_feed(reference: str) -> None:
    """Read one feed that was promised. Safe to deliver twice and to kill anywhere."""
    feeds.read_feed(FeedImport.objects.get(reference=reference), at=clock.now())


@shared_task(ignore_result=True)
def remind_papers() -> int:
    """Providers and managers hear of papers that run out, 60, 30, 7 and 0 days before."""
    return papers.remind_expiring(at=clock.now())


@shared_task(ignore_result=True)
def mark_unchecked() -> int:
    """Listings that nobody has looked at for half a year are marked."""
    return listing.mark_unchecked(at=clock.now())

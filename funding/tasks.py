"""Work that beat starts: the nightly recount."""

from celery import shared_task
from django.db import transaction

from funding.services import notices, verify
from programmes.models import Programme


@shared_task(name="funding.tasks.verify_ledger")
def verify_ledger() -> str:
    """Recount the ledger; when it does not add up, finance and manager hear the same night."""
    found = verify.recount()
    if not found.holds:
        with transaction.atomic():
            for programme in Programme.objects.filter(funds__isnull=False).distinct():
                notices.alarm(programme, words=found.difference)
    return found.difference or found.summary

"""Work that beat starts: the nightly recount, new terms coming into force, reminders."""

import datetime as dt

from celery import shared_task

from core import clock
from funding.services import conditions, receipts, terms, verify
from funding.services.purchases import quoting


@shared_task(name="funding.tasks.verify_ledger")
def verify_ledger() -> str:
    """Recount the ledger; when it does not add up, finance and manager hear the same night."""
    found = verify.recount_and_keep()
    return found.difference or found.summary


@shared_task(name="funding.tasks.terms_in_force")
def terms_in_force() -> int:
    """Let new terms of agreements count from their day on."""
    return terms.put_in_force(on=clock.today())


@shared_task(name="funding.tasks.remind")
def remind() -> int:
    """Remind of conditions that fall due and of instalments that are late."""
    return conditions.remind(at=clock.now())


@shared_task(name="funding.tasks.expire_quotes")
def expire_quotes() -> int:
    """Requests for a price whose last day has passed."""
    return quoting.expire_due(at=clock.now())


@shared_task(name="funding.tasks.sweep_receipts")
def sweep_receipts() -> int:
    """Files of acts that were undone after the file had been written, a day later."""
    return receipts.sweep(before=clock.now() - dt.timedelta(days=1))

"""Work that beat starts: the nightly recount, new terms coming into force, reminders."""

from celery import shared_task

from core import clock
from funding.services import conditions, terms, verify


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

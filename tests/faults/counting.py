"""The service's Celery application with places at which its work can be held: what workers of these
tests run.

Whoever holds the advisory lock COUNTING alone keeps every worker in the middle of a part: counted,
in an open transaction, and not yet kept. STORING keeps it in the middle of an import: the events
are written, in an open transaction, and nobody else sees them.
"""

from config.celery import app
from tests.faults.pieces import COUNTING, PEOPLE_A_PART, STORING


def hold() -> None:
    """Cut runs into small parts, and wait at the locks: in each part, in each import."""
    from django.conf import settings

    from outcomes.extraction import activity as counted
    from outcomes.services import activity as stored

    settings.EVALUATION_PEOPLE_A_PART = PEOPLE_A_PART
    counted.count = _and_wait(counted.count, COUNTING)
    stored.store = _and_wait(stored.store, STORING)


def _and_wait(work, key: int):
    """The same work, which then waits while somebody else holds the lock alone."""
    from django.db import connection

    def held(*given, **named):
        found = work(*given, **named)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock_shared(%s)", [key])
            cursor.execute("SELECT pg_advisory_unlock_shared(%s)", [key])
        return found

    return held


@app.on_after_finalize.connect
def _hold(sender, **kwargs):
    hold()


__all__ = ["app"]

"""The service's Celery application with a place at which a run can be held: what workers of these
tests run.

Whoever holds the advisory lock COUNTING alone keeps every worker in the middle of a part: counted,
in an open transaction, and not yet kept.
"""

from config.celery import app
from tests.faults.pieces import COUNTING, PEOPLE_A_PART


def hold() -> None:
    """Cut runs into small parts, and wait in each at the lock."""
    from django.conf import settings
    from django.db import connection

    from outcomes.extraction import activity

    count = activity.count

    def count_and_wait(*given, **named):
        found = count(*given, **named)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock_shared(%s)", [COUNTING])
            cursor.execute("SELECT pg_advisory_unlock_shared(%s)", [COUNTING])
        return found

    settings.EVALUATION_PEOPLE_A_PART = PEOPLE_A_PART
    activity.count = count_and_wait


@app.on_after_finalize.connect
def _hold(sender, **kwargs):
    hold()


__all__ = ["app"]

"""A Celery task that runs once however often it is delivered.

The broker may deliver a task twice (a lost acknowledgement, a second hand-over by the relay). The
task claims its id by an advisory lock of PostgreSQL, which dies with the worker that holds it, and
does nothing when its outbox row says that it is done.
"""

import logging
from contextlib import contextmanager, suppress
from uuid import UUID

from celery import Task
from django.db import DatabaseError, connection

from core import outbox
from core.models import OutboxMessage

log = logging.getLogger(__name__)


class OutboxTask(Task):
    """The base of all our tasks (set on the Celery application as ``task_cls``)."""

    def __call__(self, *args, **kwargs):
        key = as_uuid(self.request.id)
        if key is None or not OutboxMessage.objects.filter(key=key).exists():
            return super().__call__(*args, **kwargs)
        with claimed(key) as mine:
            done = OutboxMessage.objects.filter(key=key, done_at__isnull=False).exists()
            if not mine or done:
                return None
            return self._run_and_tell(key, args, kwargs)

    def _run_and_tell(self, key, args, kwargs):
        try:
            result = super().__call__(*args, **kwargs)
        except Exception as error:
            log.exception("background job %s failed", self.name)
            outbox.fail(key, error)
            return None
        outbox.finish(key)
        return result


def as_uuid(text) -> UUID | None:
    """The task's id as the outbox knows it, or None for a task that did not come from there."""
    try:
        return UUID(str(text))
    except ValueError:
        return None


@contextmanager
def claimed(key: UUID):
    """Hold the advisory lock of `key` if nobody else does; yields whether we do."""
    number = key.int % 2**63
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        mine = cursor.fetchone()[0]
    try:
        yield mine
    finally:
        if mine:
            with suppress(DatabaseError), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])

"""The service with two places at which a test can hold it: what gunicorn serves in these tests.

Whoever holds the advisory lock BEFORE alone keeps every act of a form just before its commit, with
all its work done; AFTER keeps it between commit and answer.
"""

from django.db import connection

from config.wsgi import application
from core import once
from core.views.verbs import VerbView

BEFORE, AFTER = 71_001, 71_002

_settle, _act = once.settle, VerbView.act


def settle_and_wait(row, **given):
    """Everything is done but the commit."""
    _settle(row, **given)
    _wait("pg_advisory_xact_lock_shared", BEFORE)


def act_and_wait(self, form):
    """It is committed, and nobody has heard of it."""
    outcome = _act(self, form)
    _wait("pg_advisory_lock_shared", AFTER)
    _wait("pg_advisory_unlock_shared", AFTER)
    return outcome


def _wait(function: str, key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [key])


once.settle = settle_and_wait
VerbView.act = act_and_wait
VerbView.lock_timeout = "120s"

__all__ = ["application"]

"""What ``/readyz`` asks: database, migrations, Redis, a living worker."""

import functools
import logging
import os
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.db import connection
from redis import Redis

logger = logging.getLogger(__name__)

HEARTBEAT_KEY = "bridge:worker-heartbeat"
HEARTBEAT_EVERY = 1
HEARTBEAT_MAX_AGE = 4.5
HEARTBEAT_FILE = Path(tempfile.gettempdir()) / f"bridge-worker-heartbeat-{os.getuid()}"


def problems():
    """What is not right, by part; empty when the service can do its work."""
    found = {}
    for part, ask in {"database": _database, "redis": _redis_and_worker}.items():
        try:
            found.update(ask())
        except Exception as error:
            logger.warning("Not ready: %s: %s", part, error)
            found[part] = "not reachable"
    return found


def _database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        missing = _migrations() - set(cursor.fetchall())
    return {"migrations": f"{len(missing)} not applied"} if missing else {}


@functools.cache
def _migrations():
    """Every migration of this version of the code; it cannot change while we run."""
    from django.db.migrations.loader import MigrationLoader

    return set(MigrationLoader(None).graph.nodes)


def redis_client():
    return Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=1)


def beat_heart(client):
    """Called by each worker every second; the file is for its own container's health check."""
    client.set(HEARTBEAT_KEY, repr(time.time()), ex=60)
    HEARTBEAT_FILE.touch()


def _redis_and_worker():
    with redis_client() as client:
        value = client.get(HEARTBEAT_KEY)
    age = time.time() - float(value) if value else None
    if age is None or age > HEARTBEAT_MAX_AGE:
        return {"worker": "no heartbeat" if age is None else f"last heartbeat {age:.0f} s ago"}
    return {}

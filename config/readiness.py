"""What ``/readyz`` asks: database, migrations, Redis, a living worker."""

import time

from django.conf import settings
from django.db import connection
from redis import Redis

HEARTBEAT_KEY = "bridge:worker-heartbeat"
HEARTBEAT_EVERY = 2
HEARTBEAT_MAX_AGE = 5


def problems():
    """What is not right, by part; empty when the service can do its work."""
    found = {}
    for part, ask in {"database": _database, "redis": _redis_and_worker}.items():
        try:
            found.update(ask())
        except Exception as error:
            found[part] = type(error).__name__
    return found


def _database():
    from django.db.migrations.executor import MigrationExecutor

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return {"migrations": f"{len(plan)} not applied"} if plan else {}


def redis_client():
    return Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=1)


def beat_heart(client):
    """Called by each worker every two seconds."""
    client.set(HEARTBEAT_KEY, repr(time.time()), ex=60)


def _redis_and_worker():
    with redis_client() as client:
        value = client.get(HEARTBEAT_KEY)
    age = time.time() - float(value) if value else None
    if age is None or age > HEARTBEAT_MAX_AGE:
        return {"worker": "no heartbeat" if age is None else f"last heartbeat {age:.0f} s ago"}
    return {}

"""PostgreSQL 18 and Redis without installing either, when no server is named.

``DATABASE_URL`` and ``REDIS_URL`` name servers. Where they are missing, ``ensure()``
starts the servers that came as Python packages, on Unix sockets under DATA_DIR.
"""

import os
import signal
import time

from config.local_services import locks, postgres, redis, supervisor
from config.local_services import place as places

START_WITHIN = 120
_started = []


def needed():
    """Is at least one server not named by the environment?"""
    return not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))


def database_url():
    return postgres.url(places.find(), role=postgres.SERVICE)


def migration_database_url():
    return postgres.url(places.find(), role=postgres.OWNER)


def redis_url(*, database=0):
    return redis.url(places.find(), database=database)


def ensure(*, hold=True):
    """Have both servers running and the database made. Safe to call at any time, by many.

    With ``hold`` the servers stay at least as long as this process lives.
    """
    place = places.find()
    for folder in (place.data_dir, place.log):
        folder.mkdir(parents=True, exist_ok=True)
    locks.lease(place)
    try:
        with locks.starting(place):
            _start(place)
            postgres.set_up(place)
    finally:
        if not hold:
            locks.drop_lease(place)
    return place


def _start(place):
    deadline = time.monotonic() + START_WITHIN
    child = None
    if not running(place):
        child = supervisor.start_in_background(place)
        _started.append(child)
    while not (postgres.ready(place) and redis.ready(place)):
        if child and child.poll() not in (None, 0):
            raise RuntimeError(_why(place))
        if time.monotonic() > deadline:
            raise TimeoutError(f"The local servers did not start; see {place.log}.")
        time.sleep(0.05)


def _why(place):
    failed = place.data_dir / "failed"
    if failed.exists():
        return failed.read_text(encoding="utf-8").strip()
    return f"The local servers could not be started; see {place.log / 'services.log'}."


def running(place=None):
    """Is a supervisor serving this DATA_DIR?"""
    place = place or places.find()
    return place.data_dir.exists() and locks.serving(place).holder() is not None


def stop(*, only_if_unused=False):
    """Stop the servers and wait for it. True when nothing runs any more."""
    place = places.find()
    locks.drop_lease(place)
    holder = locks.serving(place).holder() if place.data_dir.exists() else None
    if holder is None:
        return True
    os.kill(holder["pid"], signal.SIGUSR1 if only_if_unused else signal.SIGTERM)
    deadline = time.monotonic() + 30
    while running(place) and time.monotonic() < deadline:
        if only_if_unused and _used_by_others(place):
            return False
        time.sleep(0.05)
    for child in _started:
        child.poll()
    return not running(place)


def _used_by_others(place):
    """Somebody holds a lease (the stopping supervisor holds it alone, not shared)."""
    lock = locks.in_use(place)
    shared = lock.take(shared=True)
    lock.release()
    probe = locks.in_use(place)
    alone = probe.take()
    probe.release()
    return shared and not alone

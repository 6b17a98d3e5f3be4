"""Two file locks say everything about the local servers; the kernel drops both at death.

``serving``: held alone by the one supervisor of a DATA_DIR. ``in-use``: shared by every
process that uses the servers; when the supervisor can have it alone, nobody does.
"""

import fcntl
import json
import os
import time
from contextlib import contextmanager

_leases = {}


class Lock:
    """One lock file, held until the process ends or ``release`` is called."""

    def __init__(self, path):
        self.path = path
        self.handle = None

    def take(self, *, shared=False, wait=0.0):
        """True once held; False if somebody else still had it after ``wait`` seconds."""
        # Not truncated on opening: the holder's note stands in it.
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(handle, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    os.close(handle)
                    return False
                time.sleep(0.05)
            else:
                self.handle = handle
                return True

    def note(self, **facts):
        """Write who holds it, for messages and for signals."""
        os.ftruncate(self.handle, 0)
        os.pwrite(self.handle, json.dumps(facts).encode(), 0)

    def release(self):
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None

    def holder(self):
        """The holder's note, or None if nobody holds it."""
        probe = Lock(self.path)
        if probe.take():
            probe.release()
            return None
        try:
            return json.loads(self.path.read_text(encoding="utf-8"))
        except ValueError:
            return {}


def serving(place):
    return Lock(place.data_dir / "serving.lock")


def in_use(place):
    return Lock(place.data_dir / "in-use.lock")


def lease(place, *, wait=30.0):
    """Say, for the rest of this process's life, that it uses the servers."""
    if place.data_dir not in _leases:
        lock = in_use(place)
        if not lock.take(shared=True, wait=wait):
            raise TimeoutError("The local servers are still stopping; try again in a moment.")
        _leases[place.data_dir] = lock


def drop_lease(place):
    lock = _leases.pop(place.data_dir, None)
    if lock:
        lock.release()


@contextmanager
def starting(place):
    """One starter at a time."""
    lock = Lock(place.data_dir / "starting.lock")
    if not lock.take(wait=150):
        raise TimeoutError("Somebody else has been starting the local servers for too long.")
    try:
        yield
    finally:
        lock.release()

"""The worker's heartbeat: a word to Redis every second, read by ``/readyz``."""

import contextlib
import threading

from celery import bootsteps
from redis.exceptions import RedisError

from config import readiness


class Heart(bootsteps.StartStopStep):
    """Beats in the worker's main process for as long as it takes work from the broker.

    It belongs to the consumer, not to the worker: a worker that has lost its broker stops
    beating, although its process lives.
    """

    requires = {"celery.worker.consumer.tasks:Tasks"}

    def __init__(self, parent, **kwargs):
        super().__init__(parent, **kwargs)
        self.stopped = threading.Event()

    def start(self, parent):
        self.stopped = threading.Event()
        threading.Thread(target=self._beat, args=[self.stopped], name="heart", daemon=True).start()

    def stop(self, parent):
        self.stopped.set()

    shutdown = stop

    @staticmethod
    def _beat(stopped):
        with readiness.redis_client() as client:
            while not stopped.is_set():
                # Without Redis nothing depends on this: /readyz says so by itself.
                with contextlib.suppress(RedisError, OSError):
                    readiness.beat_heart(client)
                stopped.wait(readiness.HEARTBEAT_EVERY)

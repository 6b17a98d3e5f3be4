"""The one process that runs PostgreSQL and Redis for a DATA_DIR.

It is started in the background by whoever needs the servers first, restarts a server that
dies, and stops both once nobody has used them for LOCAL_SERVICES_LINGER seconds (60). If
it is killed itself, the kernel stops its servers on Linux, and the next one clears away
whatever is left.
"""

import os
import signal
import subprocess
import sys
import time

from config.local_services import locks, postgres, redis
from config.local_services import place as places

MODULES = (postgres, redis)
STOP_WITHIN = 20
GIVE_UP_AFTER = 5


class Supervisor:
    """Keeps both servers running until told to stop or until nobody needs them."""

    def __init__(self, place):
        self.place = place
        self.running = {}
        self.failures = dict.fromkeys(MODULES, 0)
        self.stop_asked = False
        self.release_asked = False
        self.last_used = time.monotonic()

    def serve(self):
        """Run until stopped. Returns the exit code."""
        lock = locks.serving(self.place)
        if not lock.take(wait=2):
            return 0  # somebody else serves already
        lock.note(pid=os.getpid())
        signal.signal(signal.SIGTERM, self._ask_stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.signal(signal.SIGUSR1, self._ask_release)
        failed = self.place.data_dir / "failed"
        failed.unlink(missing_ok=True)
        try:
            places.prepare(self.place)
            while not self._finished():
                self._keep_running()
                time.sleep(0.1)
        except Exception as error:
            failed.write_text(f"{error}\n", encoding="utf-8")
            return 1
        finally:
            self._stop()
        return 0

    def _ask_stop(self, *_):
        self.stop_asked = True

    def _ask_release(self, *_):
        self.release_asked = True

    def _finished(self):
        """Asked to stop, or unused for long enough. Holding in-use keeps newcomers waiting."""
        if self.stop_asked:
            return True
        lock = locks.in_use(self.place)
        if not lock.take():
            self.last_used = time.monotonic()
            self.release_asked = False
            return False
        linger = float(os.environ.get("LOCAL_SERVICES_LINGER", "60"))
        if self.release_asked or time.monotonic() - self.last_used > linger:
            self.in_use = lock
            return True
        lock.release()
        return False

    def _keep_running(self):
        for module in MODULES:
            child = self.running.get(module)
            if child and child.poll() is None:
                if self.failures[module] and module.ready(self.place):
                    self.failures[module] = 0
                continue
            if child:
                self._note_failure(module, child)
            module.prepare(self.place)
            self.running[module] = module.start(self.place)

    def _note_failure(self, module, child):
        self.failures[module] += 1
        if self.failures[module] >= GIVE_UP_AFTER:
            log = self.place.log / f"{module.NAME}.log"
            raise RuntimeError(
                f"{module.NAME} ended {GIVE_UP_AFTER} times (code {child.returncode}); see {log}."
            )
        time.sleep(0.2 * self.failures[module])

    def _stop(self):
        for module, child in self.running.items():
            if child.poll() is None:
                child.send_signal(module.STOP_SIGNAL)
        deadline = time.monotonic() + STOP_WITHIN
        for child in self.running.values():
            try:
                child.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def start_in_background(place):
    """Start the supervisor in its own session, so that Ctrl-C here does not reach it."""
    with (place.log / "services.log").open("ab") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "config.local_services", "serve"],
            cwd=places.REPOSITORY,
            env={**os.environ, "DATA_DIR": str(place.data_dir)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )

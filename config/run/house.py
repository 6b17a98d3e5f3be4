"""Opening and closing the house."""

import os
import signal
import socket
import time
import urllib.error
import urllib.request

from config import local_services
from config.bootstrap.state import ROOT, Stop, digest
from config.local_services import locks, postgres, processes
from config.local_services import place as places
from config.run import parts

READY_WITHIN = 180
STOP_WITHIN = 15


class House:
    """One ``make run``: knows its parts, keeps them running, ends them all."""

    def __init__(self):
        self.place = places.find()
        self.parts = []
        self.register = parts.Register(self.place)
        self.closing = None

    @property
    def address(self):
        host = os.environ["HOST"]
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # nosec B104
        return f"http://{shown}:{os.environ['PORT']}/"

    def open(self):
        """Start everything and stay until told to stop. Returns the exit code."""
        self.place.data_dir.mkdir(parents=True, exist_ok=True)
        self.place.log.mkdir(exist_ok=True)
        lock = locks.Lock(self.place.data_dir / "house.lock")
        if not lock.take():
            raise Stop(f"Community Bridge is already running from this folder ({lock.path}).")
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._close_soon)
        processes.follow_make()
        try:
            self._start()
            self._stay()
        except Closing:
            pass
        finally:
            self._close()
        return 0

    def _close_soon(self, *_):
        """Interrupts whatever we are waiting for, once."""
        if self.closing is None:
            self.closing = time.monotonic()
            raise Closing

    def _start(self):
        self.register.clear()
        self._check_port()
        if local_services.needed():
            _say("Starting PostgreSQL and Redis …")
            local_services.ensure()
        self._prepare()
        web, worker, beat = parts.all_parts(self.place)
        self._add(web, worker)
        self._wait_until_ready()
        self._add(beat)  # last: nobody waits for it, and three starts at once are slower
        self._welcome()

    def _add(self, *added):
        for part in added:
            self.parts.append(part)
            part.start()
        self.register.write(self.parts)

    def _check_port(self):
        host, port = os.environ["HOST"], os.environ["PORT"]
        if not port.isdigit() or not 0 < int(port) < 65536:
            raise Stop(f"PORT must be a number from 1 to 65535, not “{port}”.")
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, int(port)))
            except OSError as error:
                raise Stop(
                    f"Port {port} on {host} cannot be used ({error.strerror}): stop what uses it, "
                    f"or choose another with “make run PORT={int(port) + 1}”."
                ) from None

    def _prepare(self):
        """Migrations, and the demo the first time; in a process of its own, then gone.

        Skipped for our own database when nothing has changed since it was prepared.
        """
        note = self.place.home / "prepared"
        wanted = prepared_digest()
        if not os.environ.get("DATABASE_URL") and note.exists() and note.read_text() == wanted:
            return
        self._run_prepare()
        note.write_text(wanted)

    def _run_prepare(self):
        part = parts.Part(name="prepare", command=["-m", "config.run.prepare"], log=None)
        self._add(part)
        code = part.process.wait()
        self.parts.remove(part)
        part.end()
        if code:
            raise Stop("The database could not be prepared (see above).")

    def _wait_until_ready(self):
        deadline = time.monotonic() + READY_WITHIN
        why = "nothing answers"
        while time.monotonic() < deadline:
            self._keep_running()
            try:
                with urllib.request.urlopen(f"{self.address}readyz", timeout=5):  # nosec B310
                    return
            except urllib.error.HTTPError as error:
                why = error.read().decode(errors="replace")
            except OSError:
                pass
            time.sleep(0.1)
        raise Stop(f"The service did not become ready: {why}. See {self.place.log}.")

    def _stay(self):
        while True:
            self._keep_running()
            time.sleep(0.5)

    def _keep_running(self):
        if local_services.needed() and not local_services.running(self.place):
            _say("PostgreSQL and Redis were ended; starting them again …")
            local_services.ensure()
        changed = False
        for part in self.parts:
            if not part.running:
                if part.hopeless:
                    raise Stop(f"The {part.name} process ends again and again; see {part.log}.")
                part.end()
                part.start()
                changed = True
        if changed:
            self.register.write(self.parts)

    def _close(self):
        """End every part, then the servers unless somebody else uses them."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for part in self.parts:
            part.ask_to_stop()
        deadline = time.monotonic() + STOP_WITHIN
        while any(part.running for part in self.parts) and time.monotonic() < deadline:
            time.sleep(0.05)
        for part in self.parts:
            part.end()
        self.register.path.unlink(missing_ok=True)
        if local_services.needed():
            local_services.stop(only_if_unused=True)
        if self.closing:
            _say("Stopped.")

    def _welcome(self):
        from config.run.welcome import sign_ins

        _say(f"\nCommunity Bridge is ready: {self.address}\n\n{sign_ins()}\n\nStop with Ctrl-C.")


def prepared_digest():
    """Everything that decides what preparing the database would do."""
    files = [*ROOT.glob("*/migrations/*.py"), ROOT / "requirements" / "dev.txt"]
    return f"{digest(*files)} {postgres.database_name()} {os.environ.get('SEED_DEMO', 'yes')}"


class Closing(BaseException):
    """Somebody asked us to stop."""


def _say(words):
    print(words, flush=True)

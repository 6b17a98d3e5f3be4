"""A whole house for the tests of faults: real web, worker, beat, PostgreSQL, Redis."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

from config.local_services import locks, postgres
from config.local_services import place as places
from tests import template_database

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class House:
    """``make run`` without make: started, asked, hurt and stopped."""

    def __init__(self, data_dir, *, port=None):
        self.data_dir = Path(data_dir)
        self.port = port or free_port()
        self.process = None
        self.output = self.data_dir.parent / "output"

    @property
    def environment(self):
        kept = {k: v for k, v in os.environ.items() if not k.endswith(("_URL", "DB_SUFFIX"))}
        kept.pop("LOCAL_DATABASE_NAME", None)
        return kept | {
            "DATA_DIR": str(self.data_dir),
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
            "SEED_DEMO": "no",
            "WEB_CONCURRENCY": "1",
            "LOCAL_SERVICES_LINGER": "10",
        }

    def run(self, *command, timeout=120):
        """A command of ours to its end."""
        return subprocess.run(
            [PYTHON, *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def start(self):
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [PYTHON, "-m", "config.run"],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.wait("is ready", within=200)

    def wait(self, words, *, within):
        deadline = time.monotonic() + within
        while words not in self.output.read_text():
            assert self.process.poll() is None, self.output.read_text()
            assert time.monotonic() < deadline, self.output.read_text()
            time.sleep(0.1)

    def ask(self, page):
        """Status and text of a page; 0 when nobody answers."""
        address = f"http://127.0.0.1:{self.port}/{page}"
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError as error:
            return 0, str(error)

    def until(self, status, *, within, page="readyz", names=""):
        """Wait until the page answers so; returns the seconds it took."""
        started = time.monotonic()
        while True:
            answer = self.ask(page)
            if answer[0] == status and names in answer[1]:
                return time.monotonic() - started
            assert time.monotonic() - started < within, answer
            time.sleep(0.1)

    def until_database(self, *, within):
        """Wait until PostgreSQL takes new connections, whatever the old ones still say."""
        asked = [postgres.programs(places.find()) / "pg_isready", "-q"]
        asked += ["-h", places.find(self.data_dir).sockets, "-d", "bridge"]
        deadline = time.monotonic() + within
        while subprocess.run(asked, check=False).returncode != 0:
            assert time.monotonic() < deadline, "PostgreSQL did not come back"
            time.sleep(0.1)

    def until_replaced(self, find, before):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if find().pid != before.pid:
                    return
            except (psutil.Error, ValueError):
                pass  # between the old and the new
            time.sleep(0.1)
        raise AssertionError(f"{before} was not replaced")

    def part(self, name):
        for facts in json.loads((self.data_dir / "running.json").read_text()):
            if facts["name"] == name:
                return psutil.Process(facts["pid"])
        raise AssertionError(f"{name} is not running")

    def server(self, name):
        """The process of PostgreSQL or Redis of this house: the one our supervisor started."""
        program = {"postgres": "postgres", "redis": "redis-server"}[name]
        return next(p for p in self.supervisor().children() if p.name() == program)

    def supervisor(self):
        note = json.loads((self.data_dir / "serving.lock").read_text())
        return psutil.Process(note["pid"])

    def everyone(self):
        """Every process of this house, found by its environment or its folder."""
        found = []
        for process in psutil.process_iter():
            try:
                ours = process.environ().get("DATA_DIR") == str(self.data_dir)
                ours = ours or str(self.data_dir) in " ".join(process.cmdline())
                if ours and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
            except psutil.Error:
                continue
        return found

    def stop(self, number=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)
            self.process.wait(timeout=90)
        return self.process.returncode if self.process else None

    def fill(self):
        """A migrated database, copied from the tests' own instead of migrating once more."""
        assert self.run("-m", "config.local_services", "ensure").returncode == 0
        locks.lease(places.find(self.data_dir))
        self._copy_database()
        locks.drop_lease(places.find(self.data_dir))

    def _copy_database(self):
        programs = postgres.programs(places.find())
        source = ["-h", places.find().sockets, "-U", postgres.SUPERUSER, template_database.name()]
        target = ["-h", places.find(self.data_dir).sockets, "-U", postgres.SUPERUSER, "bridge"]
        dump = subprocess.Popen([programs / "pg_dump", *source], stdout=subprocess.PIPE)
        subprocess.run(
            [programs / "psql", "-q", "-v", "ON_ERROR_STOP=1", *target],
            stdin=dump.stdout,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        assert dump.wait() == 0

    def sql(self, statement):
        """Ask this house's database as the service."""
        target = ["-h", places.find(self.data_dir).sockets, "-U", postgres.SERVICE, "bridge"]
        psql = postgres.programs(places.find()) / "psql"
        result = subprocess.run(
            [psql, "-At", "-v", "ON_ERROR_STOP=1", "-c", statement, *target],
            capture_output=True,
            text=True,
            check=True,
        )
        return result.stdout.strip()

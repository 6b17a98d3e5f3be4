"""The processes of the house, each in a group of its own that can be ended as a whole."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import nullcontext
from dataclasses import dataclass, field

import psutil

from config.local_services import place as places
from config.local_services.processes import die_with_parent, living

QUICKLY = 20.0
TRIES = 5


@dataclass
class Part:
    """One process of the house. Without a log it speaks to whoever started us."""

    name: str
    command: list
    log: object
    process: subprocess.Popen | None = None
    started: list = field(default_factory=list)

    def start(self):
        with self.log.open("ab") if self.log else nullcontext() as output:
            self.process = subprocess.Popen(
                [sys.executable, *self.command],
                cwd=places.REPOSITORY,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 (no threads here)
            )
        self.started.append(time.monotonic())

    @property
    def running(self):
        return self.process is not None and self.process.poll() is None

    @property
    def hopeless(self):
        """Ended several times in quick succession."""
        recent = self.started[-TRIES:]
        return len(recent) == TRIES and recent[-1] - recent[0] < QUICKLY * TRIES / 2

    def ask_to_stop(self):
        if self.running:
            self.process.terminate()

    def end(self):
        """Whatever is left of its group goes now."""
        if self.process:
            end_group(self.process.pid)
            self.process.wait()


def end_group(group):
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def all_parts(place):
    """Web, worker and beat."""
    celery = ["-m", "celery", "-A", "config.celery"]
    worker = [*celery, "worker", "--concurrency=2", "--without-gossip", "--without-mingle"]
    schedule = place.data_dir / "beat-schedule"
    return [
        _part(place, "web", ["-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]),
        _part(place, "worker", [*worker, "--loglevel=INFO"]),
        _part(place, "beat", [*celery, "beat", "--pidfile=", f"--schedule={schedule}"]),
    ]


def _part(place, name, command):
    return Part(name=name, command=command, log=place.log / f"{name}.log")


class Register:
    """Who was started, so that the next start can end what a killed one left behind.

    A process is known by its number and its moment of birth: numbers are given again.
    """

    def __init__(self, place):
        self.path = place.data_dir / "running.json"

    def write(self, parts):
        known = [self._facts(part) for part in parts if part.running]
        fresh = self.path.with_suffix(".new")
        fresh.write_text(json.dumps([k for k in known if k]), encoding="utf-8")
        fresh.replace(self.path)

    def _facts(self, part):
        process = living(part.process.pid)
        return process and {"name": part.name, "pid": process.pid, "born": process.create_time()}

    def clear(self):
        """End what is left of an earlier run in this folder, and nothing else."""
        for facts in self._read():
            for process in _group(facts):
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.kill()
        self.path.unlink(missing_ok=True)

    def _read(self):
        try:
            return json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []


def _group(facts):
    """Living processes of the group that this process led, if it is still the same group."""
    leader = living(facts["pid"])
    if leader and abs(leader.create_time() - facts["born"]) > 1:
        return []
    members = []
    for process in psutil.process_iter(["create_time"]):
        with contextlib.suppress(ProcessLookupError, PermissionError, psutil.Error):
            same = os.getpgid(process.pid) == facts["pid"]
            if same and process.info["create_time"] >= facts["born"] - 1:
                members.append(process)
    return members

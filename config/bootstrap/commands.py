"""Running other programs quietly, and telling what went wrong when one fails."""

import subprocess
import sys

from config.bootstrap.state import ROOT, Stop


def say(words):
    print(words, flush=True)


def run(command, *, failed, env=None, quiet=True):
    """Run to the end. On failure show what it said, then stop with one sentence."""
    result = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode:
        if result.stdout:
            sys.stderr.write("\n".join(result.stdout.splitlines()[-25:]) + "\n")
        raise Stop(failed)


def works(command):
    """Does this command succeed?"""
    try:
        result = subprocess.run([str(p) for p in command], capture_output=True, check=False)
    except OSError:
        return False
    return result.returncode == 0

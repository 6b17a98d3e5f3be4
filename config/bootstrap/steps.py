"""The steps in order, each skipped when nothing it depends on has changed."""

import argparse
import fcntl
import os
import sys
from contextlib import contextmanager

from config.bootstrap import assets, environment, libraries
from config.bootstrap.state import ROOT, Stop


def main(arguments):
    parser = argparse.ArgumentParser(prog="python3 -m config.bootstrap")
    parser.add_argument("--browser", action="store_true", help="also the browser for the tests")
    parser.add_argument("--no-assets", action="store_true", help="Python packages only")
    parser.add_argument("command", nargs="*", help="what to become, inside the environment")
    options = parser.parse_args(arguments)
    try:
        prepare(options)
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    if options.command:
        become(options.command)
    return 0


def prepare(options):
    os.chdir(ROOT)
    with one_at_a_time():
        do(options)


@contextmanager
def one_at_a_time():
    """Two terminals may start at once; the second waits for the first."""
    with (ROOT / "pyproject.toml").open() as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def do(options):
    libraries.pango()
    if options.browser:
        libraries.chromium()
    environment.prepare()
    if not options.no_assets:
        assets.prepare()


def become(command):
    """Replace this process, so that signals reach the one that matters."""
    python = str(environment.PYTHON)
    path = f"{environment.PYTHON.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    os.execve(python, [python, *command], {**os.environ, "PATH": path, "PYTHONUNBUFFERED": "1"})

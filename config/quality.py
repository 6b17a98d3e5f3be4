"""``make check``, ``make test`` and their smaller kin: every tool by its one right command."""

import os
import subprocess
import sys
import time

from config.local_services.place import REPOSITORY

PYTHON = sys.executable
MANAGE = [PYTHON, "manage.py"]
BIN = os.path.dirname(PYTHON)  # noqa: PTH120 (a venv's link must not be followed)
CODE = (
    "accounts cases config core funding outcomes programmes providers referrals residents manage.py"
)
LOCK = "uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header"

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "only-to-check-the-settings-" + "".join(map(str, range(40))),
    "ALLOWED_HOSTS": "bridge.example",
    "DATABASE_URL": "postgresql://bridge_service@localhost/bridge",
    "MIGRATION_DATABASE_URL": "postgresql://bridge_owner@localhost/bridge",
    "REDIS_URL": "redis://localhost:6379/0",
}


def tool(line):
    name, *arguments = line.split()
    return [f"{BIN}/{name}", *arguments]


LINT = {
    "style": tool("ruff check ."),
    "format": tool("ruff format --check ."),
    "templates": tool("djlint templates --lint --quiet"),
    "types": tool("mypy"),
    "imports": tool("lint-imports"),
    "security": tool(f"bandit --quiet --recursive --configfile pyproject.toml {CODE}"),
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "documents": [*MANAGE, "write_docs", "--check"],
    "live settings": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
}
TESTS = {"tests": [PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadgroup"]}
FORMAT = {
    "imports": tool("ruff check --fix --quiet ."),
    "layout": tool("ruff format ."),
}
EXTRAS = "--extra local --extra dev -c requirements/base.txt"
LOCKS = {
    "base": tool(f"{LOCK} pyproject.toml -o requirements/base.txt"),
    "dev": tool(f"{LOCK} pyproject.toml {EXTRAS} -o requirements/dev.txt"),
    "uv": tool(f"{LOCK} requirements/uv.in -c requirements/dev.txt -o requirements/uv.txt"),
}
JOBS = {
    "format": FORMAT,
    "lint": LINT,
    "lock": LOCKS,
    "test": TESTS,
    "check": {**LINT, **TESTS},
}


def main(arguments):
    """Run every step of a job, also after one has failed; say at the end which did."""
    steps = JOBS[arguments[0]]
    failed = [name for name, command in steps.items() if not passes(name, command)]
    release()
    if failed:
        print(f"\nNot right: {', '.join(failed)}.", file=sys.stderr)
        return 1
    print(f"\n{arguments[0]}: all right.")
    return 0


def passes(name, command):
    started = time.monotonic()
    print(f"\n── {name}", flush=True)
    env = {**os.environ, **(PRODUCTION if name == "live settings" else {})}
    result = subprocess.run(command, cwd=REPOSITORY, env=env, check=False)
    print(f"   {time.monotonic() - started:.1f} s", flush=True)
    return result.returncode == 0


def release():
    """Leave no server behind that only we had used."""
    subprocess.run([PYTHON, "-m", "config.local_services", "release"], cwd=REPOSITORY, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The virtual environment, exactly as locked."""

import os
import shutil
import subprocess
import sys

from config.bootstrap.commands import run, say, works
from config.bootstrap.state import ROOT, VENV, digest, done, mark, notes

PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements" / "dev.txt"
INSTALLER = ROOT / "requirements" / "uv.txt"


def prepare():
    """Make it, or make it right, unless it already is."""
    wanted = f"{digest(LOCK, INSTALLER)} {sys.version_info.major}.{sys.version_info.minor} {VENV}"
    if done("environment", wanted) and works([PYTHON, "-c", "import django, psycopg, celery"]):
        return
    if not _usable():
        _make()
    _install()
    mark("environment", wanted)


def _usable():
    """Whole, made here, and by this very Python: moved ones have scripts that lead nowhere."""
    made = str(notes().get("environment", ""))
    if made and not made.endswith(f" {VENV}"):
        return False
    same = f"import sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    if not works([PYTHON, "-c", same]):
        return False
    return works([PYTHON, "-m", "pip", "--version"]) or works([VENV / "bin" / "uv", "--version"])


def _make():
    """A fresh environment in place of one that is missing, moved or half-made."""
    say("Making the Python environment …")
    shutil.rmtree(VENV, ignore_errors=True)
    _ensure_venv_module()
    run(
        [sys.executable, "-m", "venv", VENV],
        failed="The Python environment .venv could not be made (see above).",
    )


def _ensure_venv_module():
    from config.bootstrap import libraries

    if not works([sys.executable, "-c", "import ensurepip, venv"]):
        libraries.install(
            what="Python's venv module",
            debian=f"python3.{sys.version_info.minor}-venv",
            fedora="python3-pip",
            macos="python",
        )


def _install():
    say("Installing the locked packages …")
    env = {**os.environ, **_index_settings()}
    uv = VENV / "bin" / "uv"
    failed = "The Python packages could not be installed (see above); is the network reachable?"
    if not works([uv, "--version"]):
        pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
        run([*pip, "--require-hashes", "-r", INSTALLER], failed=failed)
    # Compiled once here: where Python may not write bytecode, every process would do it again.
    sync = [uv, "pip", "sync", "--quiet", "--require-hashes", "--compile-bytecode"]
    run([*sync, "--python", PYTHON, LOCK], failed=failed, env=env)


def _index_settings():
    """pip's own settings, in the words of uv, which does not read them."""
    names = {
        "index-url": "UV_DEFAULT_INDEX",
        "extra-index-url": "UV_INDEX",
        "find-links": "UV_FIND_LINKS",
        "cert": "SSL_CERT_FILE",
    }
    pip = next(
        (p for p in (sys.executable, PYTHON) if works([p, "-m", "pip", "--version"])),
        sys.executable,
    )
    listed = subprocess.run(
        [pip, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    ).stdout
    found = {}
    for line in listed.splitlines():
        key, _, value = line.partition("=")
        name = names.get(key.rpartition(".")[2])
        if name and name not in os.environ:
            found[name] = value.strip("'\"")
    if "UV_INDEX" in found:
        # Every index may serve every package, as with pip: the hashes decide what is right.
        found["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return found

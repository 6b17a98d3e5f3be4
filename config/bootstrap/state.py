"""What has been done already, so that a second start does only what has changed."""

import hashlib
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
NOTES = VENV / "bridge.json"


class Stop(Exception):  # noqa: N818 (not an error of ours: a sentence for the person)
    """Something is in the way; the message says what, and what to do."""


def digest(*paths):
    """A digest of files and folders, by name and content."""
    total = hashlib.sha256()
    for path in sorted(_files(paths)):
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(paths):
    for path in paths:
        if path.is_dir():
            yield from (p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        elif path.exists():
            yield path


def notes():
    try:
        return json.loads(NOTES.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def done(step, value):
    """Was this step finished with exactly these inputs?"""
    return notes().get(step) == value


def mark(step, value):
    """Note that it was; written beside and renamed, so that a kill leaves no half note."""
    fresh = NOTES.with_suffix(".new")
    fresh.write_text(json.dumps({**notes(), step: value}, indent=1), encoding="utf-8")
    fresh.replace(NOTES)

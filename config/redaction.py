"""Keeps links out of the log: whoever reads a log must not be able to answer for a partner."""

import logging
import re

_LINK = re.compile(r"(/by-link/[\w-]+/)[^\s/?'\"]+")


def redacted(text: str) -> str:
    """`text` with the signed part of every link left out."""
    return _LINK.sub(r"\1…", text)


class LeaveLinksOut(logging.Filter):
    """On every handler: the message and its arguments without signed parts."""

    def filter(self, record):
        if isinstance(record.msg, str):
            record.msg = redacted(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(_safe, record.args))
        return True


def _safe(value):
    if isinstance(value, int | float | None):
        return value
    text = str(value)
    return redacted(text) if "/by-link/" in text else value

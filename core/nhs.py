"""NHS numbers: ten digits, the last a check over the others, shown 3-3-4.

Ranges after the NHS number standard: 5000000000-5999999999 is not issued; 9000000000 and above is
synthetic, for tests and demonstrations only. Libraries that only check the digit take 0000000000.
"""

import re
from dataclasses import dataclass

from django.conf import settings

_SPACING = re.compile(r"[\s\-\u2010-\u2015\u00a0]+")
SYNTHETIC = 9_000_000_000


@dataclass(frozen=True, slots=True)
class NotAnNHSNumber(ValueError):  # noqa: N818 (reads as the sentence it is)
    """Why it is none: "shape", "check", "range" or "synthetic"."""

    why: str


def tidy(typed: str) -> str:
    """What was typed without spaces and hyphens."""
    return _SPACING.sub("", typed)


def parse(typed: str) -> str:
    """The ten digits, or NotAnNHSNumber."""
    digits = tidy(typed)
    if len(digits) != 10 or not digits.isascii() or not digits.isdigit():
        raise NotAnNHSNumber("shape")
    if int(digits) == 0 or check_digit(digits[:9]) != int(digits[9]):
        raise NotAnNHSNumber("check")
    number = int(digits)
    if number < 10 or 5_000_000_000 <= number < 6_000_000_000:
        raise NotAnNHSNumber("range")
    if number >= SYNTHETIC and not getattr(settings, "ALLOW_SYNTHETIC_NHS_NUMBERS", False):
        raise NotAnNHSNumber("synthetic")
    return digits


def check_digit(nine: str) -> int | None:
    """The tenth digit after nine others, or None where none exists (remainder 1)."""
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(nine))
    check = 11 - total % 11
    return None if check == 10 else 0 if check == 11 else check


def shown(digits: str) -> str:
    """As people read it: 943 476 5919."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if len(digits) == 10 else digits

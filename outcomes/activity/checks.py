"""What a cell may say. Each check is asked once for each different text and then remembered."""

import datetime as dt
from collections.abc import Callable

from django.utils.translation import gettext as _

from residents.identifiers import BadIdentifier, tidy_nhs_number

EARLIEST = dt.date(1900, 1, 1)
REMEMBERED = 2_000_000


class Refused(str):
    """Why a cell cannot be stored, in words fit for whoever sent the file."""

    __slots__ = ()


class Remembered(dict):
    """`check` by text, worked out once. Forgets everything when it grows past a limit."""

    def __init__(self, check: Callable[[str], str | Refused]):
        super().__init__()
        self.check = check

    def __missing__(self, text: str) -> str | Refused:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[text] = self.check(text)
        return found


def nhs_number(text: str) -> str | Refused:
    """Ten digits that pass the check, or why not."""
    if not text.strip():
        return Refused(_("The NHS number is missing."))
    try:
        return tidy_nhs_number(text)
    except BadIdentifier as fault:
        return Refused(str(fault))


def date_until(latest: dt.date) -> Callable[[str], str | Refused]:
    """A check for ISO dates not after `latest`. Empty stays empty."""

    def check(text: str) -> str | Refused:
        cell = text.strip()
        if not cell:
            return ""
        try:
            day = dt.date.fromisoformat(cell)
        except ValueError:
            return Refused(_("Write the date as year-month-day, such as 2025-03-31."))
        if day.isoformat() != cell:
            return Refused(_("Write the date as year-month-day, such as 2025-03-31."))
        if day > latest:
            return Refused(_("The date lies in the future."))
        if day < EARLIEST:
            return Refused(_("The date lies before 1900."))
        return cell

    return check


def one_of(*words: str) -> Callable[[str], str | Refused]:
    """A check for one of a few words, in any letter case."""
    shown = ", ".join(word or _("empty") for word in words)

    def check(text: str) -> str | Refused:
        cell = text.strip().lower()
        if cell in words:
            return cell
        return Refused(_("Use one of: %(words)s.") % {"words": shown})

    return check

"""Reading one object of a feed field by field, writing down what cannot be taken.

A feed comes from somebody else's computer: any value may be of any kind, of any length, with
markup or stray bytes in it. Nothing here raises; what is wrong becomes a line of the report, and
the field is as if it had not been there.
"""

import datetime as dt
import html
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from residents.identifiers import BadIdentifier, tidy_postcode

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile(r"<\s*(?:br|/p|/li|/div|/h[1-6])\b[^>]*>", re.IGNORECASE)
_is_url = URLValidator(schemes=["http", "https"])
_is_email = EmailValidator()


@dataclass(frozen=True, slots=True)
class NotTaken:
    """One line of the report. `whole` when the service itself was not taken."""

    row: int
    service_id: str
    service: str
    field: str
    value: str
    reason: str
    whole: bool = False


@dataclass(slots=True)
class Notes:
    """What could not be taken of one service."""

    row: int
    service_id: str = ""
    service: str = ""
    lines: list[NotTaken] = field(default_factory=list)

    def add(self, where: str, value, reason, *, whole: bool = False) -> None:
        """Write down that `where` was not taken, and why."""
        line = NotTaken(
            self.row, self.service_id, self.service, where, shown(value), str(reason), whole
        )
        self.lines.append(line)


def shown(value, longest: int = 60) -> str:
    """A value of a feed, short enough for a line of the report."""
    if isinstance(value, dict | list):
        return ""
    text = " ".join(clean("" if value is None else str(value)).split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def clean(text: str) -> str:
    """Plain text: no markup, no unseen characters, no blank edges."""
    text = _UNSEEN.sub("", text)
    if "<" in text or "&" in text:
        text = html.unescape(strip_tags(_BREAKS.sub("\n", text)))
        text = _UNSEEN.sub("", text)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class Found:
    """One object of the feed. `where` is its place in the service: ``schedules[2]``."""

    def __init__(self, data: dict, notes: Notes, where: str = ""):
        self.data, self.notes, self.where = data, notes, where

    def at(self, name: str) -> str:
        """The full name of a field, for the report."""
        return f"{self.where}.{name}" if self.where else name

    def drop(self, name: str, reason) -> None:
        """Leave a field out, and say so."""
        self.notes.add(self.at(name), self.data.get(name), reason)

    def raw(self, name: str):
        """The value, or None where there is nothing to read."""
        value = self.data.get(name)
        return None if value is None or (isinstance(value, str) and not value.strip()) else value

    def text(self, name: str, longest: int) -> str:
        """Words, cut to what fits."""
        value = self.raw(name)
        if value is None:
            return ""
        if isinstance(value, bool | dict | list):
            self.drop(name, _("This is not text."))
            return ""
        text = clean(str(value))
        if len(text) > longest:
            self.drop(
                name, _("Longer than %(most)s characters; the rest was cut.") % {"most": longest}
            )
            return text[: longest - 1].rstrip() + "…"
        return text

    def identifier(self, name: str = "id") -> str:
        """The publisher's own name for a thing, of any shape."""
        value = self.raw(name)
        good = isinstance(value, str | int) and not isinstance(value, bool)
        return clean(str(value)) if good and len(clean(str(value))) <= 120 else ""

    def link(self, name: str) -> str:
        """An address of the web."""
        value = self.raw(name)
        if value is None:
            return ""
        text = clean(value) if isinstance(value, str) else ""
        if re.match(r"www\.[^\s/]+\.", text):
            text = f"https://{text}"
        try:
            if len(text) > 200:
                raise ValidationError("long")
            _is_url(text)
        except ValidationError:
            self.drop(name, _("This is not a web address that begins with http:// or https://."))
            return ""
        return text

    def email(self, name: str) -> str:
        """An e-mail address."""
        value = self.raw(name)
        if value is None:
            return ""
        text = clean(value).removeprefix("mailto:") if isinstance(value, str) else ""
        try:
            _is_email(text)
        except ValidationError:
            self.drop(name, _("This is not an e-mail address."))
            return ""
        return text if len(text) <= 254 else ""

    def number(self, name: str, *, least, most) -> Decimal | None:
        """A number between two bounds."""
        value = self.raw(name)
        if value is None:
            return None
        try:
            number = None if isinstance(value, bool) else Decimal(str(value).strip())
        except InvalidOperation:
            number = None
        if number is None or not number.is_finite():
            self.drop(name, _("This is not a number."))
            return None
        if not least <= number <= most:
            words = _("This is not between %(least)s and %(most)s.")
            self.drop(name, words % {"least": least, "most": most})
            return None
        return number

    def day(self, name: str) -> dt.date | None:
        """A date; a moment is taken by its day."""
        value = self.raw(name)
        if value is None:
            return None
        found = _first(parse_date, str(value)[:10]) if isinstance(value, str) else None
        if found is None:
            self.drop(name, _("This is not a date such as 2026-05-31."))
        return found

    def moment(self, name: str) -> dt.datetime | None:
        """A moment. Without a time zone it is taken as UTC; a mere date as its midnight."""
        value = self.raw(name)
        if value is None:
            return None
        text = str(value).strip() if isinstance(value, str) else ""
        found = _first(parse_datetime, text)
        if found is None and (day := _first(parse_date, text)):
            found = dt.datetime.combine(day, dt.time())
        if found is None:
            self.drop(name, _("This is not a time such as 2026-05-31T09:30:00Z."))
            return None
        return found if found.tzinfo else found.replace(tzinfo=dt.UTC)

    def time(self, name: str) -> dt.time | None:
        """A time of day; a time zone is left off, opening hours are local."""
        value = self.raw(name)
        if value is None:
            return None
        text = re.sub(r"(?:Z|[+-]\d\d:?\d\d)$", "", value.strip()) if isinstance(value, str) else ""
        found = _first(parse_time, text)
        if found is None:
            self.drop(name, _("This is not a time of day such as 09:30."))
            return None
        return found.replace(microsecond=0)

    def postcode(self, name: str) -> str:
        """A British postcode."""
        value = self.raw(name)
        if value is None:
            return ""
        try:
            return tidy_postcode(str(value))
        except BadIdentifier as problem:
            self.drop(name, problem)
            return ""

    def part(self, name: str) -> "Found | None":
        """An object inside this one."""
        value = self.raw(name)
        if value is None:
            return None
        if isinstance(value, dict):
            return Found(value, self.notes, self.at(name))
        self.drop(name, _("This should be an object with fields of its own."))
        return None

    def parts(self, name: str) -> list["Found"]:
        """The objects of a list inside this one."""
        value = self.raw(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.drop(name, _("This should be a list."))
            return []
        found = []
        for number, each in enumerate(value, start=1):
            where = f"{self.at(name)}[{number}]"
            if isinstance(each, dict):
                found.append(Found(each, self.notes, where))
            elif each is not None:
                self.notes.add(where, each, _("This should be an object with fields of its own."))
        return found


def _first(parse, text: str):
    """What Django makes of it: None when it has not the shape, or names no real day or time."""
    try:
        return parse(text)
    except ValueError:
        return None

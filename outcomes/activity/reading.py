"""How the columns and words of a file are read: as ours, or as a remembered layout says."""

import hashlib
import json
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outcomes.activity.faults import BadFileError, bad_file

COLUMNS = (
    "event_id",
    "nhs_number",
    "event_type",
    "occurred_on",
    "ended_on",
    "admission_method",
    "conveyed",
    "avoidable",
)
NEEDED = ("event_id", "nhs_number", "event_type", "occurred_on")
WORDED = ("event_type", "conveyed", "avoidable")
LEFT_OUT = "-"
SHOWN = 10


def tidy(text: str) -> str:
    """A header, or a word of a source, as it is compared: spaces and letter case do not count."""
    return " ".join(text.split()).casefold()


def headers_key(headers: list[str]) -> str:
    """The same for the same set of headers, in whatever order they stand."""
    names = sorted({tidy(header) for header in headers if header.strip()})
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()


def twice_named(headers: list[str]) -> list[str]:
    """Headers that stand in the file more than once. Empty ones do not count."""
    names = [tidy(header) for header in headers if header.strip()]
    return sorted({name for name in names if names.count(name) > 1})


@dataclass(frozen=True, slots=True)
class Reading:
    """Of each of our columns its header; what holds for all rows; their words; their dates.

    `words` leads, column by column, from what the source writes to one of our words, or to
    LEFT_OUT for rows that the service does not take.
    """

    columns: dict[str, str] = field(default_factory=lambda: {name: name for name in COLUMNS})
    fixed: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    date_order: str = "ymd"

    @property
    def digest(self) -> str:
        """The same for two readings that take every file alike; empty for our own columns."""
        if self == OURS:
            return ""
        told = json.dumps([self.columns, self.fixed, self.words, self.date_order], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()

    def places(self, headers: list[str]) -> list[int | None]:
        """Where each of our columns stands in the file; None where it has none."""
        if self == OURS:
            return [*refuse_missing_and_unknown(headers, COLUMNS)]
        refuse_twice_named(headers)
        names = [tidy(header) for header in headers]
        wanted = {name: tidy(header) for name, header in self.columns.items()}
        _refuse(
            [self.columns[name] for name, header in wanted.items() if header not in names],
            ngettext("Missing column: %(names)s.", "Missing columns: %(names)s.", 2),
        )
        return [names.index(wanted[name]) if name in wanted else None for name in COLUMNS]


OURS = Reading()


def are_ours(headers: list[str]) -> bool:
    """Whether the file has our own columns and no others."""
    return {tidy(header) for header in headers} == set(COLUMNS)


def refuse_missing_and_unknown(headers: list[str], columns: tuple[str, ...]) -> list[int]:
    """Where each of `columns` stands in a file that has these and no others."""
    names = [tidy(header) for header in headers]
    unknown = ngettext("Unknown column: %(names)s.", "Unknown columns: %(names)s.", 2)
    missing = ngettext("Missing column: %(names)s.", "Missing columns: %(names)s.", 2)
    _refuse([h for h, name in zip(headers, names, strict=True) if name not in columns], unknown)
    _refuse([name for name in columns if name not in names], missing)
    refuse_twice_named(headers)
    return [names.index(name) for name in columns]


def refuse_twice_named(headers: list[str]) -> None:
    """Refuse a header that stands twice: nobody could say which of the two is meant."""
    words = ngettext("Column named twice: %(names)s.", "Columns named twice: %(names)s.", 2)
    _refuse(twice_named(headers), words)


def _refuse(names: list[str], words: str) -> None:
    if names:
        raise _naming(names, words)


def _naming(names: list[str], words: str) -> BadFileError:
    """The words with the names, the first few of them when there are very many."""
    shown = ", ".join(name[:60] or "“”" for name in names[:SHOWN])
    if len(names) > SHOWN:
        shown = _("%(names)s and %(n)s more") % {"names": shown, "n": len(names) - SHOWN}
    return bad_file(words % {"names": shown})

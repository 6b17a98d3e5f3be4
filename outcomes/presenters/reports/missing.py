"""The list of what is missing, and the same in one sentence."""

from dataclasses import dataclass
from operator import attrgetter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.presenters import Cell, Column, Row, Table


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of gap on the page."""

    key: str
    title: str
    why: str
    table: Table
    more: str


def parts(found) -> list[Part]:
    """Each kind with the rows that lack it."""
    return [
        Part(lack.key, str(lack.title), str(lack.why), _table(lack, rows), _more(number, rows))
        for lack, number, rows in found
    ]


def overview(found) -> Table | None:
    """Kind and number, with a way down the page."""
    rows = tuple(
        Row((Cell(str(lack.title), url=f"#{lack.key}"), Cell(f"{number:,}"), Cell(str(lack.why))))
        for lack, number, _rows in found
    )
    columns = (Column(_("What is missing")), Column(_("How many"), numeric=True),
               Column(_("What it costs the report")))  # fmt: skip
    return Table(_("What is missing"), columns, rows) if rows else None


def _table(lack, rows) -> Table:
    listed = tuple(
        Row((Cell(_name(each)), Cell(_("Fill it in"), url=_url(lack, each), hidden=_name(each))))
        for each in rows
    )
    columns = (Column(_("Record")), Column(_("Where to fill it")))
    return Table(str(lack.title), columns, listed)


def _name(row) -> str:
    return getattr(row, "reference", None) or str(getattr(row, "label", row))


def _url(lack, row) -> str:
    return reverse(lack.page, args=[attrgetter(lack.path)(row)] if lack.path else [])


def _more(number: int, rows) -> str:
    more = number - len(rows)
    if not more:
        return ""
    return ngettext("And %(n)s more.", "And %(n)s more.", more) % {"n": f"{more:,}"}


def in_short(found) -> str:
    """One sentence for the page on which an evaluation is asked for."""
    total = sum(number for _lack, number, _rows in found)
    if not total:
        return _("Nothing is missing in the record.")
    first = sorted(found, key=lambda each: -each[1])[:3]
    named = "; ".join(f"{str(lack.title).lower()}: {number:,}" for lack, number, _rows in first)
    return _("Missing in the record, most first: %(named)s.") % {"named": named}

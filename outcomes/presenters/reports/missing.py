"""The list of what is missing, and the same in one sentence."""

from dataclasses import dataclass
from operator import attrgetter

from django.urls import reverse
from django.utils.translation import gettext as _

from core.presenters import Action, Cell, Column, Row, Table


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of gap on the page."""

    key: str
    title: str
    why: str
    table: Table
    more: Action | None


def parts(found, urls: dict[str, str], user) -> list[Part]:
    """Each kind with the rows that lack it, and the way to all of them."""
    return [
        Part(
            lack.key,
            str(lack.title),
            str(lack.why),
            _table(lack, rows, user),
            _more(lack, number, rows, urls),
        )
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


def _table(lack, rows, user) -> Table:
    listed = tuple(Row((Cell(_name(each)), _where(lack, each, user))) for each in rows)
    columns = (Column(_("Record")), Column(_("Where to fill it")))
    return Table(str(lack.title), columns, listed)


def _name(row) -> str:
    return getattr(row, "reference", None) or str(getattr(row, "label", row))


def _where(lack, row, user) -> Cell:
    """The way to the very field; for who may not fill it, to the record and whose it is to fill."""
    args = [attrgetter(lack.path)(row)] if lack.path else []
    if lack.permission and not user.has_perm(lack.permission, row):
        url = reverse(lack.otherwise, args=args)
        return Cell(_("See it: the ward fills it in"), url=url, hidden=_name(row))
    url = reverse(lack.page, args=args)
    url = f"{url}#{lack.field}" if lack.field else url
    return Cell(_("Fill it in"), url=url, hidden=_name(row))


def _more(lack, number: int, rows, urls: dict[str, str]) -> Action | None:
    if number == len(rows) or lack.key not in urls:
        return None
    words = _("See all %(n)s") % {"n": f"{number:,}"}
    return Action(words, urls[lack.key], kind="link", hidden=str(lack.title))


def in_short(found) -> str:
    """One sentence for the page on which an evaluation is asked for."""
    total = sum(number for _lack, number, _rows in found)
    if not total:
        return _("Nothing is missing in the record.")
    first = sorted(found, key=lambda each: -each[1])[:3]
    named = "; ".join(f"{str(lack.title).lower()}: {number:,}" for lack, number, _rows in first)
    return _("Missing in the record, most first: %(named)s.") % {"named": named}

"""The tables of a document, each with its chapter: what a spreadsheet and a CSV file hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.presenters.words import Words
from outcomes.presenters.blocks import Table
from outcomes.presenters.reports.document import Document


@dataclass(frozen=True, slots=True)
class Listed:
    """One table with where it stands. `number` counts from 1."""

    number: int
    chapter: Words
    table: Table


def tables_of(document: Document) -> list[Listed]:
    """Every table with rows; charts and bars as the table of what they draw."""
    found: list[Listed] = []
    for chapter in document.chapters:
        for table in _within(chapter.blocks):
            if table.rows:
                found.append(Listed(len(found) + 1, chapter.title, table))
    return found


def _within(blocks) -> Iterator[Table]:
    for block in blocks:
        table = table_of(block)
        if table is not None:
            yield table


def table_of(block) -> Table | None:
    """The block as a table; None when it is words alone."""
    if block.kind == "table":
        return block
    if block.kind == "bars":
        rows = tuple((row.label, row.words) for row in block.rows)
        return Table(block.title, (_("What"), _("Number")), rows, note=block.note)
    return getattr(block, "table", None)

"""A CSV file that somebody hands us, opened, and read row by row where a list is short."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from outcomes.activity.blocks import Reject
from outcomes.activity.faults import BadFileError, check_size
from outcomes.activity.reading import refuse_missing_and_unknown
from outcomes.activity.shapes import refuse_unless_ours
from outcomes.activity.table import Table


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file at `path`, size checked; raises BadFileError when it cannot be read."""
    try:
        check_size(path.stat().st_size)
        stream = path.open("rb")
    except FileNotFoundError:
        raise BadFileError(_("There is no file %(name)s.") % {"name": path.name}) from None
    except OSError:
        raise BadFileError(_("The file %(name)s cannot be opened.") % {"name": path.name}) from None
    with stream:
        yield stream


def rows_of(stream, columns: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...] | Reject]]:
    """Yield (row number, cells in the order of `columns`); the header is row 1.

    `stream` can be peeked into. Raises BadFileError for a wrong encoding, a wrong header, or text
    that is no CSV.
    """
    refuse_unless_ours(stream.peek())
    table = Table(stream)
    order = refuse_missing_and_unknown(table.headers, columns)
    for piece in table.pieces():
        wanted = [piece.columns[place] for place in order]
        yield from zip(piece.numbers, zip(*wanted, strict=True), strict=True)
        yield from ((short.row, short) for short in piece.short)

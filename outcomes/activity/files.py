"""A CSV file that somebody hands us: opened, its encoding and header checked, read row by row.

Nothing is held in memory but one block of rows, so a file may be of any length up to the limit.
"""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import DomainError

DEFAULT_LIMIT = 2 * 1024**3
FORMULA_STARTS = ("=", "+", "@", "\t", "\r", "-", "＝", "＋", "＠", "－")


class BadFileError(DomainError):
    """The file as a whole cannot be read; nothing of it was stored."""


def size_limit() -> int:
    """The largest file, in bytes, that is read."""
    return getattr(settings, "IMPORT_MAX_BYTES", DEFAULT_LIMIT)


def check_size(size: int) -> None:
    """Refuse a file above the limit before a byte of it is read."""
    if size > size_limit():
        raise BadFileError(
            _("The file is larger than %(limit)s MB. Split it and import the parts one by one.")
            % {"limit": f"{size_limit() // 1024**2:,}"},
            field="file",
        )


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run this cell. A plain negative number is none."""
    return cell.startswith(FORMULA_STARTS) and not cell[1:].replace(".", "", 1).isdigit()


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


def rows_of(
    stream: BinaryIO, columns: tuple[str, ...]
) -> Iterator[tuple[int, list[str] | tuple[str, ...]]]:
    """Yield (row number, cells in the order of `columns`); the header is row 1.

    Raises BadFileError for a wrong encoding, a wrong header, or text that is no CSV. A row
    with too few or too many cells is yielded as it is, and found wrong by its length.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", errors="strict")
    reader = csv.reader(text, strict=True)
    try:
        order = _order(next(reader, None), columns)
        plain, sorted_out = order == list(range(len(columns))), itemgetter(*order)
        for row in reader:
            if row:
                wanted = plain or len(row) != len(columns)
                yield reader.line_num, row if wanted else sorted_out(row)
    except UnicodeDecodeError:
        raise BadFileError(
            _("The file is not UTF-8 text. Save it as “CSV UTF-8” and try again."), field="file"
        ) from None
    except csv.Error as fault:
        raise BadFileError(
            _("Row %(row)s cannot be read as CSV: %(why)s.")
            % {"row": reader.line_num, "why": fault},
            field="file",
        ) from None
    finally:
        text.detach()


def _order(header: list[str] | None, columns: tuple[str, ...]) -> list[int]:
    """Where each wanted column stands in the file. Names unknown and missing columns."""
    if not header or not any(cell.strip() for cell in header):
        words = _("The file is empty. Its first row must name the columns.")
        raise BadFileError(words, field="file")
    names = [cell.strip().lower() for cell in header]
    _refuse(
        [cell.strip()[:60] for cell in header if cell.strip().lower() not in columns],
        ngettext("Unknown column: %(names)s.", "Unknown columns: %(names)s.", 2),
    )
    _refuse(
        [name for name in columns if name not in names],
        ngettext("Missing column: %(names)s.", "Missing columns: %(names)s.", 2),
    )
    _refuse(
        sorted({name for name in names if names.count(name) > 1}),
        ngettext("Column named twice: %(names)s.", "Columns named twice: %(names)s.", 2),
    )
    return [names.index(name) for name in columns]


def _refuse(names: list[str], words: str) -> None:
    if names:
        shown = ", ".join(name or "“”" for name in names)
        raise BadFileError(words % {"names": shown}, field="file")

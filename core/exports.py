"""CSV out, safe to open in a spreadsheet.

A cell that begins with = + - @, a tab, a carriage return, a NUL or a full-width form of one of
these may be run as a formula; such a cell gets an apostrophe in front. Numbers stay numbers.
"""

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from django.http import StreamingHttpResponse
from django.utils import timezone

_DANGEROUS = frozenset("=+-@\t\r\n\0＝＋－＠|%")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00a0 "

Column = tuple[str, Callable]


def safe_cell(value) -> str:
    """`value` as text that no spreadsheet runs as a formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    text = "" if value is None else str(value)
    first = text.lstrip(_INVISIBLE)[:1]
    risky = text[:1] in _DANGEROUS or first in _DANGEROUS if text else False
    return ("'" if risky else "") + text.replace("\0", "")


class _Echo:
    """A file that gives back what is written to it, for streaming."""

    def write(self, value):
        return value


def csv_lines(columns: Iterable[Column], rows: Iterable) -> Iterator[str]:
    """The header and one line a row; `columns` are (heading, how to read it from a row)."""
    columns = list(columns)
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([safe_cell(heading) for heading, _read in columns])
    for row in rows:
        yield writer.writerow([safe_cell(read(row)) for _heading, read in columns])


def csv_response(filename: str, columns: Iterable[Column], rows: Iterable) -> StreamingHttpResponse:
    """A download that is written as it is read."""
    response = StreamingHttpResponse(
        csv_lines(columns, rows), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response

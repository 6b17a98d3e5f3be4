"""CSV files in a zip: one a table, and a data dictionary that explains every field."""

import csv
import io
import re
import zipfile

from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.exports import safe_cell
from outcomes.presenters.reports.document import Document
from outcomes.writers.cells import plain, value_of
from outcomes.writers.dictionary import fields_of
from outcomes.writers.listing import Listed, tables_of
from outcomes.writers.spreadsheet import about

_MOMENT = (1980, 1, 1, 0, 0, 0)


def as_zip(document: Document) -> bytes:
    """The same document gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "read-me.txt", _read_me(document))
        head = (_("File"), _("Table"), _("Field"), _("Meaning"), _("Unit"), _("Source"))
        rows = [
            (file_name(each.listed), each.table, each.field, each.meaning, each.unit, each.source)
            for each in fields_of(document)
        ]
        _put(archive, "data-dictionary.csv", as_csv(head, rows))
        for listed in tables_of(document):
            rows = [[_cell(words) for words in row] for row in listed.table.rows]
            _put(archive, file_name(listed), as_csv(listed.table.head, rows, safe=False))
    return out.getvalue()


def _cell(words) -> str:
    """A number as a number; words so that no spreadsheet runs them."""
    value = value_of(words)
    return plain(value) if value.number is not None else safe_cell(value.words)


def as_csv(head, rows, *, safe: bool = True) -> str:
    """Text of one CSV file."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe_cell(words) for words in head])
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row] if safe else row)
    return "\ufeff" + out.getvalue()


def file_name(listed: Listed) -> str:
    """01-what-held-people.csv"""
    words = re.sub(r"-+", "-", slugify(str(listed.table.caption)))[:50].strip("-")
    return f"{listed.number:02d}-{words or 'table'}.csv"


def _read_me(document: Document) -> str:
    lines = [str(document.title), ""]
    lines += [f"{label}: {words}" for label, words in about(document)]
    return "\n".join(lines) + "\n"


def _put(archive: zipfile.ZipFile, name: str, text: str) -> None:
    archive.writestr(zipfile.ZipInfo(name, _MOMENT), text.encode(), zipfile.ZIP_DEFLATED)

"""Excel: a sheet to read first, then one sheet a table, numbers as numbers, nothing as formula."""

import datetime as dt
import io

import xlsxwriter
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.exports import safe_cell
from outcomes.presenters.reports.document import Document
from outcomes.writers.cells import Value, value_of
from outcomes.writers.dictionary import fields_of
from outcomes.writers.listing import Listed, tables_of

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
MOST = 31
WIDEST = 60


def as_xlsx(document: Document) -> bytes:
    """The workbook's bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    made = dt.datetime.combine(document.as_of, dt.time())
    book.set_properties({"title": str(document.title), "author": str(document.made_by),
                         "subject": str(document.programme), "created": made})  # fmt: skip
    looks = _Looks(book)
    _read_me(book, document, looks)
    for listed in tables_of(document):
        _sheet(book, listed, document, looks)
    book.close()
    return out.getvalue()


class _Looks:
    """Formats of one workbook, each made once."""

    def __init__(self, book):
        self.book = book
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.right = book.add_format({"align": "right", "valign": "top"})
        self.mark = book.add_format({"bold": True, "font_color": "#9A2A1F"})
        self._numbers: dict[str, object] = {}

    def number(self, value: Value):
        """The format that shows the number as the page shows it."""
        shape = "#,##0" + ("." + "0" * value.places if value.places else "")
        if value.unit == "pounds":
            shape = f'"£"{shape};"−£"{shape}'
        elif value.unit == "percent":
            shape = "0" + ("." + "0" * value.places if value.places else "") + "%"
            shape = f'{"+" if value.signed else ""}{shape};"−"{shape};0%'
        if shape not in self._numbers:
            self._numbers[shape] = self.book.add_format({"num_format": shape, "valign": "top"})
        return self._numbers[shape]


def _read_me(book, document: Document, looks: _Looks) -> None:
    sheet = book.add_worksheet(_("Read me"))
    sheet.set_column(0, 0, 30, looks.text)
    sheet.set_column(1, 1, 90, looks.text)
    sheet.write_string(0, 0, safe_cell(document.title), looks.title)
    row = 1
    for label, words in about(document):
        look = looks.mark if words and words == document.mark else looks.text
        sheet.write_string(row, 0, str(label), looks.head)
        sheet.write_string(row, 1, safe_cell(words), look)
        row += 1
    row += 1
    for column, label in enumerate((_("Field"), _("Meaning, unit and source"))):
        sheet.write_string(row, column, label, looks.head)
    for each in fields_of(document):
        row += 1
        sheet.write_string(row, 0, safe_cell(f"{each.table}: {each.field}"), looks.text)
        sheet.write_string(row, 1, safe_cell(f"{each.meaning} {each.unit}. {each.source}"))


def about(document: Document) -> list[tuple[str, str]]:
    """What stands at the top of files that are tables."""
    rows = [
        (_("Programme"), str(document.programme)),
        (_("For"), str(document.audience)),
        (_("Period"), str(document.period)),
        (_("Data to"), date_format(document.as_of, "j F Y")),
        (_("Made by"), str(document.made_by)),
        (_("What may be claimed"), str(document.claim)),
        (_("How numbers are shown"), str(document.rule)),
        (_("Status"), str(document.mark)),
        (_("Report"), str(document.reference)),
        (_("Evaluation"), str(document.run)),
        (_("Fingerprint"), document.fingerprint),
    ]
    return [(label, words) for label, words in rows if words]


def _sheet(book, listed: Listed, document: Document, looks: _Looks) -> None:
    sheet = book.add_worksheet(sheet_name(listed))
    sheet.write_string(0, 0, safe_cell(listed.table.caption), looks.title)
    sheet.write_string(1, 0, safe_cell(document.mark or document.rule), looks.mark
                       if document.mark else looks.text)  # fmt: skip
    top = 3
    for column, words in enumerate(listed.table.head):
        sheet.write_string(top, column, safe_cell(words), looks.head)
        widest = max((len(str(row[column])) for row in listed.table.rows), default=0)
        sheet.set_column(column, column, min(WIDEST, max(widest, len(str(words)), 8) + 2))
    sheet.freeze_panes(top + 1, 1)
    for number, row in enumerate(listed.table.rows, top + 1):
        for column, words in enumerate(row):
            _write(sheet, number, column, words, looks)
    if listed.table.note:
        last = top + len(listed.table.rows) + 2
        sheet.write_string(last, 0, safe_cell(listed.table.note), looks.text)


def _write(sheet, row: int, column: int, words, looks: _Looks) -> None:
    value = value_of(words)
    if column == 0 or value.number is None:
        look = looks.right if column and value.words in ("*", "–") else looks.text
        sheet.write_string(row, column, safe_cell(value.words), look)
        return
    number = value.number / 100 if value.unit == "percent" else value.number
    sheet.write_number(row, column, float(number), looks.number(value))


def sheet_name(listed: Listed) -> str:
    """A name that Excel takes: numbered, without its forbidden signs, 31 characters at most."""
    words = " ".join(str(listed.table.caption).translate(_FORBIDDEN).split())
    return f"{listed.number}. {words}"[:MOST].strip()

"""One writer a format. Each writes the same blocks, so the same words and numbers stand in each."""

from collections.abc import Callable

from outcomes.presenters.reports.document import Document
from outcomes.writers.paper import as_pdf
from outcomes.writers.spreadsheet import as_xlsx
from outcomes.writers.values import as_zip
from outcomes.writers.word import as_docx

WRITERS: dict[str, Callable[[Document], bytes]] = {
    "pdf": as_pdf,
    "docx": as_docx,
    "xlsx": as_xlsx,
    "zip": as_zip,
}
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}

__all__ = ["TYPES", "WRITERS", "as_docx", "as_pdf", "as_xlsx", "as_zip"]

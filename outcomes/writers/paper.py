"""PDF/UA-1, in the look of the evaluation."""

from core import pdf
from outcomes.pdf.render import as_pdf as evaluation_pdf
from outcomes.presenters.reports.document import Document

ONE_PAGE = "public"


def as_pdf(document: Document) -> bytes:
    """The document as a tagged PDF with title and language."""
    if document.evaluation is not None and not document.mark:
        return evaluation_pdf(document.evaluation)
    template = "one_page" if document.kind == ONE_PAGE else "report"
    return pdf.render(f"pdf/{template}.html", {"document": document}, css="pdf/report.css")

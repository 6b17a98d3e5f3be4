"""PDF/UA-1, in the look of the evaluation."""

from django.utils.translation import gettext as _

from core import pdf
from core.errors import RuleBroken
from outcomes.pdf.render import as_pdf as evaluation_pdf
from outcomes.presenters.reports.document import Document

ONE_PAGE = "public"
SETTINGS = ("", "close", "closest")
CSS = "pdf/report.css"


def as_pdf(document: Document) -> bytes:
    """The document as a tagged PDF with title and language."""
    if document.evaluation is not None and not document.mark:
        return evaluation_pdf(document.evaluation)
    if document.kind == ONE_PAGE:
        return one_page(document)
    return pdf.render("pdf/report.html", {"document": document}, css=CSS)


def one_page(document: Document) -> bytes:
    """One page means one: set more closely where it must be, refused where that is not enough."""
    contexts = ({"document": document, "setting": setting} for setting in SETTINGS)
    found = pdf.render_within("pdf/one_page.html", contexts, pages=1, css=CSS)
    if found is None:
        raise RuleBroken(
            _("The summary does not fit one page. Take a shorter story."), field="story"
        )
    return found

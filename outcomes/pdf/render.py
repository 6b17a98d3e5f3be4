"""From a report to the bytes of a tagged PDF."""

from core import pdf
from outcomes.presenters.report import Report


def as_pdf(report: Report) -> bytes:
    """The report as PDF/UA-1: tagged, with title and language."""
    return pdf.render("pdf/evaluation.html", {"report": report}, css="pdf/report.css")

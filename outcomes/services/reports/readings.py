"""Write down who opened a report or took which of its files."""

from core import clock
from outcomes.models import Report, ReportReading


def note(report: Report, *, by, what: str) -> ReportReading:
    """Append one line to the report's log. Nobody signed in: `by` is None."""
    return ReportReading.objects.create(
        report=report, edition=report.edition, at=clock.now(), by=by, what=what
    )

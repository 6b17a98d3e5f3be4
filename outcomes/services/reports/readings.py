"""Write down who opened a report or took which of its files; of pages open to all, how many."""

from django.db.models import F

from core import clock
from outcomes.models import Report, ReportReading, ReportVisits


def note(report: Report, *, by, what: str) -> ReportReading:
    """Append one line to the report's log: somebody who signed in to read it."""
    return ReportReading.objects.create(
        report=report, edition=report.edition, at=clock.now(), by=by, what=what
    )


def visited(report: Report, *, what: str) -> None:
    """Count one visit to a page open to anybody. However many come, a day stays one row."""
    today = clock.today()
    rows = ReportVisits.objects.filter(report=report, day=today, what=what)
    if rows.update(times=F("times") + 1):
        return
    _row, first = ReportVisits.objects.get_or_create(
        report=report, day=today, what=what, defaults={"times": 1}
    )
    if not first:
        rows.update(times=F("times") + 1)

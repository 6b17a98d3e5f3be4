"""Write a report's files, on a worker, away from whoever asked for them.

A report that was never written waits as “being written”. One that gets a new edition keeps its
place in the room; only its files are missing meanwhile. Asked twice, killed anywhere or handed to
two workers, an edition is written once: one worker holds it, and whoever comes later finds that
nothing waits.
"""

import datetime as dt
import hashlib
import logging
import uuid
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, events, outbox
from core.errors import DomainError
from core.jobs import claimed
from core.services import lock, move
from outcomes.evaluation.cut import canonical
from outcomes.models import Report, ReportFile
from outcomes.presenters.reports.counts import Counts
from outcomes.report_lives import REPORT_LIFE, ReportStatus
from outcomes.services.reports import settling
from outcomes.services.reports.content import audience_key
from outcomes.writers import WRITERS

TASK = "outcomes.tasks.write_report"
STEPS = 1 + len(WRITERS)
TRIES = 3
log = logging.getLogger(__name__)


class Prepared(NamedTuple):
    """What was worked out without holding any lock."""

    edition: int
    counts: Counts
    bodies: dict[str, bytes]


def promise(report: Report) -> None:
    """Ask a worker, in the transaction that left something to write."""
    outbox.enqueue(TASK, reference=report.reference)


def write(report: Report) -> Report:
    """Write what waits to be written; when it cannot be, the report says why."""
    try:
        return write_or_refuse(report)
    except DomainError as refusal:
        return fail_writing(report, at=clock.now(), reason=refusal.message)
    except Exception:
        log.exception("report %s could not be written", report.reference)
        return fail_writing(report, at=clock.now(), reason=_("Something went wrong on our side."))


def write_or_refuse(report: Report) -> Report:
    """The same, for whoever wants the refusal itself."""
    for _attempt in range(TRIES):
        report.refresh_from_db()
        if report.writing_since is None:
            return report
        with claimed(_key(report)) as mine:
            if not mine:
                return report
            prepared = _prepared(report)
            if finish_writing(report, prepared, at=clock.now()):
                break
    report.refresh_from_db()
    return report


def _key(report: Report) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"report/{report.reference}/{report.edition}")


def _prepared(report: Report) -> Prepared:
    """Settle what may be shown, then write every format."""
    told, counts = settling.settled_for(report)
    bodies = {}
    for step, (format_, writer) in enumerate(WRITERS.items(), 1):
        Report.objects.filter(pk=report.pk).update(step=step)
        bodies[format_] = writer(told)
    return Prepared(report.edition, counts, bodies)


@transaction.atomic
def finish_writing(report: Report, prepared: Prepared, *, at: dt.datetime) -> bool:
    """Keep the files, unless a newer edition was asked for or others gave more away meanwhile."""
    report = lock(report)
    lock(report.run.programme)
    if report.writing_since is None or report.edition != prepared.edition:
        return False
    if report.published_at and not settling.still_holds(report, prepared.counts):
        return False
    settle(report, prepared.counts)
    _keep_files(report, prepared, at=at)
    report.writing_since, report.fail_reason, report.step = None, "", 0
    if report.status == ReportStatus.WRITING:
        move(report, "finish_writing", life=REPORT_LIFE, by=None, at=at)
        return True
    report.save()
    events.record(report, "finish_writing", by=None, at=at, data={"edition": report.edition})
    return True


def settle(report: Report, counts: Counts) -> None:
    """Set on the report what it gives away and withholds. What went out stays counted."""
    before = report.claims if report.published_at else []
    report.claims = settling.as_json(counts, and_before=before)
    report.withheld = sorted(counts.withheld)
    report.fingerprint = _fingerprint(report)


def _keep_files(report: Report, prepared: Prepared, *, at: dt.datetime) -> None:
    for format_, body in prepared.bodies.items():
        file = ReportFile(
            report=report, edition=report.edition, format=format_, size=len(body), made_at=at,
            sha256=hashlib.sha256(body).hexdigest(),
        )  # fmt: skip
        name = f"{report.reference}-{report.edition}.{format_}"
        # what a worker left that was killed before it could commit belongs to no row
        file.file.storage.delete(file.file.field.generate_filename(file, name))
        file.file.save(name, ContentFile(body), save=True)


def _fingerprint(report: Report) -> str:
    """The run's own fingerprint, with what was chosen from it and withheld."""
    content = {
        "run": report.run.fingerprint,
        "kind": report.kind,
        "audience": audience_key(report),
        "period": [report.period_from.isoformat(), report.period_to.isoformat()],
        "withheld": report.withheld,
    }
    return hashlib.sha256(canonical(content).encode()).hexdigest()


@transaction.atomic
def fail_writing(report: Report, *, at: dt.datetime, reason: str) -> Report:
    """Give up for now. A report that is in the room stays there; its new files are missing."""
    report = lock(report)
    if report.writing_since is None:
        return report
    report.writing_since, report.step = None, 0
    report.fail_reason = str(reason)[:300]
    if report.status == ReportStatus.WRITING:
        return move(report, "fail_writing", life=REPORT_LIFE, by=None, at=at, words=reason)
    report.save()
    events.record(report, "fail_writing", by=None, at=at, words=reason)
    return report


@transaction.atomic
def try_again(report: Report, *, by, at: dt.datetime) -> Report:
    """Ask a worker once more for a report that could not be written."""
    report = move(lock(report), "try_again", life=REPORT_LIFE, by=by, at=at, writing_since=at,
                  fail_reason="")  # fmt: skip
    promise(report)
    return report

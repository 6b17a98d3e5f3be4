"""Make a report from a run, and a new edition of one. Its files are written elsewhere."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.errors import RuleBroken
from core.services import lock, move
from outcomes.lifecycle import RunStatus
from outcomes.models import EvaluationRun, Report
from outcomes.models.report import Kind
from outcomes.report_lives import REPORT_LIFE
from outcomes.report_lives import ReportStatus as Status
from outcomes.services.reports import writing

DONE = (RunStatus.READY, RunStatus.PUBLISHED)


@transaction.atomic
def make(
    run: EvaluationRun,
    *,
    by,
    at: dt.datetime,
    kind: str,
    period: tuple[dt.date, dt.date],
    funder=None,
    ward=None,
    background: bool = True,
) -> Report:
    """A report to be checked. The same one is not made twice from one run.

    `background` promises its files to a worker in this transaction; else they are written here.
    Whoever asks again while it is being written gets the one that is.
    """
    run = lock(run)
    _check(run, kind=kind, period=period, funder=funder, ward=ward)
    told = {"kind": kind, "funder": funder, "ward": ward}
    span = {"period_from": period[0], "period_to": period[1]}
    known = Report.objects.filter(run=run, **told, **span).exclude(status=Status.WITHDRAWN).first()
    if known is not None:
        return _being_written(known)
    report = Report.objects.create(
        run=run, **told, **span, fingerprint=run.fingerprint, made_at=at, made_by=by,
        writing_since=at,
    )  # fmt: skip
    events.record(report, "make", by=by, at=at)
    return _written_or_promised(report, background=background)


def _being_written(known: Report) -> Report:
    if known.status != Status.WRITING:
        raise RuleBroken(_("This report was made already. Withdraw it before you make it again."))
    return known


def _written_or_promised(report: Report, *, background: bool) -> Report:
    if not background:
        return writing.write_or_refuse(report)
    writing.promise(report)
    return report


def _check(run, *, kind: str, period, funder, ward) -> None:
    if run.status not in DONE:
        raise RuleBroken(_("The evaluation has no figures yet. Wait until it is ready."))
    if kind != Kind.ANNUAL and "reports" not in run.frozen.get("facts", {}):
        raise RuleBroken(
            _("This evaluation is of an imported list, or older than these reports. Choose one of "
              "the people whose cases the service ran."),
            field="run",
        )  # fmt: skip
    if period[1] > run.as_of:
        raise RuleBroken(
            _("The period ends after the data cut-off of the evaluation."), field="period"
        )
    _check_audience(run, kind=kind, funder=funder, ward=ward)


def _check_audience(run, *, kind: str, funder, ward) -> None:
    if (kind == Kind.FUNDER) != (funder is not None):
        raise RuleBroken(_("Choose the funder for whom it is."), field="funder")
    if (kind == Kind.WARD) != (ward is not None):
        raise RuleBroken(_("Choose the ward for which it is."), field="ward")
    facts = run.frozen.get("facts", {}).get("reports", {})
    if funder and funder.slug not in {each["key"] for each in facts["funders"]}:
        raise RuleBroken(_("That funder has no agreement in this programme."), field="funder")
    if ward and f"ward:{ward.reference}" not in facts["wards"]["places"]:
        raise RuleBroken(_("That ward has sent nobody to this programme."), field="ward")


@transaction.atomic
def renew(
    report: Report, *, by, at: dt.datetime, words: str = "", background: bool = True
) -> Report:
    """A new edition. The files before it go at once: what stood in them is in force no longer."""
    report = lock(report)
    report = move(report, "renew", life=REPORT_LIFE, by=by, at=at, words=words,
                  edition=report.edition + 1, writing_since=at, step=0, fail_reason="")  # fmt: skip
    wipe(report.files.filter(edition__lt=report.edition, wiped_at__isnull=True), at=at)
    return _written_or_promised(report, background=background)


def wipe(files, *, at: dt.datetime) -> int:
    """Take the files away for good; that they existed stays. The disk follows the commit."""
    names = [(each.file.storage, each.file.name) for each in files if each.file]
    found = files.update(file="", wiped_at=at)
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in names])
    return found

"""Make a report from a run: check, settle, write its files."""

import datetime as dt
import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.errors import RuleBroken
from core.services import lock, move
from outcomes.evaluation.cut import Cut, canonical
from outcomes.lifecycle import RunStatus
from outcomes.models import EvaluationRun, Report, ReportFile
from outcomes.models.report import Kind
from outcomes.presenters.numbers import Exact, Published
from outcomes.presenters.reports.document import Document
from outcomes.presenters.reports.subject import Subject
from outcomes.presenters.reports.writing import document
from outcomes.report_lives import REPORT_LIFE, ReportStatus
from outcomes.services.reports import settling
from outcomes.services.reports.told import story_blocks
from outcomes.writers import WRITERS

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
) -> Report:
    """A report to be checked, with all its files. The same one is not made twice from one run."""
    _check(run, kind=kind, period=period, funder=funder, ward=ward)
    report = Report(
        run=run, kind=kind, funder=funder, ward=ward, made_at=at, made_by=by,
        period_from=period[0], period_to=period[1], fingerprint=run.fingerprint,
    )  # fmt: skip
    known = Report.objects.exclude(status=ReportStatus.WITHDRAWN).filter(
        run=run, kind=kind, funder=funder, ward=ward, period_from=period[0], period_to=period[1]
    )
    if known.exists():
        raise RuleBroken(_("This report was made already. Withdraw it before you make it again."))
    report.save()
    _write(report, at=at)
    events.record(report, "make", by=by, at=at)
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
def renew(report: Report, *, by, at: dt.datetime, words: str = "") -> Report:
    """Write the files anew, and wipe those before: what stood in them is in force no longer."""
    report = lock(report)
    report = move(
        report, "renew", life=REPORT_LIFE, by=by, at=at, words=words, edition=report.edition + 1
    )
    _write(report, at=at)
    wipe(report.files.filter(edition__lt=report.edition, wiped_at__isnull=True), at=at)
    return report


def wipe(files, *, at: dt.datetime) -> int:
    """Take the files away for good; that they existed stays. The disk follows the commit."""
    names = [(each.file.storage, each.file.name) for each in files if each.file]
    found = files.update(file="", wiped_at=at)
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in names])
    return found


def _write(report: Report, *, at: dt.datetime) -> None:
    """Settle what may be shown, then write every format."""
    told, counts = settling.settled(given_of(report), settling.went_out(report))
    report.claims = settling.as_json(counts)
    report.withheld = sorted(counts.withheld)
    report.fingerprint = _fingerprint(report)
    report.save(update_fields=["claims", "withheld", "fingerprint"])
    for format_, writer in WRITERS.items():
        body = writer(told)
        file = ReportFile(
            report=report, edition=report.edition, format=format_, size=len(body), made_at=at,
            sha256=hashlib.sha256(body).hexdigest(),
        )  # fmt: skip
        name = f"{report.reference}-{report.edition}.{format_}"
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


def audience_key(report: Report) -> str:
    """The funder's slug or the ward's reference."""
    if report.funder_id:
        return report.funder.slug
    return report.ward.reference if report.ward_id else ""


def given_of(report: Report) -> dict[str, Any]:
    """All of a Subject but its counts."""
    run = report.run
    return {
        "kind": report.kind,
        "reference": report.reference,
        "cut": Cut(run.parameters, "", run.frozen.get("facts", {})),
        "found": run.results,
        "first": report.period_from,
        "last": report.period_to,
        "run": run.reference,
        "key": audience_key(report),
        "stories": story_blocks(report),
    }


def written(report: Report, *, exact: bool = False) -> Document:
    """The report as blocks: as it went out, or with true figures for those who may see them."""
    given = given_of(report)
    numbers = Exact() if exact else Published()
    counts = settling.counts_of(given, numbers, () if exact else report.withheld)
    return document(Subject(counts=counts, **given))

"""Do the work of a run: freeze, work out, draw. May be killed anywhere and begun again."""

import datetime as dt
import uuid

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from core import clock
from core.errors import DomainError
from core.jobs import claimed
from outcomes.evaluation.cut import Cut
from outcomes.evaluation.figures import figures
from outcomes.extraction.making import snapshot, take
from outcomes.lifecycle import RunStatus
from outcomes.models import EvaluationCut, EvaluationRun
from outcomes.pdf.render import as_pdf
from outcomes.presenters.numbers import Published
from outcomes.presenters.report import report
from outcomes.services import runs

STEPS = 13
STALE_AFTER = dt.timedelta(minutes=10)


class StoppedError(DomainError):
    """The run was cancelled while it was worked on."""


def evaluate(run: EvaluationRun) -> EvaluationRun:
    """Bring `run` to its figures and its PDF. Does nothing when another worker is at it.

    The cut is frozen in one step and kept. A worker killed later leaves it behind, and whoever
    begins again builds the same figures from it.
    """
    with claimed(uuid.uuid5(uuid.NAMESPACE_URL, f"evaluation/{run.reference}")) as mine:
        if not mine:
            return run
        run.refresh_from_db()
        if run.status not in (RunStatus.QUEUED, RunStatus.RUNNING):
            return run
        run = runs.start(run, at=clock.now())
        try:
            return _work(run)
        except StoppedError:
            run.refresh_from_db()
            return run


def _work(run: EvaluationRun) -> EvaluationRun:
    _tell(run, 1, _("Freezing the records"))
    cut = frozen(run)
    found = figures(cut, progress=lambda done, of: _tell(run, 1 + done, _("Working out figures")))
    _tell(run, STEPS - 1, _("Writing the report"))
    pdf = as_pdf(report(cut, found, Published()))
    _tell(run, STEPS, _("Finishing"))
    run.pdf.save(f"{run.reference}.pdf", ContentFile(pdf), save=False)
    return runs.finish(
        run,
        at=clock.now(),
        pdf=run.pdf.name,
        seed=cut.seed,
        results=found,
        fingerprint=cut.fingerprint,
        design_grade=found["design"]["grade"],
        parameters=cut.parameters,
        frozen={"facts": cut.facts, "rows": run.cut.rows, "sha256": cut.digest},
        step=STEPS,
    )


def frozen(run: EvaluationRun) -> Cut:
    """The run's cut: as it was frozen, or frozen now."""
    kept = EvaluationCut.objects.filter(run=run).first()
    if kept is not None:
        return Cut.unpacked(bytes(kept.body))
    with snapshot():
        cut = take(run)
        EvaluationCut.objects.create(
            run=run,
            made_at=clock.now(),
            rows=max(0, cut.people.count("\n") - 1),
            digest=cut.fingerprint,
            body=cut.packed(),
        )
    return cut


def rebuild(run: EvaluationRun) -> dict:
    """The figures once more, from the frozen cut alone."""
    return figures(Cut.unpacked(bytes(run.cut.body)))


def _tell(run: EvaluationRun, step: int, words: str) -> None:
    """Note how far it is, for whoever watches; stop when it was cancelled."""
    still = EvaluationRun.objects.filter(pk=run.pk, status=RunStatus.RUNNING).update(
        step=step, steps=STEPS, step_words=words, heartbeat_at=clock.now()
    )
    if not still:
        raise StoppedError(_("This evaluation was cancelled."))


def take_up_stale(*, at: dt.datetime) -> int:
    """Ask again for runs that nobody has worked on for long: a worker died, or a job was lost."""
    from django.db import transaction

    from core import outbox

    waiting = EvaluationRun.objects.filter(status__in=(RunStatus.QUEUED, RunStatus.RUNNING))
    stale = waiting.filter(heartbeat_at__lt=at - STALE_AFTER) | waiting.filter(
        heartbeat_at__isnull=True, queued_at__lt=at - STALE_AFTER
    )
    with transaction.atomic():
        taken = list(stale.select_for_update(skip_locked=True, no_key=True))
        for run in taken:
            outbox.enqueue(runs.TASK, reference=run.reference)
            EvaluationRun.objects.filter(pk=run.pk).update(heartbeat_at=at)
    return len(taken)

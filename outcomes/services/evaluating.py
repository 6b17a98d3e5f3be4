"""Do the work of a run: freeze, count part by part, join, work out, draw.

In one process (`evaluate`, as the command does it) or spread over workers (`begin`, then a task
for each part, then `complete`): the same parts, the same cut, the same fingerprint. It may be
killed anywhere and begun again.
"""

import datetime as dt
import uuid
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, outbox
from core.jobs import claimed
from outcomes.evaluation.cut import Cut
from outcomes.evaluation.figures import figures
from outcomes.lifecycle import RunStatus
from outcomes.models import EvaluationCut, EvaluationRun
from outcomes.pdf.render import as_pdf
from outcomes.services import parts, runs
from outcomes.services.parts import StoppedError
from outcomes.services.reports import evaluations, settling
from outcomes.services.reports.content import shared_as_kept

FROZEN, COUNTED, WORKED_OUT, DRAWN, ALL = 5, 55, 85, 95, 100  # how far it is, of a hundred
STALE_AFTER = dt.timedelta(minutes=10)
UNFINISHED = (RunStatus.QUEUED, RunStatus.RUNNING)


def evaluate(run: EvaluationRun) -> EvaluationRun:
    """Bring `run` to its figures and its PDF, here. Does nothing when another worker is at it."""
    return _alone(run, _whole)


def begin(run: EvaluationRun) -> EvaluationRun:
    """Freeze `run` and ask workers for its parts; a run of one part is finished at once."""
    return _alone(run, _begin)


def complete(run: EvaluationRun) -> EvaluationRun:
    """Join the counted parts and finish. Does nothing while parts are missing."""
    return _alone(run, _complete)


def count(run: EvaluationRun, number: int) -> EvaluationRun:
    """Count one part on this worker; whoever counts the last one asks for the rest."""
    with claimed(_key(f"{run.reference}/{number}")) as mine:
        run.refresh_from_db()
        if not mine or run.status != RunStatus.RUNNING:
            return run
        try:
            last = parts.count_part(run, number)
            _tell_counted(run)
        except StoppedError:
            return run
    if last:
        with transaction.atomic():
            parts.promise(run)
    return run


def _key(name: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"evaluation/{name}")


def _alone(run: EvaluationRun, work: Callable[[EvaluationRun], EvaluationRun]) -> EvaluationRun:
    """Do `work` unless the run is over or another worker is at it; a cancelled one just stops."""
    with claimed(_key(run.reference)) as mine:
        if not mine:
            return run
        run.refresh_from_db()
        if run.status not in UNFINISHED:
            return run
        try:
            return work(run)
        except StoppedError:
            run.refresh_from_db()
            return run


def _whole(run: EvaluationRun) -> EvaluationRun:
    run = runs.start(run, at=clock.now())
    _tell(run, 0, _("Freezing the records"))
    return _finish(run, frozen(run))


def _begin(run: EvaluationRun) -> EvaluationRun:
    run = runs.start(run, at=clock.now())
    _tell(run, 0, _("Freezing the records"))
    if EvaluationCut.objects.filter(run=run).exists() or len(parts.freeze_parts(run)) == 1:
        return _finish(run, frozen(run))
    _tell_counted(run)
    with transaction.atomic():
        parts.promise(run)
    return run


def _complete(run: EvaluationRun) -> EvaluationRun:
    if run.parts.filter(status=parts.Status.WAITING).exists():
        return run
    return _finish(run, frozen(run))


def _finish(run: EvaluationRun, cut: Cut) -> EvaluationRun:
    def worked_out(done: int, of: int) -> None:
        _tell(run, COUNTED + (WORKED_OUT - COUNTED) * done // of, _("Working out figures"))

    worked_out(0, 1)
    found = figures(cut, progress=worked_out)
    _tell(run, WORKED_OUT, _("Writing the report"))
    shared = evaluations.settle(run, cut, found)
    pdf = as_pdf(shared.report)
    _tell(run, DRAWN, _("Finishing"))
    run.pdf.save(f"{run.reference}.pdf", ContentFile(pdf), save=False)
    return runs.finish(
        run,
        at=clock.now(),
        pdf=run.pdf.name,
        seed=cut.seed,
        results=found,
        claims=settling.as_json(shared.counts),
        withheld=shared.withheld,
        fingerprint=cut.fingerprint,
        design_grade=found["design"]["grade"],
        parameters=cut.parameters,
        frozen={
            "facts": cut.facts,
            "rows": run.cut.rows,
            "sha256": cut.digest,
            "parts": list(run.parts.order_by("number").values_list("rows", "digest")),
        },
        step=ALL,
    )


def draw(run: EvaluationRun) -> EvaluationRun:
    """The PDF once more, after publishing withheld more. Asked twice, it is drawn once."""
    with claimed(_key(f"{run.reference}/pdf")) as mine:
        run.refresh_from_db()
        if not mine or run.pdf or run.status != RunStatus.PUBLISHED:
            return run
        body = as_pdf(shared_as_kept(run).report)
        run.pdf.save(f"{run.reference}.pdf", ContentFile(body), save=False)
        run.save(update_fields=["pdf"])
    return run


def frozen(run: EvaluationRun) -> Cut:
    """The run's cut: as it was frozen, or frozen and counted now, part after part."""
    kept = EvaluationCut.objects.filter(run=run).first()
    if kept is not None:
        return Cut.unpacked(bytes(kept.body))
    for part in parts.freeze_parts(run):
        parts.count_part(run, part.number)
        if run.status == RunStatus.RUNNING:
            _tell_counted(run)
    return parts.join(run)


def rebuild(run: EvaluationRun) -> dict:
    """The figures once more, from the frozen cut alone."""
    return figures(Cut.unpacked(bytes(run.cut.body)))


def _tell_counted(run: EvaluationRun) -> None:
    """Note how many parts are counted."""
    whole = run.parts.count()
    done = run.parts.exclude(status=parts.Status.WAITING).count()
    words = _("Counting hospital activity, part %(done)s of %(whole)s") % {
        "done": min(done + 1, whole), "whole": whole,
    }  # fmt: skip
    _tell(run, FROZEN + (COUNTED - FROZEN) * done // max(whole, 1), words)


def _tell(run: EvaluationRun, step: int, words: str) -> None:
    """Note how far it is, for whoever watches; stop when it was cancelled."""
    still = EvaluationRun.objects.filter(pk=run.pk, status=RunStatus.RUNNING).update(
        step=step, steps=ALL, step_words=words, heartbeat_at=clock.now()
    )
    if not still:
        raise StoppedError(_("This evaluation was cancelled."))


def take_up_stale(*, at: dt.datetime) -> int:
    """Ask again for runs that nobody has worked on for long: a worker died, or a job was lost."""
    waiting = EvaluationRun.objects.filter(status__in=UNFINISHED)
    stale = waiting.filter(heartbeat_at__lt=at - STALE_AFTER) | waiting.filter(
        heartbeat_at__isnull=True, queued_at__lt=at - STALE_AFTER
    )
    with transaction.atomic():
        taken = list(stale.select_for_update(skip_locked=True, no_key=True))
        for run in taken:
            outbox.enqueue(runs.TASK, reference=run.reference)
            EvaluationRun.objects.filter(pk=run.pk).update(heartbeat_at=at)
    return len(taken)

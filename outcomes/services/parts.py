"""The parts of a run: frozen together, counted each by itself, joined to one cut.

Whoever counts a part holds no lock while PostgreSQL counts; what it found is kept in one short
transaction under the lock of the run, so that exactly one worker sees that it was the last and
asks for the join. Any of this may be killed and done again: a part that was counted is not
counted twice, and counting it twice would give the same.
"""

import datetime as dt
import hashlib
import json
import zlib

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, outbox
from core.errors import DomainError
from core.services import lock
from outcomes.evaluation.cut import Cut
from outcomes.evaluation.packing import Piece, packed, unpacked
from outcomes.extraction import activity
from outcomes.extraction.making import freeze, joined, snapshot
from outcomes.lifecycle import RunStatus
from outcomes.models import EvaluationCut, EvaluationPart, EvaluationRun

COUNT_TASK = "outcomes.tasks.count_evaluation_part"
JOIN_TASK = "outcomes.tasks.join_evaluation"
FEWEST_A_PART, MOST_A_PART = 50_000, 500_000
Status = EvaluationPart.Status


class StoppedError(DomainError):
    """The run was cancelled while it was worked on."""


def still_running(run: EvaluationRun) -> EvaluationRun:
    """The run, locked; StoppedError when somebody cancelled it meanwhile."""
    run = lock(run)
    if run.status != RunStatus.RUNNING:
        raise StoppedError(_("This evaluation was cancelled."))
    return run


def freeze_parts(run: EvaluationRun) -> list[EvaluationPart]:
    """The run's parts: as they were frozen, or frozen now."""
    kept = list(run.parts.order_by("number").defer("roster", "body"))
    if kept:
        return kept
    with snapshot():
        frozen = freeze(run, size_of=people_a_part)
        run.parameters = frozen.parameters
        run.frozen = {
            "facts": frozen.facts,
            "since": frozen.since.isoformat() if frozen.since else None,
            "files": frozen.files,
        }
        EvaluationRun.objects.filter(pk=run.pk).update(parameters=run.parameters, frozen=run.frozen)
        return EvaluationPart.objects.bulk_create(
            EvaluationPart(run=run, number=number, rows=rows, roster=zlib.compress(roster, level=1))
            for number, (rows, roster) in enumerate(frozen.parts, start=1)
        )


def people_a_part(total: int) -> int:
    """How many people stand in a part of a run of `total`. Never how many workers there are.

    Each part reads the table of events by itself, so very many people are cut in two and no
    finer, until a part would ask for more memory than a worker should take.
    """
    told = getattr(settings, "EVALUATION_PEOPLE_A_PART", None)
    return told or min(max(FEWEST_A_PART, -(-total // 2)), MOST_A_PART)


def promise(run: EvaluationRun) -> None:
    """Ask workers for what is left to do: the parts not counted yet, or the join."""
    waiting = run.parts.filter(status=Status.WAITING).order_by("number")
    numbers = list(waiting.values_list("number", flat=True))
    for number in numbers:
        outbox.enqueue(COUNT_TASK, reference=run.reference, number=number)
    if not numbers:
        outbox.enqueue(JOIN_TASK, reference=run.reference)


def count_part(run: EvaluationRun, number: int) -> bool:
    """Count one part, unless it was counted; whether this was what was left."""
    part = run.parts.filter(number=number).first()
    if part is None:
        raise StoppedError(_("This evaluation was cancelled."))
    if part.status != Status.WAITING:
        return False
    body, digest = _counted(run, zlib.decompress(bytes(part.roster)))
    with transaction.atomic():
        if run.status == RunStatus.RUNNING:
            still_running(run)
        changed = run.parts.filter(number=number, status=Status.WAITING).update(
            status=Status.COUNTED, roster=None, body=body, digest=digest, counted_at=clock.now()
        )
        return bool(changed) and not run.parts.filter(status=Status.WAITING).exists()


def _counted(run: EvaluationRun, roster: bytes) -> tuple[bytes, str]:
    """The piece of one part, packed, and its digest."""
    since = run.frozen["since"]
    with transaction.atomic():
        rows, months = activity.count(
            roster,
            as_of=run.as_of,
            days=run.window_days,
            files=run.frozen["files"],
            since=dt.date.fromisoformat(since) if since else None,
        )
    told = json.dumps(months, sort_keys=True).encode() + b"\n"
    digest = hashlib.sha256(told)
    digest.update(rows)
    return told + packed(rows), digest.hexdigest()


def join(run: EvaluationRun) -> Cut:
    """All pieces in their order as one cut, kept; the pieces themselves go."""
    counted = run.parts.filter(status=Status.COUNTED).order_by("number")
    pieces = [_piece(part) for part in counted]
    cut = joined(
        run.parameters,
        run.frozen["facts"],
        [(piece.text.decode(), months) for piece, months in pieces],
    )
    with transaction.atomic():
        if run.status == RunStatus.RUNNING:
            still_running(run)
        EvaluationCut.objects.create(
            run=run,
            made_at=clock.now(),
            rows=cut.rows,
            digest=cut.fingerprint,
            body=cut.packed([piece for piece, _months in pieces]),
        )
        counted.update(status=Status.JOINED, body=None)
    return cut


def _piece(part: EvaluationPart) -> tuple[Piece, activity.Months]:
    months, _line, rows = bytes(part.body).partition(b"\n")
    return unpacked(rows), json.loads(months)

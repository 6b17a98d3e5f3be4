"""A file of activity from its arrival by page until it is imported or let go."""

import datetime as dt
from dataclasses import dataclass

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from core import events, outbox
from core.errors import DomainError, RuleBroken
from core.references import random_name
from core.services import lock, move
from outcomes.activity.layouts import reading_of
from outcomes.activity.reading import LEFT_OUT, WORDED, Reading, are_ours, tidy
from outcomes.activity.rows import CHOICES
from outcomes.activity.surveys import Sample, Survey, look, survey
from outcomes.lifecycle import FILE_LIFE, FileStatus
from outcomes.models import ActivityFile, ActivityImport, ActivityLayout
from outcomes.services import layouts

TASK, FOLDER = "outcomes.tasks.import_activity_file", "activity"
WAITING = (FileStatus.UNMATCHED, FileStatus.QUEUED, FileStatus.RUNNING)


class StoppedError(DomainError):
    """The import was cancelled while it was worked on."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of a file that was sent: on its way, or known already as `before`."""

    sent: ActivityFile | None = None
    before: ActivityImport | None = None


@transaction.atomic
def receive(programme, *, source: str, file: File, by, at: dt.datetime) -> Arrival:
    """Keep a file and promise its import, or ask first what its columns are.

    A file that came in before, read in the same way, changes nothing: the arrival says when.
    """
    source = source.strip()
    if not source:
        raise RuleBroken(_("Say where the file comes from."), field="source")
    found = survey(file)
    ours = are_ours(found.headers)
    layout = None if ours else layouts.remembered(programme, source=source, key=found.headers_key)
    if layout is not None and unknown_words(layout, look(file, found.shape)):
        layout = None
    matched = ours or layout is not None
    if matched:
        known = _known(programme, source, found, reading_of(layout))
        if known is not None:
            return known
    sent = _kept(programme, source, found, file, by=by, at=at, layout=layout, matched=matched)
    return Arrival(sent)


def _kept(programme, source: str, found: Survey, file: File, *, by, at, layout, matched: bool):
    """Its row, the bytes themselves, and the promise to a worker if nothing need be asked."""
    sent = ActivityFile(
        programme=programme,
        source=source,
        status=FileStatus.QUEUED if matched else FileStatus.UNMATCHED,
        file_name=(file.name or "")[-120:],
        size=found.size,
        digest=found.digest,
        layout=layout,
        rows=found.lines,
        sent_at=at,
        sent_by=by,
    )
    file.seek(0)
    sent.file.save(f"{random_name(FOLDER)}.csv", file, save=False)
    sent.save()
    events.record(sent, "receive", by=by, at=at)
    if matched:
        outbox.enqueue(TASK, reference=sent.reference)
    return sent


def _known(programme, source: str, found: Survey, reading: Reading) -> Arrival | None:
    """The earlier import of the same bytes read in the same way, or the same file on its way."""
    told = {"programme": programme, "source": source, "digest": found.digest}
    waiting = ActivityFile.objects.filter(**told, status__in=WAITING).order_by("sent_at").first()
    if waiting is not None:
        return Arrival(sent=waiting)
    before = came_before(reading=reading, **told)
    return Arrival(before=before) if before else None


def came_before(programme, *, source: str, digest: str, reading: Reading) -> ActivityImport | None:
    """The import of this very file, unless people whom it refused have become known since."""
    return (
        ActivityImport.objects.filter(
            programme=programme,
            kind=ActivityImport.Kind.ACTIVITY,
            source=source,
            digest=digest,
            reading=reading.digest,
            strangers=0,
        )
        .order_by("-imported_at")
        .first()
    )


def unknown_words(layout: ActivityLayout, samples: list[Sample]) -> list[str]:
    """Words in the file that the layout does not know: it must be asked about them."""
    by_header = {tidy(each.header): each for each in samples}
    unknown: list[str] = []
    for name in WORDED:
        header = layout.columns.get(name)
        if header is None:
            continue
        known = {*layout.words.get(name, {}), *CHOICES[name], LEFT_OUT}
        words = by_header[tidy(header)].filled
        unknown += [word for word in words if tidy(word) not in known]
    return unknown


@transaction.atomic
def match(sent, *, by, at: dt.datetime, name: str, reading: Reading) -> Arrival:
    """Say what the columns are. It is remembered for the next file of this source."""
    sent = lock(sent)
    FILE_LIFE.check(sent, "match")
    with sent.file.open("rb") as stream:
        headers = survey(stream).headers
    layout = layouts.remember(
        sent.programme, source=sent.source, name=name, headers=headers, reading=reading, by=by,
        at=at,
    )  # fmt: skip
    before = came_before(
        sent.programme, source=sent.source, digest=sent.digest, reading=reading_of(layout)
    )
    if before is not None:
        cancel(sent, by=by, at=at)
        return Arrival(before=before)
    sent = move(sent, "match", life=FILE_LIFE, by=by, at=at, layout=layout)
    outbox.enqueue(TASK, reference=sent.reference)
    return Arrival(sent)


@transaction.atomic
def queue(sent, *, by, at: dt.datetime) -> ActivityFile:
    """Try it again after it failed."""
    sent = move(lock(sent), "queue", life=FILE_LIFE, by=by, at=at, fail_reason="", rows_read=0,
                heartbeat_at=None)  # fmt: skip
    outbox.enqueue(TASK, reference=sent.reference)
    return sent


@transaction.atomic
def start(sent, *, at: dt.datetime, by=None) -> ActivityFile:
    """A worker takes it up; also a second one, after the first was killed."""
    return move(lock(sent), "start", life=FILE_LIFE, by=by, at=at, started_at=at, heartbeat_at=at,
                rows_read=0)  # fmt: skip


@transaction.atomic
def finish(sent, *, batch: ActivityImport, at: dt.datetime, by=None) -> ActivityFile:
    """All of it is stored. In the same transaction as the events: both are there or neither."""
    sent = lock(sent)
    if sent.status == FileStatus.CANCELLED:
        raise StoppedError(_("This import was cancelled."))
    _let_go(sent)
    return move(sent, "finish", life=FILE_LIFE, by=by, at=at, batch=batch, finished_at=at,
                rows_read=sent.rows, file="")  # fmt: skip


@transaction.atomic
def fail(sent, *, at: dt.datetime, reason: str, by=None) -> ActivityFile:
    """Give up, with the reason in words. Nothing of it was stored; the file stays for a week."""
    return move(lock(sent), "fail", life=FILE_LIFE, by=by, at=at, words=reason,
                fail_reason=reason[:300], finished_at=at)  # fmt: skip


@transaction.atomic
def cancel(sent, *, by, at: dt.datetime) -> ActivityFile:
    """Stop it and let the file go. A worker that is at it notices; nothing of it is stored."""
    sent = lock(sent)
    FILE_LIFE.check(sent, "cancel")
    _let_go(sent)
    return move(sent, "cancel", life=FILE_LIFE, by=by, at=at, finished_at=at, file="",
                fail_reason="")  # fmt: skip


def _let_go(sent: ActivityFile) -> None:
    """Delete the file itself once the transaction stands."""
    name, storage = sent.file.name, sent.file.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name))

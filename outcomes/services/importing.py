"""The work on files that came by page: one worker a file, killed anywhere and begun again.

All of an import is one transaction: a worker that dies leaves nothing, and whoever takes the file
up next begins at its first row and comes to the same result. How far it is, and whether somebody
cancelled it, goes over a connection of its own, since nobody would see the other one's writing.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core import clock, outbox
from core.errors import DomainError
from core.jobs import claimed
from outcomes.activity.surveys import survey
from outcomes.lifecycle import FileStatus
from outcomes.models import ActivityFile
from outcomes.services import intake
from outcomes.services.activity import import_activity
from outcomes.services.intake import StoppedError

ON_ITS_WAY = (FileStatus.QUEUED, FileStatus.RUNNING)
STALE_AFTER, KEPT_FOR = dt.timedelta(minutes=5), dt.timedelta(days=7)


def bring_in(sent: ActivityFile) -> ActivityFile:
    """Import the file. Does nothing when it is over or another worker is at it."""
    with claimed(uuid.uuid5(uuid.NAMESPACE_URL, f"activity/{sent.reference}")) as mine:
        if not mine:
            return sent
        sent.refresh_from_db()
        if sent.status not in ON_ITS_WAY:
            return sent
        try:
            sent = intake.start(sent, at=clock.now())
            return _stored(sent)
        except StoppedError:
            sent.refresh_from_db()
            return sent
        except DomainError as refusal:
            return intake.fail(sent, at=clock.now(), reason=str(refusal.message))


@transaction.atomic
def _stored(sent: ActivityFile) -> ActivityFile:
    with sent.file.open("rb") as stream, watched(sent) as progress:
        shape = survey(stream).shape
        batch = import_activity(
            sent.programme,
            source=sent.source,
            stream=stream,
            file_name=sent.file_name,
            by=sent.sent_by,
            at=clock.now(),
            today=clock.today(),
            layout=sent.layout,
            shape=shape,
            progress=progress,
        )
    return intake.finish(sent, batch=batch, at=clock.now())


@contextmanager
def watched(sent: ActivityFile) -> Iterator[Callable[[int], None]]:
    """Tells how many rows were read to whoever watches, and stops when it was cancelled."""
    aside = connection.copy()

    def tell(read: int) -> None:
        with aside.cursor() as cursor:
            cursor.execute(
                "UPDATE outcomes_activityfile SET rows_read = %s, heartbeat_at = %s"
                " WHERE id = %s AND status = 'running'",
                [min(read, sent.rows), clock.now(), sent.pk],
            )
            if cursor.rowcount:
                return
            cursor.execute("SELECT status FROM outcomes_activityfile WHERE id = %s", [sent.pk])
            if cursor.fetchone() == (FileStatus.CANCELLED,):
                raise StoppedError(_("This import was cancelled."))

    try:
        yield tell
    finally:
        aside.close()


def look_after(*, at: dt.datetime) -> int:
    """Ask again for files that nobody works on, and let those go whose week is over."""
    _let_go_old(at=at)
    _sweep(at=at)
    return _take_up_stale(at=at)


def _take_up_stale(*, at: dt.datetime) -> int:
    late = at - STALE_AFTER
    rows = ActivityFile.objects.filter(
        Q(heartbeat_at__lt=late) | Q(heartbeat_at__isnull=True, sent_at__lt=late),
        status__in=ON_ITS_WAY,
    )
    with transaction.atomic():
        taken = list(rows.select_for_update(skip_locked=True, no_key=True))
        for sent in taken:
            outbox.enqueue(intake.TASK, reference=sent.reference)
            ActivityFile.objects.filter(pk=sent.pk).update(heartbeat_at=at)
    return len(taken)


def _let_go_old(*, at: dt.datetime) -> None:
    """Files that nobody matched, or that failed, go after a week."""
    left = (FileStatus.UNMATCHED, FileStatus.FAILED)
    for sent in ActivityFile.objects.filter(status__in=left, sent_at__lt=at - KEPT_FOR):
        intake.cancel(sent, by=None, at=at)


def _sweep(*, at: dt.datetime) -> None:
    """Files without a row: a process died between the one and the other."""
    if not default_storage.exists(intake.FOLDER):
        return
    names = {f"{intake.FOLDER}/{name}" for name in default_storage.listdir(intake.FOLDER)[1]}
    needed = set(ActivityFile.objects.filter(file__in=names).values_list("file", flat=True))
    for name in names - needed:
        if default_storage.get_modified_time(name) < at - dt.timedelta(days=1):
            default_storage.delete(name)

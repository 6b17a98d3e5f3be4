"""Import hospital activity: events are stored once, all else is named with its reason."""

import datetime as dt
from collections.abc import Callable
from typing import BinaryIO

from django.db import connection, transaction
from django.utils.translation import gettext as _

from core.errors import RuleBroken
from outcomes.activity.known import People
from outcomes.activity.layouts import reading_of
from outcomes.activity.rows import Rows, checked_blocks
from outcomes.activity.shapes import OURS, Shape, refuse_unless_ours
from outcomes.activity.staging import Digesting, Rejects
from outcomes.activity.storing import store
from outcomes.activity.table import Table
from outcomes.models import ActivityImport, ActivityLayout

# Events get their number in order, so those of this import lie above what stood there before it:
# ten million others need not be read to find a thousand.
_LAST = "SELECT COALESCE(max(id), 0) FROM outcomes_hospitalevent"
_OPTED_OUT = """
    SELECT count(*) FROM residents_resident r
    JOIN outcomes_hospitalevent e ON e.nhs_number = r.nhs_number
    WHERE r.national_opt_out_on IS NOT NULL AND e.id > %s AND e.batch_id = %s
"""


def nothing(_read: int) -> None:
    """Progress that nobody watches."""


@transaction.atomic
def import_activity(
    programme,
    *,
    source: str,
    stream: BinaryIO,
    file_name: str,
    by,
    at: dt.datetime,
    today: dt.date,
    layout: ActivityLayout | None = None,
    shape: Shape = OURS,
    progress: Callable[[int], None] = nothing,
) -> ActivityImport:
    """Store the events of a file, once per (source, event id). All or nothing when it fails.

    Without a `layout` the file has our own columns. Rows that cannot be stored are written to the
    import's `rejects`. Events of people whom the service does not know are not kept: it has no
    business with them.
    """
    if not source.strip():
        raise RuleBroken(_("Say where the file comes from."), field="source")
    digesting, rejects, reading = Digesting(stream), Rejects(), reading_of(layout)
    buffered = digesting.buffered()
    if shape == OURS:
        refuse_unless_ours(buffered.peek())
    batch = ActivityImport(
        programme=programme,
        kind=ActivityImport.Kind.ACTIVITY,
        source=source.strip(),
        file_name=file_name[:120],
        imported_at=at,
        imported_by=by,
        layout=layout,
        reading=reading.digest,
    )
    afresh, last = _alone(batch), _one(_LAST)
    batch.save()
    rows = Rows(today=today, people=People.now(), reading=reading)
    blocks = checked_blocks(Table(buffered, shape), rows, reading)
    batch.read, batch.stored = store(
        blocks, batch=batch, afresh=afresh, rejects=rejects, progress=progress
    )
    batch.strangers, batch.opted_out = rows.strangers, _one(_OPTED_OUT, last, batch.pk)
    return settled(batch, rejects=rejects, digest=digesting.hexdigest())


def _alone(batch: ActivityImport) -> bool:
    """Wait until nobody else stores for the source; whether it never sent anything before.

    One import of a source at a time, so that rows can be stored without asking of each whether
    somebody just stored it, which would double the time. The unique constraint stands behind this
    all the same.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"activity/{batch.source}"]
        )
    return not ActivityImport.objects.filter(kind=batch.kind, source=batch.source).exists()


def _one(query: str, *given) -> int:
    """The one number that the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return cursor.fetchone()[0]


def settled(batch: ActivityImport, *, rejects: Rejects, digest: str) -> ActivityImport:
    """Write down how many of each there were, and keep what was refused."""
    batch.digest, batch.rejected = digest, rejects.count
    batch.already_known = batch.read - batch.stored - batch.rejected
    if rejects.count:
        name = f"{batch.reference}.rejected.csv"
        batch.rejects.save(name, rejects.as_file(), save=False)
    batch.save()
    return batch


def summary(batch: ActivityImport) -> str:
    """The one line that scripts count on."""
    return (
        f"read {batch.read}, stored {batch.stored}, "
        f"already known {batch.already_known}, rejected {batch.rejected}"
    )

"""Import hospital activity: events are stored once, all else is named with its reason."""

import datetime as dt
from collections.abc import Callable
from typing import BinaryIO

from django.db import connection, transaction
from django.utils.translation import gettext as _

from core.errors import RuleBroken
from outcomes.activity.rows import COLUMNS, checked_blocks
from outcomes.activity.staging import Digesting, Rejects, reject_repeated, reject_where, stage
from outcomes.models import ActivityImport

STAGING = "staged_activity"

_UNKNOWN = """NOT EXISTS (SELECT 1 FROM residents_resident r WHERE r.nhs_number = s.nhs_number)
    AND NOT EXISTS (SELECT 1 FROM outcomes_cohortperson p WHERE p.nhs_number = s.nhs_number)"""

_STORE = f"""
    INSERT INTO outcomes_hospitalevent (source, event_id, nhs_number, event_type, occurred_on,
        ended_on, admission_method, conveyed, avoidable, batch_id)
    SELECT %(source)s, event_id, nhs_number, event_type, occurred_on::date,
        nullif(ended_on, '')::date, admission_method,
        CASE conveyed WHEN 'yes' THEN true WHEN 'no' THEN false END,
        CASE avoidable WHEN 'yes' THEN true WHEN 'no' THEN false END, %(batch)s
    FROM {STAGING}
"""

_FORGET_KNOWN = f"""
    DELETE FROM {STAGING} s USING outcomes_hospitalevent e
    WHERE e.event_id = s.event_id AND e.source = %s
"""

_OPTED_OUT = f"""
    SELECT count(*) FROM {STAGING} s JOIN residents_resident r ON r.nhs_number = s.nhs_number
    WHERE r.national_opt_out_on IS NOT NULL
"""


def _nothing(_read: int) -> None:
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
    progress: Callable[[int], None] = _nothing,
) -> ActivityImport:
    """Store the events of a file, once per (source, event id). All or nothing when it fails.

    Rows that cannot be stored are written to the import's `rejects`. Events of people whom the
    service does not know are not kept: it has no business with them.
    """
    if not source.strip():
        raise RuleBroken(_("Say where the file comes from."), field="source")
    batch = ActivityImport(
        programme=programme,
        kind=ActivityImport.Kind.ACTIVITY,
        source=source.strip(),
        file_name=file_name[:120],
        imported_at=at,
        imported_by=by,
    )
    digesting, rejects = Digesting(stream), Rejects()
    blocks = checked_blocks(digesting.buffered(), today=today)
    read = stage(blocks, table=STAGING, columns=COLUMNS, rejects=rejects, progress=progress)
    reject_repeated(STAGING, column="event_id", rejects=rejects)
    reject_where(
        STAGING,
        condition=_UNKNOWN,
        column="nhs_number",
        reason=_("Nobody with this NHS number is known to the service."),
        rejects=rejects,
    )
    _forget_known(batch)
    return _settled(batch, store=_STORE, read=read, rejects=rejects, digest=digesting.hexdigest())


def _forget_known(batch: ActivityImport) -> None:
    """Take out what the source told us before; nobody else stores for it until we are done.

    One import of a source at a time, so that the rest can be stored without asking of each row
    whether somebody just stored it, which would double the time. The unique constraint stands
    behind this all the same.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"activity/{batch.source}"]
        )
        if ActivityImport.objects.filter(kind=batch.kind, source=batch.source).exists():
            cursor.execute(_FORGET_KNOWN, [batch.source])
        cursor.execute(_OPTED_OUT)
        batch.opted_out = cursor.fetchone()[0]


def _settled(batch, *, store: str, read: int, rejects: Rejects, digest: str, **given):
    """Keep the batch, move the staged rows over, and write down how many of each there were."""
    batch.digest = digest
    batch.save()
    with connection.cursor() as cursor:
        cursor.execute(store, {"source": batch.source, "batch": batch.pk, **given})
        batch.stored = cursor.rowcount
    batch.read, batch.rejected = read, rejects.count
    batch.already_known = read - batch.stored - batch.rejected
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

"""Import hospital activity: events are stored once, all else is named with its reason."""

import datetime as dt
from collections.abc import Callable
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils.translation import gettext as _

from core.errors import RuleBroken
from outcomes.activity.rows import COLUMNS, checked_rows
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
    FROM {STAGING} ORDER BY nhs_number, occurred_on
    ON CONFLICT (source, event_id) DO NOTHING
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
    digesting, rejects = Digesting(stream), Rejects()
    rows = checked_rows(digesting.buffered(), today=today)
    read = stage(rows, table=STAGING, columns=COLUMNS, rejects=rejects, progress=progress)
    reject_repeated(STAGING, column="event_id", rejects=rejects)
    reject_where(
        STAGING,
        condition=_UNKNOWN,
        column="nhs_number",
        reason=_("Nobody with this NHS number is known to the service."),
        rejects=rejects,
    )
    batch = ActivityImport(
        programme=programme,
        kind=ActivityImport.Kind.ACTIVITY,
        source=source.strip(),
        file_name=file_name[:120],
        imported_at=at,
        imported_by=by,
    )
    return _settled(batch, store=_STORE, read=read, rejects=rejects, digest=digesting.hexdigest())


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
        batch.rejects.save(name, ContentFile(rejects.text()), save=False)
    batch.save()
    return batch


def summary(batch: ActivityImport) -> str:
    """The one line that scripts count on."""
    return (
        f"read {batch.read}, stored {batch.stored}, "
        f"already known {batch.already_known}, rejected {batch.rejected}"
    )

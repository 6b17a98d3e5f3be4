"""Import a list of people: those who were supported, or others to compare them with."""

import datetime as dt
from collections.abc import Callable
from typing import BinaryIO

from django.db import connection, transaction
from django.utils.translation import gettext as _

from core.errors import Conflict, RuleBroken
from outcomes.activity.blocks import in_blocks
from outcomes.activity.people import COLUMNS, checked_people
from outcomes.activity.staging import Digesting, Rejects, stage
from outcomes.models import ActivityImport, Cohort
from outcomes.services.activity import nothing, settled

STAGING = "staged_people"

_STORE = f"""
    INSERT INTO outcomes_cohortperson (cohort_id, nhs_number, given_name, family_name,
        date_of_birth, postcode, index_on, ended_on)
    SELECT %(cohort)s, nhs_number, given_name, family_name, nullif(date_of_birth, '')::date,
        postcode, index_on::date, nullif(ended_on, '')::date
    FROM {STAGING} ORDER BY row_no
    ON CONFLICT (cohort_id, nhs_number) DO NOTHING
"""


@transaction.atomic
def import_cohort(
    programme,
    *,
    name: str,
    stream: BinaryIO,
    file_name: str,
    by,
    at: dt.datetime,
    today: dt.date,
    comparison: bool = False,
    progress: Callable[[int], None] = nothing,
) -> ActivityImport:
    """Store the people of a file under `name`; more may be added to the same name later.

    Somebody who stands in the list already stays as they are and counts as already known.
    """
    if not name.strip():
        raise RuleBroken(_("Give the list a name."), field="name")
    digesting, rejects = Digesting(stream), Rejects()
    blocks = in_blocks(checked_people(digesting.buffered(), today=today))
    read = stage(blocks, table=STAGING, columns=COLUMNS, rejects=rejects, progress=progress)
    batch = ActivityImport.objects.create(
        programme=programme,
        kind=ActivityImport.Kind.COHORT,
        source=name.strip(),
        file_name=file_name[:120],
        imported_at=at,
        imported_by=by,
    )
    cohort = _cohort(programme, name=name.strip(), comparison=comparison, batch=batch)
    with connection.cursor() as cursor:
        cursor.execute(_STORE, {"cohort": cohort.pk})
        batch.read, batch.stored = read, cursor.rowcount
    return settled(batch, rejects=rejects, digest=digesting.hexdigest())


def _cohort(programme, *, name: str, comparison: bool, batch: ActivityImport) -> Cohort:
    cohort, _made = Cohort.objects.get_or_create(
        programme=programme, name=name, defaults={"is_comparison": comparison, "batch": batch}
    )
    if cohort.is_comparison != comparison:
        raise Conflict(
            _("“%(name)s” is already the name of a list of another kind. Choose another name.")
            % {"name": name},
            field="name",
        )
    return cohort

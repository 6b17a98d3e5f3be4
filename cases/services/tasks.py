"""Tasks: something that someone has to do."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case, Task
from cases.services.goals import refuse_closed
from core import events
from core.errors import NotAllowedNow
from core.services import lock


@transaction.atomic
def add_task(
    case: Case,
    *,
    by,
    at,
    what: str,
    owner=None,
    due_on: dt.date | None = None,
    is_urgent: bool = False,
) -> Task:
    """A task for `owner`, or for the case's worker. `by` is None when the service adds it."""
    case = lock(case)
    refuse_closed(case)
    task = Task.objects.create(
        case=case,
        what=what[:200],
        owner=owner or case.worker,
        due_on=due_on,
        is_urgent=is_urgent,
        made_at=at,
        made_by=by,
    )
    events.record(case, "add_task", by=by, at=at, words=task.what, data={"task": task.reference})
    return task


@transaction.atomic
def finish_task(task: Task, *, by, at) -> Task:
    """It is done."""
    task = lock(task)
    if task.done_at is not None:
        raise NotAllowedNow(_("That task was done already."))
    task.done_at, task.done_by = at, by
    task.save(update_fields=["done_at", "done_by"])
    data = {"task": task.reference}
    events.record(task.case, "finish_task", by=by, at=at, words=task.what, data=data)
    return task

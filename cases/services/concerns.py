"""Safeguarding concerns and falls.

What a concern says is seen by the safeguarding role and its author; the timeline of the case says
only that one was raised.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from cases.models import Case, Fall, SafeguardingConcern
from cases.services.tasks import add_task
from core import clock, events, mail
from core.errors import NotAllowedNow, RuleBroken
from core.services import lock


@transaction.atomic
def raise_safeguarding(
    case: Case, *, by, at, kind: str, words: str, in_danger_now: bool = False
) -> SafeguardingConcern:
    """Write a concern down and tell the safeguarding role at once, without its words."""
    case = lock(case)
    concern = SafeguardingConcern.objects.create(
        case=case, kind=kind, words=words, in_danger_now=in_danger_now, raised_at=at, raised_by=by
    )
    events.record(case, "raise_safeguarding", by=by, at=at, data={"concern": concern.reference})
    mail.send(
        to=_safeguarding_addresses(case),
        template="concern_raised",
        context={"reference": concern.reference, "in_danger_now": in_danger_now},
    )
    return concern


def _safeguarding_addresses(case) -> list[str]:
    leads = Membership.objects.filter(
        programme=case.programme, role__in=("team_lead", "manager")
    ).current()
    return sorted(leads.values_list("user__email", flat=True).distinct())


@transaction.atomic
def close_concern(
    concern: SafeguardingConcern, *, by, at, what_was_done: str
) -> SafeguardingConcern:
    """The safeguarding role has dealt with it."""
    concern = lock(concern)
    if concern.closed_at is not None:
        raise NotAllowedNow(_("This concern was closed already."))
    concern.closed_at, concern.closed_by = at, by
    concern.what_was_done = what_was_done
    concern.save()
    data = {"concern": concern.reference}
    events.record(concern.case, "close_concern", by=by, at=at, data=data)
    return concern


@transaction.atomic
def record_fall(
    case: Case,
    *,
    by,
    at,
    happened_on: dt.date,
    where: str = "",
    injured: bool = False,
    words: str = "",
) -> Fall:
    """A fall; one that hurt opens a task for today."""
    if happened_on > clock.day_of(at):
        raise RuleBroken(_("That day is still to come."), field="happened_on")
    fall = Fall.objects.create(
        case=case,
        happened_on=happened_on,
        where=where,
        injured=injured,
        words=words,
        recorded_at=at,
        recorded_by=by,
    )
    events.record(case, "record_fall", by=by, at=at, data={"injured": injured})
    if injured and case.status != "closed":
        add_task(
            case,
            by=by,
            at=at,
            what=_("Injured in a fall: see what would prevent the next one"),
            due_on=clock.day_of(at),
            is_urgent=True,
        )
    return fall

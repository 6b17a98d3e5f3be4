"""When they came in, could go, should go, and went."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, events
from core.errors import NotAllowedNow, RuleBroken
from core.services import lock
from referrals.events import dates_given
from referrals.lifecycle import AWAITING_DECISION, Status
from referrals.models import Referral

LIVING = (*AWAITING_DECISION, Status.ACCEPTED)
_EARLIEST_STAY = dt.timedelta(days=3 * 365)


@transaction.atomic
def give_dates(
    referral: Referral,
    *,
    by,
    at,
    ready_on: dt.date | None = None,
    expected_home_on: dt.date | None = None,
    discharged_on: dt.date | None = None,
    admitted_on: dt.date | None = None,
    words: str = "",
) -> Referral:
    """Set the dates that are given and leave the others; each change stands in the timeline."""
    referral = lock(referral)
    if referral.status not in LIVING:
        raise NotAllowedNow(_("Nobody works on this referral any more."))
    given = {
        "admitted_on": admitted_on,
        "ready_on": ready_on,
        "expected_home_on": expected_home_on,
        "discharged_on": discharged_on,
    }
    changes = {
        name: day
        for name, day in given.items()
        if day is not None and day != getattr(referral, name)
    }
    if not changes:
        return referral
    together = {name: changes.get(name, getattr(referral, name)) for name in given}
    check_dates(at, **together)
    for name, day in changes.items():
        setattr(referral, name, day)
    referral.save(update_fields=list(changes))
    _record(referral, changes, by=by, at=at, words=words)
    return referral


def _record(referral, changes, *, by, at, words) -> None:
    events.record(
        referral,
        "give_dates",
        by=by,
        at=at,
        from_status=referral.status,
        words=words,
        data={name: day.isoformat() for name, day in changes.items()},
    )
    dates_given.send(Referral, referral=referral, by=by, at=at)


def check_dates(
    at,
    *,
    admitted_on: dt.date | None = None,
    ready_on: dt.date | None = None,
    expected_home_on: dt.date | None = None,
    discharged_on: dt.date | None = None,
) -> None:
    """In the order in which they happen, and what has happened lies in the past."""
    today = clock.day_of(at)
    if admitted_on and admitted_on > today:
        raise RuleBroken(_("The day they came in is in the future."), field="admitted_on")
    if discharged_on and discharged_on > today:
        raise RuleBroken(_("The day they left is in the future."), field="discharged_on")
    for field, day in (("ready_on", ready_on), ("expected_home_on", expected_home_on)):
        if day and abs(day - today) > _EARLIEST_STAY:
            raise RuleBroken(_("Check the year of this date."), field=field)
    after = (
        ("ready_on", ready_on, _("They cannot be ready before they came in.")),
        ("expected_home_on", expected_home_on, _("They cannot go home before they came in.")),
        ("discharged_on", discharged_on, _("They cannot have left before they came in.")),
    )
    for field, day, words in after:
        if day and admitted_on and day < admitted_on:
            raise RuleBroken(words, field=field)
    if ready_on and discharged_on and discharged_on < ready_on:
        raise RuleBroken(
            _("They left before the day they were ready. Check both dates."), field="discharged_on"
        )

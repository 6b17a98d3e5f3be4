"""Contacts: what happened, and what became of what was planned."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from cases import events as announcements
from cases.lifecycle import OPEN
from cases.models import Case, Contact, PlannedContact
from cases.services.alerts import end_first_weeks_alerts, watch_missed
from core import clock, events
from core.errors import NotAllowedNow, RuleBroken
from core.services import lock

EARLY = dt.timedelta(days=3)
"""A contact may come this much before the planned day and still meet it."""
LATE = dt.timedelta(days=7)
"""… or this much after it: a missed contact that is made up is made."""


@transaction.atomic
def add_contact(
    case: Case,
    *,
    by,
    at,
    mode: str,
    happened_at: dt.datetime | None = None,
    outcome: str = Contact.Outcome.MADE,
    words: str = "",
    minutes: int | None = None,
    giver_kind: str = Contact.Giver.STAFF,
    organisation=None,
    themes: list[str] | None = None,
) -> Contact:
    """Write down a contact; it meets the nearest planned one and ends what it answers."""
    case = lock(case)
    if case.status not in OPEN:
        raise NotAllowedNow(_("This case is closed. Reopen it to add a contact."))
    happened_at = happened_at or at
    _check_moment(case, happened_at, at)
    contact = Contact.objects.create(
        case=case,
        at=happened_at,
        mode=mode,
        outcome=outcome,
        words=words,
        minutes=minutes,
        giver_kind=giver_kind,
        given_by=by,
        organisation=organisation or case.programme.lead_provider,
        themes=themes or [],
        recorded_at=at,
        recorded_by=by,
    )
    _meet_planned(case, contact)
    if outcome == Contact.Outcome.MADE:
        _reached(case, contact, by=by, at=at)
    events.record(case, "add_contact", by=by, at=at, data={"mode": mode, "outcome": outcome})
    announcements.contact_added.send(Contact, contact=contact, by=by, at=at)
    return contact


def _check_moment(case, happened_at, at) -> None:
    if happened_at > at + dt.timedelta(minutes=5):
        raise RuleBroken(_("That is still to come. Write down what has happened."), field="day")
    if happened_at < case.opened_at - dt.timedelta(days=1):
        raise RuleBroken(_("That is before the case was opened."), field="day")


def _meet_planned(case, contact) -> None:
    """Tie the contact to the nearest planned day around it; an unreached one marks it missed."""
    day = clock.day_of(contact.at)
    near = case.planned.filter(
        status__in=(PlannedContact.Status.PLANNED, PlannedContact.Status.MISSED),
        due_on__range=(day - LATE, day + EARLY),
    )
    planned = min(near, key=lambda each: (abs((each.due_on - day).days), each.pk), default=None)
    if planned is None:
        return
    if contact.outcome == Contact.Outcome.MADE:
        planned.status, planned.contact = PlannedContact.Status.MADE, contact
    elif planned.due_on <= day:
        planned.status, planned.contact = PlannedContact.Status.MISSED, contact
        if case.home_on is not None:
            watch_missed(planned, at=contact.recorded_at)
    planned.save(update_fields=["status", "contact"])


def _reached(case, contact, *, by, at) -> None:
    is_home = case.home_on is not None and clock.day_of(contact.at) >= case.home_on
    if is_home and case.first_contact_at is None:
        case.first_contact_at = contact.at
        case.save(update_fields=["first_contact_at"])
    end_first_weeks_alerts(case, by=by, at=at)


@transaction.atomic
def drop_planned(planned: PlannedContact, *, by, at, reason: str) -> PlannedContact:
    """A planned contact that is not needed after all, with the reason."""
    case = lock(planned.case)
    planned = lock(planned)
    if planned.status != PlannedContact.Status.PLANNED:
        raise NotAllowedNow(_("That contact is not planned any more."))
    if not reason.strip():
        raise RuleBroken(_("Say why it is not needed."), field="reason")
    planned.status = PlannedContact.Status.DROPPED
    planned.save(update_fields=["status"])
    data = {"due_on": planned.due_on.isoformat()}
    events.record(case, "drop_planned", by=by, at=at, words=reason, data=data)
    return planned

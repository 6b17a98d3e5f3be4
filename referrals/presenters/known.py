"""The card of somebody we know, and what happens next."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.presenters import Action, KnownPerson, Next
from referrals.models import Referral
from referrals.presenters.words import by_moment, from_where, known_about, long_day, weeks_in_words
from referrals.registry import lines_of
from residents.models import Resident


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody found while the referrer types, and the open referral they have, if any."""

    resident: Resident
    referral: Referral | None = None
    may_open: bool = False
    who: str = ""
    what: str = ""


def known_from(resident, referral, *, may_open: bool) -> Known:
    """With whose move it is, as the case says it or as the status does."""
    if referral is None:
        return Known(resident)
    line = lines_of([referral]).get(referral.pk)
    who, what = (line.who, line.what) if line and line.who else _move_of(referral)
    return Known(resident, referral, may_open, who, what)


def _move_of(referral) -> tuple[str, str]:
    if referral.status == "information_needed":
        return from_where(referral), _("who was asked a question")
    if referral.status == "accepted":
        return referral.programme.name, _("which took it on")
    return referral.programme.name, _("who decides it")


def card(known: Known, *, today, not_this_url: str) -> KnownPerson:
    """Age, birth date and district only; with an open referral who sent it and whose move it is."""
    resident, referral = known.resident, known.referral
    told = {
        "name": resident.full_name,
        "about": known_about(resident, today),
        "not_this_url": not_this_url,
    }
    if referral is None:
        return KnownPerson(**told)
    progress = None
    if known.may_open:
        url = reverse("referrals:detail", args=[referral.reference])
        progress = Action(_("See progress"), url, "main", icon="arrow")
    return KnownPerson(
        **told,
        open_title=_("%(name)s already has an open referral") % {"name": resident.called},
        open_words=_open_words(known),
        reference=referral.reference,
        progress=progress,
    )


def _open_words(known: Known) -> SafeString:
    """Who sent it and when, and whose move it is, the person in bold."""
    sent = _("%(where)s sent it on %(day)s.") % {
        "where": from_where(known.referral),
        "day": long_day(known.referral.submitted_at.date()),
    }
    move = _("The next move is with")
    what = f", {known.what}" if known.what else ""
    return format_html("{} {} <strong>{}</strong>{}.", sent, move, known.who, what)


def next_steps(desk, now, *, urgent: bool = False) -> tuple[Next, ...]:
    """What happens after sending, with times from the rules."""

    policy = desk.policy
    if policy is None:
        return ()
    hours = policy.urgent_response_hours if urgent else policy.response_hours
    due = now + dt.timedelta(hours=hours)
    weeks = weeks_in_words(policy.plan_weeks)
    return (
        Next(_("At once"), _("You get a reference to write in the notes.")),
        Next(
            by_moment(due, now),
            _("The team answers you here and by e-mail. They have %(hours)d hours.")
            % {"hours": hours},
        ),
        Next(_("The day they get home"), _("%(weeks)s of support begin.") % {"weeks": weeks}),
    )

"""The triage queue: age against target, who and what holds them, whose move."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.presenters import AgeBar, QueueRow
from referrals.lifecycle import Status
from referrals.presenters.rows import barrier_tags, open_barriers
from referrals.presenters.words import (
    about_line,
    from_where,
    long_day,
    near_day,
    near_moment,
    urgency_tags,
)


def age_of(referral, now: dt.datetime) -> AgeBar:
    """Hours since it was sent, against the hours it may take; the clock runs on while one asks."""
    until = referral.decided_at or referral.withdrawn_at or now
    hours = (until - referral.submitted_at).total_seconds() / 3600
    target = (referral.respond_by - referral.submitted_at).total_seconds() / 3600
    return AgeBar(hours=hours, target=target)


def queue_row(referral, now, *, user, url: str, chosen: bool) -> QueueRow:
    """One referral of the queue."""
    who, what = _move(referral, now, user)
    return QueueRow(
        age=age_of(referral, now),
        name=referral.resident.full_name,
        url=url,
        about=about_line(referral, clock.day_of(now)),
        tags=urgency_tags(referral.urgency),
        barriers=barrier_tags(open_barriers(referral)),
        move_who=who,
        move_what=what,
        chosen=chosen,
    )


def _move(referral, now, user) -> tuple[str, str]:
    if referral.status == Status.INFORMATION_NEEDED:
        return from_where(referral), _asked(referral, now)
    if referral.status == Status.SUBMITTED:
        if referral.made_by_id == user.pk:
            return _("Somebody else"), _("to decide, you wrote it")
        if referral.is_homeless and referral.duty_to_refer_on:
            told = near_day(referral.duty_to_refer_on, clock.day_of(now))
            return referral.housing_authority, _("duty to refer sent %(day)s") % {"day": told}
        return _("You"), _("to decide")
    said = {
        Status.ACCEPTED: _("Accepted"),
        Status.DECLINED: _("Declined"),
        Status.REDIRECTED: _("Redirected"),
        Status.DUPLICATE: _("Duplicate"),
    }[referral.status]
    by = referral.decided_by.name if referral.decided_by else ""
    when = near_moment(referral.decided_at, now)
    return said, _("by %(who)s, %(when)s") % {"who": by, "when": when}


def _asked(referral, now) -> str:
    asked = getattr(referral, "asked_at", None)
    if asked is None:
        return _("to answer")
    return _("asked %(when)s") % {"when": near_moment(asked, now)}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The referral that is opened beside the queue."""

    referral: object
    name: str
    about: str
    quote: str
    source: str
    url: str
    can_decide: bool
    ask_url: str
    accept_url: str
    decline_url: str


def chosen_panel(referral, *, user, consent, today) -> Chosen:
    """Who it is, their consent, the referrer's words, and the ways on."""

    def to(verb):
        return reverse(f"referrals:{verb}", args=[referral.reference])

    return Chosen(
        referral=referral,
        name=referral.resident.full_name,
        about=_about(referral, consent, today),
        quote=referral.reason,
        source=", ".join([referral.referrer_name or referral.made_by.name, from_where(referral)]),
        url=to("detail"),
        can_decide=referral.status in (Status.SUBMITTED, Status.INFORMATION_NEEDED)
        and user.has_perm("referrals.accept", referral),
        ask_url=to("ask_for_information") if referral.status == Status.SUBMITTED else "",
        accept_url=to("accept"),
        decline_url=to("decline"),
    )


def _about(referral, consent, today) -> str:
    """84, lives alone in Stourbeck. Agreed on Sunday 16 November."""
    resident = referral.resident
    age = resident.age_on(today)
    place = resident.district
    home = ""
    if resident.lives_alone:
        home = _("lives alone in %(place)s") % {"place": place} if place else _("lives alone")
    elif place:
        home = _("lives in %(place)s") % {"place": place}
    first = ", ".join(str(each) for each in (age, home) if each not in (None, ""))
    agreed = ""
    if consent is not None:
        agreed = _("Agreed on %(day)s.") % {"day": long_day(clock.day_of(consent.given_at))}
    return " ".join(each for each in (f"{first}." if first else "", agreed) if each)


def lead_words(waiting: int, late: int) -> str:
    """9 referrals wait for a decision. 2 are past their target."""
    if not waiting:
        return _("Nothing waits for a decision.")
    first = ngettext(
        "%(n)d referral waits for a decision.", "%(n)d referrals wait for a decision.", waiting
    ) % {"n": waiting}
    if not late:
        return _("%(first)s None is past its target.") % {"first": first}
    second = ngettext("%(n)d is past its target.", "%(n)d are past their target.", late)
    return f"{first} {second % {'n': late}}"

"""The words of a placement: how it stands, whose move it is, who it is about."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.lifecycle import AWAITING_ANSWER, PlacementStatus
from cases.models import Placement
from core.clock import day_of
from core.presenters import Tag

COLOURS = {
    PlacementStatus.OFFERED: "stone",
    PlacementStatus.OPENED: "wash",
    PlacementStatus.ACCEPTED: "good",
    PlacementStatus.DECLINED: "danger",
    PlacementStatus.EXPIRED: "amber",
    PlacementStatus.UNDER_WAY: "wash",
    PlacementStatus.ENDED: "stone",
    PlacementStatus.CANCELLED: "stone",
}
CAME_TO_NOTHING = (
    PlacementStatus.DECLINED,
    PlacementStatus.EXPIRED,
    PlacementStatus.CANCELLED,
)
SOON = dt.timedelta(hours=48)


def status_tag(placement: Placement) -> Tag:
    """How it stands, in words and colour."""
    return Tag(placement.get_status_display(), COLOURS[placement.status])


def url_of(placement: Placement) -> str:
    """The placement's page."""
    return reverse("cases:placement", args=[placement.reference])


def day(moment: dt.datetime, form: str = "j F Y") -> str:
    """The London day of a moment."""
    return date_format(timezone.localtime(moment), form)


def until_words(placement: Placement) -> str:
    """By when it must be answered: to the hour when it is urgent."""
    urgent = placement.expires_at - placement.offered_at <= SOON
    return day(placement.expires_at, "H:i, j F" if urgent else "j F")


def waits_words(placement: Placement) -> str:
    """What it waits for, or since when it is over."""
    status = placement.status
    if status in AWAITING_ANSWER:
        return _("answer by %(day)s") % {"day": until_words(placement)}
    if status == PlacementStatus.ACCEPTED and placement.starts_on:
        return _("from %(day)s") % {"day": date_format(placement.starts_on, "j F")}
    if status == PlacementStatus.UNDER_WAY and placement.starts_on:
        return _("since %(day)s") % {"day": date_format(placement.starts_on, "j F")}
    if status == PlacementStatus.ENDED:
        return placement.get_result_display()
    if status == PlacementStatus.DECLINED:
        return placement.get_decline_reason_display()
    return ""


def may_be_known(placement: Placement) -> bool:
    """Whether the provider sees anything of who it is: opened, not turned away or taken back."""
    return placement.status != PlacementStatus.OFFERED and placement.status not in CAME_TO_NOTHING


def is_taken(placement: Placement) -> bool:
    """Whether the provider said yes: only then it reads the full name and how to reach them."""
    return may_be_known(placement) and placement.status not in AWAITING_ANSWER


def who_words(placement: Placement) -> str:
    """The full name once they are taken, the first name once opened; else how old, from where."""
    resident = placement.case.resident
    if is_taken(placement):
        return resident.full_name
    if may_be_known(placement):
        return resident.called
    return stranger_words(placement, day_of(placement.offered_at))


def stranger_words(placement: Placement, on: dt.date) -> str:
    """Someone in their 80s from Dudley: enough to know whether one could help, not who it is."""
    resident = placement.case.resident
    age = resident.age_on(on)
    district = resident.district or _("our area")
    if age is None:
        return _("Someone from %(district)s") % {"district": district}
    if age >= 90:
        return _("Someone aged 90 or more from %(district)s") % {"district": district}
    return _("Someone in their %(decade)ds from %(district)s") % {
        "decade": age // 10 * 10,
        "district": district,
    }


def waits_for_team(placement: Placement) -> bool:
    """Whether the provider wrote last and nobody has said that it is done."""
    return bool(placement.last_from_provider) and placement.thread_done_at is None


def thread_tag(placement: Placement, *, provider: bool) -> Tag | None:
    """The thread as this side sees it: unread, open, done. Asks `with_thread()` of its rows."""
    last = placement.last_message_at
    if last is None:
        return None
    read = placement.provider_read_at if provider else placement.team_read_at
    theirs = placement.last_from_provider != provider
    if theirs and (read is None or read < last):
        return Tag(_("Unread message"), "amber", "chat")
    if waits_for_team(placement):
        return Tag(_("Question open"), "wash", "chat")
    return Tag(_("Messages done"), "stone", "chat") if placement.thread_done_at else None


_MOVES = {
    "question": (False, lambda: _("%(who)s: answer the question")),
    PlacementStatus.OFFERED: (True, lambda: _("%(who)s: say yes or no")),
    PlacementStatus.OPENED: (True, lambda: _("%(who)s: say yes or no")),
    PlacementStatus.ACCEPTED: (True, lambda: _("%(who)s: begin")),
    PlacementStatus.UNDER_WAY: (True, lambda: _("%(who)s: note each session")),
    PlacementStatus.ENDED: (False, lambda: _("%(who)s: ask how it was")),
    PlacementStatus.DECLINED: (False, lambda: _("%(who)s: look for somebody else")),
    PlacementStatus.EXPIRED: (False, lambda: _("%(who)s: look for somebody else")),
}
"""Whose move it is (True: the provider's) and what it is."""


def asks_team(placement: Placement) -> bool:
    """Whether the provider asked before it answers, and the answer is the team's next move."""
    return placement.status in AWAITING_ANSWER and waits_for_team(placement)


def whose_move(placement: Placement, *, provider: bool) -> str:
    """Who has to do something next, and what."""
    state = placement.status
    if asks_team(placement):
        state = "question"
    over = state == PlacementStatus.ENDED and placement.feedback is not None
    if state not in _MOVES or over:
        return _("Nobody’s: it is over")
    theirs, words = _MOVES[state]
    other = _("Link worker") if provider else _("Provider")
    return words() % {"who": _("You") if theirs == provider else other}

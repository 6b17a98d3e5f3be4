"""A placement in lists, on Today and on the case's timeline."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.lifecycle import AWAITING_ANSWER, PlacementStatus
from cases.models import Placement, PlacementEvent
from cases.presenters.placements.page import score_words
from cases.presenters.placements.words import (
    day,
    status_tag,
    thread_tag,
    url_of,
    waits_words,
    who_words,
    whose_move,
)
from core.presenters import Action, Cell, Notice, Row, Task, TimelineEntry

ICONS = {
    "accept": "tick",
    "decline": "cross",
    "expire": "clock",
    "end": "flag",
    "offer": "people",
    "remind": "clock",
    "record_session": "calendar",
    "stop_sharing": "alert",
}
TONES = {"accept": "good", "decline": "danger", "expire": "amber", "stop_sharing": "amber"}


def _state(placement: Placement, *, provider: bool) -> Cell:
    tags = (status_tag(placement), thread_tag(placement, provider=provider))
    return Cell(tags=tuple(filter(None, tags)), sub=waits_words(placement))


def team_row(placement: Placement) -> Row:
    """One placement in the list of the team."""
    service = placement.service
    resident = placement.case.resident
    return Row(
        (
            Cell(
                resident.full_name,
                url=url_of(placement),
                sub=placement.reference,
                hidden=placement.reference,
            ),
            Cell(service.name, sub=service.provider.organisation.name),
            _state(placement, provider=False),
            Cell(whose_move(placement, provider=False)),
            Cell(day(placement.offered_at, "j M Y")),
        ),
        key=placement.reference,
    )


def provider_row(placement: Placement) -> Row:
    """One placement in the provider's list: a name only once it may be known."""
    return Row(
        (
            Cell(
                who_words(placement),
                url=url_of(placement),
                sub=placement.reference,
                hidden=placement.reference,
            ),
            Cell(placement.service.name),
            _state(placement, provider=True),
            Cell(whose_move(placement, provider=True)),
            Cell(day(placement.offered_at, "j M Y")),
        ),
        key=placement.reference,
    )


def case_row(placement: Placement) -> Row:
    """One placement on the case's own page: the whole loop on one line."""
    service = placement.service
    return Row(
        (
            Cell(service.name, url=url_of(placement), sub=service.provider.organisation.name),
            _state(placement, provider=False),
            Cell(loop_words(placement)),
            Cell(whose_move(placement, provider=False)),
            Cell(_came_of_it(placement)),
        ),
        key=placement.reference,
    )


def loop_words(placement: Placement) -> str:
    """Offered 3 Dec · opened 3 Dec · answered 4 Dec · began 8 Dec · ended 2 Feb."""
    steps = [(_("offered"), placement.offered_at), (_("opened"), placement.opened_at)]
    if placement.answered_at:
        said_no = placement.status == PlacementStatus.DECLINED
        steps.append((_("said no") if said_no else _("said yes"), placement.answered_at))
    steps.append((_("ended"), placement.ended_at))
    words = " · ".join(f"{word} {day(at, 'j M')}" for word, at in steps if at)
    return words[:1].upper() + words[1:]


def _came_of_it(placement: Placement) -> str:
    if placement.status == PlacementStatus.ENDED:
        score = score_words(placement.aims.all())
        return f"{placement.get_result_display()} ({score})" if score else _result(placement)
    return placement.get_decline_reason_display()


def _result(placement: Placement) -> str:
    return placement.get_result_display()


_HAPPENED = {
    "offer": lambda: _("Put forward to %(service)s"),
    "open_link": lambda: _("%(service)s opened it"),
    "accept": lambda: _("%(service)s said yes"),
    "decline": lambda: _("%(service)s said no"),
    "expire": lambda: _("%(service)s did not answer in time"),
    "start": lambda: _("%(service)s began"),
    "end": lambda: _("%(service)s ended"),
    "cancel": lambda: _("Taken back from %(service)s"),
    "remind": lambda: _("%(service)s was reminded"),
    "send_link": lambda: _("%(service)s was sent a new link"),
    "record_session": lambda: _("A session with %(service)s"),
    "give_feedback": lambda: _("What they say of %(service)s"),
    "stop_sharing": lambda: _("Nothing more is shared with %(service)s"),
    "thread_done": lambda: _("Messages with %(service)s are done"),
}


def timeline_entry(event: PlacementEvent) -> TimelineEntry:
    """One thing that happened, on the case's timeline."""
    placement = event.placement
    title = _HAPPENED[event.verb]()
    if event.verb == "record_session" and not event.data.get("attended"):
        title = _("A session with %(service)s did not take place")
    return TimelineEntry(
        at=event.at,
        title=title % {"service": placement.service.name},
        words=event.words,
        foot=event.who,
        icon=ICONS.get(event.verb, "people"),
        tone=TONES.get(event.verb, "danger" if event.data.get("worried") else "wash"),
        url=url_of(placement),
    )


def answer_notice(placement: Placement) -> Notice:
    """A new answer on the link worker's Today."""
    service, resident = placement.service.name, placement.case.resident
    told = {"service": service}
    if placement.status == PlacementStatus.DECLINED:
        lead, words, tone, icon = _("Declined:"), _("%(service)s cannot take"), "danger", "cross"
        after = _("(%(reason)s)") % {"reason": placement.get_decline_reason_display().lower()}
    elif placement.status == PlacementStatus.EXPIRED:
        lead, words = _("No answer:"), _("%(service)s did not answer in time about")
        tone, icon, after = "amber", "clock", ""
    else:
        lead, words, tone, icon = _("Accepted:"), _("%(service)s can take"), "good", "tick"
        after = waits_words(placement)
    return Notice(
        lead,
        words % told,
        tone=tone,
        icon=icon,
        link_text=resident.full_name,
        url=url_of(placement),
        hidden=placement.reference,
        after=after,
    )


def message_notice(placement: Placement) -> Notice:
    """A provider has written, on the link worker's Today."""
    return Notice(
        _("Message:"),
        _("%(service)s has written about") % {"service": placement.service.name},
        tone="amber",
        icon="chat",
        link_text=placement.case.resident.full_name,
        url=url_of(placement),
        hidden=placement.reference,
    )


def news_of(placement: Placement) -> list[Notice]:
    """All that is new about one placement; asks the marks that `answers_for` sets."""
    found = []
    if placement.is_worried:
        found.append(worry_notice(placement))
    if placement.asks:
        found.append(message_notice(placement))
    if placement.is_fresh:
        found.append(answer_notice(placement))
    return found


def worry_notice(placement: Placement) -> Notice:
    """A provider was worried after a session, on the link worker's Today."""
    return Notice(
        _("Worried:"),
        _("%(service)s noted something about") % {"service": placement.service.name},
        tone="danger",
        icon="alert",
        link_text=placement.case.resident.full_name,
        url=url_of(placement),
        hidden=placement.reference,
    )


def provider_task(placement: Placement, now: dt.datetime) -> Task:
    """One placement on the provider's home."""
    waiting = placement.status in AWAITING_ANSWER
    left = placement.expires_at - now
    return Task(
        who_words(placement),
        url_of(placement),
        when=day(placement.offered_at, "j M"),
        when_note=_left_words(left) if waiting else "",
        words=f"{placement.service.name} · {placement.reference}",
        icon="people",
        overdue=waiting and left < dt.timedelta(days=1),
        action=Action(_("Answer"), url_of(placement), hidden=placement.reference)
        if waiting
        else None,
        tags=(status_tag(placement),),
    )


def _left_words(left: dt.timedelta) -> str:
    hours = max(int(left.total_seconds() // 3600), 0)
    if hours < 48:
        return ngettext("%(n)d hour left", "%(n)d hours left", hours) % {"n": hours}
    return ngettext("%(n)d day left", "%(n)d days left", left.days) % {"n": left.days}

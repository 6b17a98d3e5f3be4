"""Referrals as rows of lists."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.presenters import Cell, Row, Tag
from referrals.lifecycle import Status
from referrals.presenters.words import (
    about_line,
    age_and_place,
    from_where,
    hours_words,
    near_day,
    near_moment,
    ready_words,
    status_tag,
    urgency_tags,
)


def barrier_tags(barriers) -> tuple[Tag, ...]:
    """What still holds them, as words in pills."""
    return tuple(Tag(each.reason.name, "outline") for each in barriers)


def open_barriers(referral) -> list:
    """Those not cleared, from what was prefetched."""
    return [each for each in referral.barriers.all() if each.resolved_at is None]


def whose_move(referral, line, now: dt.datetime, *, mine: bool) -> tuple[str, str]:
    """Who moves next, and what they do. `mine`: the reader is on the side of who referred."""
    if referral.status == Status.SUBMITTED:
        due = near_moment(referral.respond_by, now)
        return referral.programme.name, _("answers by %(due)s") % {"due": due}
    if referral.status == Status.INFORMATION_NEEDED:
        who = _("You") if mine else from_where(referral)
        asked = getattr(referral, "asked_at", None)
        if mine or asked is None:
            return who, _("to answer a question")
        return who, _("asked %(when)s") % {"when": near_moment(asked, now)}
    if referral.status == Status.ACCEPTED:
        if line and line.who:
            return line.who, line.what
        return referral.programme.name, _("took it on")
    return "", _("nothing more to do")


def list_row(referral, line, now, *, mine: bool) -> Row:
    """One referral in the list: who, from where, when, status, whose move."""
    today = clock.day_of(now)
    url = reverse("referrals:detail", args=[referral.reference])
    who, what = whose_move(referral, line, now, mine=mine)
    ready = ready_words(referral, today)
    return Row(
        (
            Cell(
                referral.resident.full_name,
                url,
                sub=age_and_place(referral.resident, today),
                tags=urgency_tags(referral.urgency),
                strong=True,
            ),
            Cell(referral.reference, quiet=True),
            Cell(from_where(referral), sub=ready),
            Cell(near_day(_day(referral.made_at), today)),
            Cell(tags=(status_tag(referral.status),)),
            Cell(who, sub=what),
        ),
        key=referral.reference,
    )


def _day(moment: dt.datetime) -> dt.date:

    return clock.day_of(moment)


def ready_row(referral, line, now, *, mine: bool) -> Row:
    """Someone who could go home: what holds them, for how long, and who deals with it."""
    today = clock.day_of(now)
    held = open_barriers(referral)
    oldest = min((each.opened_at for each in held), default=None)
    hours = (now - oldest).total_seconds() / 3600 if oldest else 0
    owners = ", ".join(dict.fromkeys(each.owner.name for each in held if each.owner))
    who, what = whose_move(referral, line, now, mine=mine)
    url = reverse("referrals:detail", args=[referral.reference])
    return Row(
        (
            Cell(referral.resident.full_name, url, sub=about_line(referral, today), strong=True),
            Cell(tags=barrier_tags(held)),
            Cell(hours_words(hours) if oldest else _("Nothing open"), strong=bool(oldest)),
            Cell(owners or who, sub="" if owners else what),
        ),
        key=referral.reference,
    )


def barrier_row(barrier, now) -> Row:
    """One open barrier on the board."""
    referral = barrier.referral
    hours = (now - barrier.opened_at).total_seconds() / 3600
    url = reverse("referrals:detail", args=[referral.reference])
    money = (Tag(_("Money would fix this today"), "good", "pound"),)
    return Row(
        (
            Cell(
                referral.resident.full_name,
                f"{url}#barriers",
                sub=about_line(referral, clock.day_of(now)),
                strong=True,
                hidden=barrier.reason.name,
            ),
            Cell(barrier.reason.name, tags=money if barrier.reason.money_helps else ()),
            Cell(referral.site.name if referral.site else referral.get_source_display()),
            Cell(hours_words(hours), tone="danger" if hours >= 72 else ""),
            Cell(barrier.owner.name if barrier.owner else _("Nobody yet"), quiet=not barrier.owner),
        ),
        key=f"barrier-{referral.reference}-{barrier.reason.code}",
    )

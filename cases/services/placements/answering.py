"""The provider opens, accepts or declines; or the time to answer passes, with two reminders."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from cases.lifecycle import AWAITING_ANSWER, PLACEMENT_LIFE
from cases.models import Placement
from cases.services.placements import telling
from core import clock, events
from core.errors import NotAllowedNow, RuleBroken
from core.services import lock, lock_all, move
from providers.services import check_able, free_place
from residents.services import may_share


@transaction.atomic
def open_link(placement: Placement, *, by, at) -> Placement:
    """The provider opens what it was sent: from now on it reads what it needs to know."""
    placement = lock(placement)
    PLACEMENT_LIFE.check(placement, "open_link")
    _refuse_unshared(placement)
    return move(placement, "open_link", life=PLACEMENT_LIFE, by=by, at=at, opened_at=at)


@transaction.atomic
def accept(placement: Placement, *, by, at, starts_on=None, words: str = "") -> Placement:
    """The provider takes them. Its papers must still hold and the resident still agree.

    Of services that were asked together the first yes takes it; the others are told at once.
    """
    placement, others = _lock_round(placement)
    PLACEMENT_LIFE.check(placement, "accept")
    check_able(placement.service.provider, clock.day_of(at))
    _refuse_unshared(placement)
    placement = move(
        placement,
        "accept",
        life=PLACEMENT_LIFE,
        by=by,
        at=at,
        words=words,
        answered_at=at,
        answered_by=by,
        answer_words=words,
        starts_on=starts_on,
        opened_at=placement.opened_at or at,
    )
    for each in others:
        _take_back(each, by=None, at=at, words=_("Somebody else could take them first."))
    if telling.answers_by_link(placement, by):
        telling.ask_to_report(placement, by=by, at=at)
    return placement


def _lock_round(placement: Placement) -> tuple[Placement, list[Placement]]:
    """The placement and those asked together with it that still wait, locked in one order."""
    if not placement.round:
        return lock(placement), []
    rows = lock_all(Placement.objects.filter(round=placement.round))
    mine = next(each for each in rows if each.pk == placement.pk)
    waiting = [each for each in rows if each != mine and each.status in AWAITING_ANSWER]
    return mine, waiting


@transaction.atomic
def decline(placement: Placement, *, by, at, reason: str, words: str = "") -> Placement:
    """The provider cannot take them. The place is free again."""
    placement = move(
        lock(placement),
        "decline",
        life=PLACEMENT_LIFE,
        by=by,
        at=at,
        words=words,
        data={"reason": reason},
        answered_at=at,
        answered_by=by,
        decline_reason=reason,
        answer_words=words,
    )
    free_place(placement.service)
    return placement


@transaction.atomic
def expire(placement: Placement, *, by=None, at) -> Placement:
    """Nobody answered in time. The place is free again."""
    placement = lock(placement)
    PLACEMENT_LIFE.check(placement, "expire")
    if at < placement.expires_at:
        raise NotAllowedNow(_("There is still time to answer."))
    placement = move(placement, "expire", life=PLACEMENT_LIFE, by=by, at=at)
    free_place(placement.service)
    return placement


@transaction.atomic
def cancel(placement: Placement, *, by, at, words: str) -> Placement:
    """Take the offer back. The place is free again, the provider is told, its links are dead."""
    return _take_back(lock(placement), by=by, at=at, words=words)


def _take_back(placement: Placement, *, by, at, words: str) -> Placement:
    """The same for a placement that is locked already."""
    placement = move(placement, "cancel", life=PLACEMENT_LIFE, by=by, at=at, words=words)
    free_place(placement.service)
    telling.take_links_back(placement, by=by, at=at)
    telling.tell_provider(placement, "placement_cancelled")
    return placement


def expire_due(*, at: dt.datetime) -> int:
    """Let every offer run out whose time is over; returns how many. For the beat."""
    due = Placement.objects.filter(status__in=AWAITING_ANSWER, expires_at__lte=at)
    done = 0
    for placement in list(due.order_by("pk")):
        try:
            expire(placement, at=at)
            done += 1
        except NotAllowedNow:  # answered in this very moment
            continue
    return done


def remind_due(*, at: dt.datetime) -> int:
    """Remind providers who have not answered, each twice at most; returns how many. For the beat.

    After which share of the time is the policy's; an offer found late gets the later one only.
    """
    waiting = Placement.objects.filter(
        status__in=AWAITING_ANSWER, expires_at__gt=at, last_reminder_at__isnull=True
    ).select_related("case__policy")
    due = [each.pk for each in waiting.order_by("pk") if _reminder_due(each, at=at)]
    return sum(_remind(each, at=at) for each in due)


def _reminder_due(placement: Placement, *, at) -> str:
    """Which stamp the reminder that is due now would set, or ""."""
    time = placement.expires_at - placement.offered_at
    over = 100 * ((at - placement.offered_at) / time)
    policy = placement.case.policy
    if over >= policy.placement_last_reminder_percent:
        return "" if placement.last_reminder_at else "last_reminder_at"
    if over >= policy.placement_reminder_percent and not placement.first_reminder_at:
        return "first_reminder_at"
    return ""


@transaction.atomic
def _remind(pk: int, *, at) -> int:
    rows = Placement.objects.filter(pk=pk, status__in=AWAITING_ANSWER)
    placement = rows.select_for_update(skip_locked=True, of=("self",), no_key=True).first()
    stamp = _reminder_due(placement, at=at) if placement else ""
    if not stamp:
        return 0
    setattr(placement, stamp, at)
    placement.save(update_fields=[stamp])
    link = telling.standing_link(placement, at=at)
    telling.tell_provider(placement, "placement_reminder", link=link)
    events.record(placement, "remind", by=None, at=at, from_status=placement.status)
    return 1


def _refuse_unshared(placement: Placement) -> None:
    """Consent was withdrawn meanwhile: nothing more is shown."""
    organisation = placement.service.provider.organisation
    if not may_share(placement.case.resident, organisation=organisation):
        raise RuleBroken(
            _(
                "They have taken back their agreement to share. "
                "Ask the link worker before you go on."
            )
        )

"""Placements: put a resident forward to a service, and close the loop.

A placement holds a place from the offer until it is declined, expires, ends or is cancelled.
What a provider learns of a resident is what `what_to_know` says and what the tick boxes allow.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import holds
from cases.lifecycle import AWAITING_ANSWER, HOLDS_A_PLACE, OPEN, PLACEMENT_LIFE
from cases.models import Case, Placement, PlacementMessage
from core import clock, events, mail
from core.errors import NotAllowedNow, RuleBroken
from core.services import lock, move
from providers.services import check_able, check_service_able, free_place, take_place
from residents.models import ConsentKind
from residents.services import may_share, record_consent

OPEN_OFFERS_WITHOUT_A_WORD = 2
"""So many offers may wait for an answer at once; one more asks to be confirmed."""


@transaction.atomic
def offer(
    case: Case,
    *,
    by,
    at,
    service,
    what_to_know: str,
    need=None,
    goal=None,
    share_phone: bool = True,
    share_address: bool = False,
    agreed_to_share: bool = False,
    several_on_purpose: bool = False,
) -> Placement:
    """Put the resident forward to `service` and take one of its places until it is answered.

    Refused when the provider may be given no new work, the service is full, the resident has not
    agreed that we share with this provider, or (unless `several_on_purpose`) two offers for them
    already wait for an answer.
    """
    case = lock(case)
    if case.status not in OPEN:
        raise NotAllowedNow(_("This case is closed, so nobody can be put forward any more."))
    check_service_able(service, clock.day_of(at))
    _refuse_twice(case, service)
    _refuse_scattergun(case, several_on_purpose)
    _cover_sharing(case, service.provider.organisation, by=by, at=at, agreed=agreed_to_share)
    take_place(service, on=clock.day_of(at))
    placement = Placement.objects.create(
        case=case,
        service=service,
        need=need,
        goal=goal,
        what_to_know=what_to_know,
        share_phone=share_phone,
        share_address=share_address,
        offered_at=at,
        offered_by=by,
        expires_at=at + dt.timedelta(days=case.policy.placement_expiry_days),
    )
    events.record(placement, "offer", by=by, at=at, data={"service": service.reference})
    _tell_provider(placement, "placement_offered")
    return placement


def awaiting_answers(case: Case) -> int:
    """How many offers for this resident wait for an answer now."""
    return case.placements.filter(status__in=AWAITING_ANSWER).count()


def scattergun_words(count: int) -> str:
    """What to think of before one more offer is sent out; empty while there is no need."""
    if count < OPEN_OFFERS_WITHOUT_A_WORD:
        return ""
    return ngettext(
        "%(count)d offer for this resident already waits for an answer. Each holds a place that "
        "somebody else may need.",
        "%(count)d offers for this resident already wait for an answer. Each holds a place that "
        "somebody else may need.",
        count,
    ) % {"count": count}


def _refuse_twice(case, service) -> None:
    standing = case.placements.filter(service=service, status__in=HOLDS_A_PLACE).first()
    if standing:
        raise RuleBroken(
            _("They have been put forward to %(service)s already (%(reference)s).")
            % {"service": service.name, "reference": standing.reference}
        )


def _refuse_scattergun(case, on_purpose: bool) -> None:
    words = scattergun_words(awaiting_answers(case))
    if words and not on_purpose:
        raise RuleBroken(words, field="several_on_purpose")


def _cover_sharing(case, organisation, *, by, at, agreed: bool) -> None:
    """Sharing with this provider is covered by consent, or becomes so by what they said now."""
    resident = case.resident
    if may_share(resident, organisation=organisation, at=at):
        return
    if agreed:
        record_consent(
            resident,
            by=by,
            at=at,
            kind=ConsentKind.SHARING,
            recipient=organisation.name,
            organisation=organisation,
        )
    if not may_share(resident, organisation=organisation, at=at):
        raise RuleBroken(
            _("%(name)s has not agreed that we share with %(provider)s. Ask first.")
            % {"name": resident.called, "provider": organisation.name},
            field="agreed_to_share",
        )


@transaction.atomic
def open_link(placement: Placement, *, by, at) -> Placement:
    """The provider opens what it was sent: from now on it reads what it needs to know."""
    placement = lock(placement)
    PLACEMENT_LIFE.check(placement, "open_link")
    _refuse_unshared(placement, at)
    return move(placement, "open_link", life=PLACEMENT_LIFE, by=by, at=at, opened_at=at)


@transaction.atomic
def accept(placement: Placement, *, by, at, starts_on=None, words: str = "") -> Placement:
    """The provider takes them. Its papers must still hold and the resident still agree."""
    placement = lock(placement)
    PLACEMENT_LIFE.check(placement, "accept")
    check_able(placement.service.provider, clock.day_of(at))
    _refuse_unshared(placement, at)
    return move(
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
def start(placement: Placement, *, by, at, starts_on=None) -> Placement:
    """Help has begun."""
    placement = lock(placement)
    day = starts_on or placement.starts_on or clock.day_of(at)
    return move(placement, "start", life=PLACEMENT_LIFE, by=by, at=at, starts_on=day)


@transaction.atomic
def end(
    placement: Placement, *, by, at, result: str, report: str, sessions_attended: int | None = None
) -> Placement:
    """Help has ended, with what came of it. The place is free again."""
    placement = move(
        lock(placement),
        "end",
        life=PLACEMENT_LIFE,
        by=by,
        at=at,
        words=report,
        data={"result": result},
        ended_at=at,
        result=result,
        report=report,
        sessions_attended=sessions_attended,
    )
    free_place(placement.service)
    return placement


@transaction.atomic
def cancel(placement: Placement, *, by, at, words: str) -> Placement:
    """Take the offer back. The place is free again and the provider is told."""
    placement = move(lock(placement), "cancel", life=PLACEMENT_LIFE, by=by, at=at, words=words)
    free_place(placement.service)
    _tell_provider(placement, "placement_cancelled")
    return placement


@transaction.atomic
def send_message(placement: Placement, *, by, at, words: str) -> PlacementMessage:
    """Write to the other side: the provider, or the link worker."""
    organisation = placement.service.provider.organisation
    from_provider = holds(by, "placements.open_link", organisation=organisation)
    message = PlacementMessage.objects.create(
        placement=placement, words=words, sent_at=at, sent_by=by, from_provider=from_provider
    )
    if from_provider:
        _tell_worker(placement, "placement_message")
    else:
        _tell_provider(placement, "placement_message")
    return message


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


def _refuse_unshared(placement: Placement, at) -> None:
    """Consent was withdrawn meanwhile: nothing more is shown."""
    organisation = placement.service.provider.organisation
    if not may_share(placement.case.resident, organisation=organisation):
        raise RuleBroken(
            _(
                "They have taken back their agreement to share. "
                "Ask the link worker before you go on."
            )
        )


def _tell_provider(placement: Placement, template: str) -> None:
    service = placement.service
    to = service.email or service.provider.organisation.email
    if to:
        mail.send(to=to, template=template, context=_told(placement))


def _tell_worker(placement: Placement, template: str) -> None:
    worker = placement.case.worker or placement.offered_by
    mail.send(to=worker.email, template=template, context=_told(placement))


def _told(placement: Placement) -> dict:
    """What a mail may say: the reference, the service, where to read the rest. No name."""
    return {
        "reference": placement.reference,
        "service": placement.service.name,
        "expires_at": placement.expires_at,
    }

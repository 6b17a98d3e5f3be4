"""Putting a resident forward, to one service or to several at once."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.lifecycle import AWAITING_ANSWER, HOLDS_A_PLACE, OPEN, PLACEMENT_LIFE, Status
from cases.models import Case, Placement, PlacementAim
from cases.services.placements import telling
from core import clock, events
from core.errors import NotAllowedNow, RuleBroken
from core.services import lock
from providers.services import check_service_able, take_place
from residents.models import ConsentKind
from residents.services import may_share, record_consent

OPEN_OFFERS_WITHOUT_A_WORD = 2
"""So many offers may wait for an answer at once; one more asks for a reason."""
MOST_AT_ONCE = 5
MOST_AIMS = 5


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
    aims=(),
    share_phone: bool = True,
    share_address: bool = False,
    agreed_to_share: bool = False,
    several_because: str = "",
) -> Placement:
    """Put the resident forward to `service` and take one of its places until it is answered.

    Refused when the provider may be given no new work, the service is full, the resident has not
    agreed that we share with this provider, or (without `several_because`) two offers for them
    already wait for an answer. `aims` are what should come of it, in words.
    """
    case = _lock_open(case)
    _refuse_scattergun(awaiting_answers(case) + 1, several_because)
    return _offer_one(
        case,
        service,
        by=by,
        at=at,
        aims=aims,
        agreed=agreed_to_share,
        what_to_know=what_to_know,
        need=need,
        goal=goal,
        share_phone=share_phone,
        share_address=share_address,
        several_because=several_because,
    )


@transaction.atomic
def offer_to_several(
    case: Case,
    *,
    by,
    at,
    services,
    aims=(),
    agreed_to_share: bool = False,
    several_because: str = "",
    **told,
) -> list[Placement]:
    """Ask several services at once; the first to say yes takes it, the others are told.

    All or none: when one of them may not be asked, nobody is.
    """
    case = _lock_open(case)
    wanted = sorted(services, key=lambda each: each.pk)
    if len(wanted) < 2:
        raise RuleBroken(_("Choose at least two services, or ask one by itself"), field="services")
    if len(wanted) > MOST_AT_ONCE:
        raise RuleBroken(
            _("Choose at most %(count)d: each keeps a place that somebody else may need")
            % {"count": MOST_AT_ONCE},
            field="services",
        )
    _refuse_scattergun(awaiting_answers(case) + len(wanted), several_because)
    told.update(by=by, at=at, aims=aims, agreed=agreed_to_share, several_because=several_because)
    made = [_offer_one(case, each, **told) for each in wanted]
    Placement.objects.filter(pk__in=[each.pk for each in made]).update(round=made[0].reference)
    for each in made:
        each.round = made[0].reference
    return made


def _lock_open(case) -> Case:
    case = lock(case)
    if case.status not in OPEN:
        raise NotAllowedNow(_("This case is closed, so nobody can be put forward any more."))
    return case


def _offer_one(case, service, *, by, at, aims, agreed, **told) -> Placement:
    check_service_able(service, clock.day_of(at))
    _refuse_twice(case, service)
    _cover_sharing(case, service.provider.organisation, by=by, at=at, agreed=agreed)
    take_place(service, on=clock.day_of(at))
    placement = Placement.objects.create(
        case=case,
        service=service,
        offered_at=at,
        offered_by=by,
        expires_at=at + time_to_answer(case),
        **told,
    )
    _set_aims(placement, aims)
    data = {"service": service.reference}
    words = placement.several_because
    events.record(placement, "offer", by=by, at=at, words=words, data=data)
    telling.ask_to_answer(placement, by=by, at=at)
    return placement


def time_to_answer(case: Case) -> dt.timedelta:
    """Hours while somebody waits in a hospital bed, days afterwards, both by policy."""
    if case.status == Status.WAITING_FOR_HOME:
        return dt.timedelta(hours=case.policy.placement_answer_hours)
    return dt.timedelta(days=case.policy.placement_expiry_days)


def _set_aims(placement: Placement, aims) -> None:
    """What it is to bring about: the goal it serves, what was written, else its need."""
    goal = placement.goal
    wanted = [(goal.words, goal)] if goal else []
    wanted += [(each.strip(), None) for each in aims if each.strip()]
    if not wanted:
        wanted = [(str(placement.need or placement.service.name), None)]
    PlacementAim.objects.bulk_create(
        PlacementAim(placement=placement, number=number, words=words[:200], goal=goal)
        for number, (words, goal) in enumerate(wanted[:MOST_AIMS], start=1)
    )


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


def _refuse_scattergun(after: int, because: str) -> None:
    if after > OPEN_OFFERS_WITHOUT_A_WORD and not because.strip():
        raise RuleBroken(
            _("%(count)d offers would wait for an answer at once. Say why so many are needed.")
            % {"count": after},
            field="several_because",
        )


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
def send_link(placement: Placement, *, by, at) -> Placement:
    """Send the provider a fresh link: the mail was lost, or the person who had it has left."""
    placement = lock(placement)
    PLACEMENT_LIFE.check(placement, "send_link")
    if not telling.address_of(placement):
        raise RuleBroken(_("The provider has no e-mail address. Ring them, and add one."))
    if not may_share(placement.case.resident, organisation=placement.service.provider.organisation):
        raise RuleBroken(_("They have taken back their agreement to share."))
    if placement.status in AWAITING_ANSWER:
        telling.ask_to_answer(placement, by=by, at=at)
    else:
        telling.ask_to_report(placement, by=by, at=at)
    events.record(placement, "send_link", by=by, at=at, from_status=placement.status)
    return placement

"""The team's decision. Nobody decides the referral that they wrote."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import RuleBroken
from core.services import lock, move
from referrals.events import decided
from referrals.lifecycle import LIFE, Status
from referrals.models import Barrier, Referral, ReferralNeed
from referrals.questions import open_referral_of
from referrals.services.refer import submit
from referrals.services.telling import tell_referrer

_COPIED = (
    *("source", "urgency", "made_at", "made_by", "referrer_name", "referrer_phone"),
    *("organisation", "site", "ward", "bay", "reason", "barriers_unknown", "admitted_on"),
    *("ready_on", "expected_home_on", "discharged_on", "pathway", "meets_criteria_to_reside"),
    *("needs_journey", "needs_home_visit", "is_homeless", "housing_authority"),
    *("duty_to_refer_on", "duty_acknowledged_on", "duty_result"),
)


def _refuse_author(referral, by) -> None:
    if referral.made_by_id == by.pk:
        raise RuleBroken(_("You wrote this referral, so somebody else has to decide it."))


def _decide(referral, verb, *, by, at, words, **changes) -> Referral:
    """The shared end of each decision: move, announce, tell the referrer."""
    move(
        referral,
        verb,
        life=LIFE,
        by=by,
        at=at,
        words=words,
        decided_at=at,
        decided_by=by,
        decision_words=words,
        **changes,
    )
    decided.send(Referral, referral=referral, verb=verb, by=by, at=at)
    tell_referrer(referral)
    return referral


@transaction.atomic
def accept(referral: Referral, *, by, at, words: str = "") -> Referral:
    """The team takes it on. A case is opened by the app above, which calls this."""
    referral = lock(referral)
    LIFE.check(referral, "accept")
    _refuse_author(referral, by)
    return _decide(referral, "accept", by=by, at=at, words=words)


@transaction.atomic
def decline(referral: Referral, *, by, at, reason: str, words: str) -> Referral:
    """The team does not take it on, and says why in words that the ward can use."""
    referral = lock(referral)
    LIFE.check(referral, "decline")
    _refuse_author(referral, by)
    if not reason:
        raise RuleBroken(_("Choose why it is declined"), field="reason")
    return _decide(referral, "decline", by=by, at=at, words=words, decline_reason=reason)


@transaction.atomic
def redirect(
    referral: Referral, *, by, at, words: str, programme=None, organisation=None
) -> Referral:
    """Send it on: to another programme, which gets a referral of its own at once, or to another
    organisation, which the ward is told to ask. The consent that was given still covers it only
    inside the service; another organisation is asked by the ward itself."""
    referral = lock(referral)
    LIFE.check(referral, "redirect")
    if (programme is None) == (organisation is None):
        raise RuleBroken(_("Choose where it goes: a programme or an organisation"))
    if programme is not None and programme.pk == referral.programme_id:
        raise RuleBroken(_("It is with this programme already."), field="programme")
    _decide(
        referral,
        "redirect",
        by=by,
        at=at,
        words=words,
        redirected_to=programme,
        redirected_to_organisation=organisation,
    )
    if programme is not None:
        _send_on(referral, programme, by=by, at=at)
    return referral


def _send_on(referral, programme, *, by, at) -> Referral:
    """The same request, to the other programme, with its own clock and rules."""
    known = open_referral_of(referral.resident, programmes=[programme])
    if known is not None:
        raise RuleBroken(
            _("%(programme)s has an open referral for them already: %(reference)s.")
            % {"programme": programme.name, "reference": known.reference},
            field="programme",
        )
    fresh = Referral.objects.create(
        programme=programme,
        policy=programme.policy_on(clock.day_of(at)),
        resident=referral.resident,
        status=Status.DRAFT,
        came_from_id=referral.pk,
        **{name: getattr(referral, name) for name in _COPIED},
    )
    _copy_children(referral, fresh)
    return submit(fresh, by=by, at=at)


def _copy_children(old, new) -> None:
    ReferralNeed.objects.bulk_create(
        [
            ReferralNeed(referral=new, domain_id=each.domain_id, severity=each.severity)
            for each in old.needs.all()
        ]
    )
    Barrier.objects.bulk_create(
        [
            Barrier(
                referral=new,
                reason_id=each.reason_id,
                words=each.words,
                opened_at=each.opened_at,
            )
            for each in old.barriers.filter(resolved_at__isnull=True)
        ]
    )


@transaction.atomic
def mark_duplicate(
    referral: Referral, *, by, at, duplicate_of: Referral, words: str = ""
) -> Referral:
    """It asks the same as another one, which goes on."""
    referral = lock(referral)
    LIFE.check(referral, "mark_duplicate")
    if duplicate_of.pk == referral.pk:
        raise RuleBroken(_("Name the other referral, not this one."), field="duplicate_of")
    if duplicate_of.programme_id != referral.programme_id:
        raise RuleBroken(_("That referral is with another programme."), field="duplicate_of")
    if duplicate_of.status in (Status.DUPLICATE, Status.DRAFT):
        raise RuleBroken(_("That one is not the one that goes on."), field="duplicate_of")
    try:
        with transaction.atomic():
            return _decide(
                referral, "mark_duplicate", by=by, at=at, words=words, duplicate_of=duplicate_of
            )
    except IntegrityError:
        raise RuleBroken(_("Name the other referral."), field="duplicate_of") from None

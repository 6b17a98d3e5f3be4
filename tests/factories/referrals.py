"""Referrals in every state, each reached by calling services."""

import factory

from core import clock
from referrals import services
from referrals.models import (
    Barrier,
    DeclineReason,
    Referral,
    ReferralMessage,
    ReferralNeed,
    Source,
)
from tests.factories.programmes import PlaceFactory, programme_with_policy, someone
from tests.factories.residents import ResidentFactory


class ReferralFactory(factory.Factory):
    """A submitted referral from a ward. Give `programme`, `ward` or `by` to share them.

    `status` takes it further: "information_needed", "accepted", "declined", "redirected",
    "duplicate", "withdrawn"; "draft" leaves it unsent.
    """

    class Meta:
        model = Referral

    at = factory.LazyFunction(clock.now)
    ward = factory.SubFactory(PlaceFactory)
    site = factory.LazyAttribute(lambda o: o.ward.site if o.ward else None)
    organisation = factory.LazyAttribute(lambda o: o.site.organisation)
    programme = factory.LazyAttribute(lambda o: programme_with_policy(sites=[o.site]))
    by = factory.LazyAttribute(lambda o: someone("ward_referrer", ward=o.ward))
    resident = factory.SubFactory(ResidentFactory)
    source = Source.WARD
    barriers = ("cold_home", "keys")
    reason = "Prepay meter is empty and her key is with a neighbour."
    status = "submitted"

    @classmethod
    def _create(cls, model_class, *args, status, **given):
        made = services.refer(**given, send=status != "draft")
        return made if status in ("draft", "submitted") else reach(made, status, at=given["at"])


def reach(referral, status, *, at=None, lead=None):
    """Take a submitted referral to `status`."""
    at = at or clock.now()
    lead = lead or someone("team_lead", programme=referral.programme)
    told = {"by": lead, "at": at}
    if status == "accepted":
        return services.accept(referral, **told)
    if status == "declined":
        reason = DeclineReason.OUT_OF_AREA
        return services.decline(referral, **told, reason=reason, words="Lives in Walsall.")
    if status == "information_needed":
        return services.ask_for_information(referral, **told, words="Which telephone number?")
    if status == "withdrawn":
        return services.withdraw(referral, by=referral.made_by, at=at, words="Gone home.")
    if status == "redirected":
        other = programme_with_policy()
        return services.redirect(referral, **told, programme=other, words="Nearer to her.")
    return services.mark_duplicate(referral, **told, duplicate_of=_another(referral, at))


def _another(referral, at):
    return ReferralFactory(
        programme=referral.programme, ward=referral.ward, by=referral.made_by, at=at
    )


def referral(**given):
    """A submitted referral from a ward."""
    return ReferralFactory(**given)


class BarrierFactory(factory.Factory):
    """An open barrier of a referral."""

    class Meta:
        model = Barrier

    referral = factory.SubFactory(ReferralFactory, barriers=("no_food",))

    @classmethod
    def _create(cls, model_class, *args, referral):
        return referral.barriers.get()


class ReferralNeedFactory(factory.Factory):
    """A need that follows from a barrier."""

    class Meta:
        model = ReferralNeed

    referral = factory.SubFactory(ReferralFactory, barriers=("no_food",))

    @classmethod
    def _create(cls, model_class, *args, referral):
        return referral.needs.get()


class ReferralMessageFactory(factory.Factory):
    """A question of the team."""

    class Meta:
        model = ReferralMessage

    referral = factory.SubFactory(ReferralFactory, status="information_needed")

    @classmethod
    def _create(cls, model_class, *args, referral):
        return referral.messages.get()

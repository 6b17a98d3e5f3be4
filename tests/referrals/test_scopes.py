"""Who sees referrals, what hangs on them, and the residents they are about."""

import pytest

from residents import services as residents
from tests.factories.referrals import ReferralFactory
from tests.strangers import OWN, SAME, assert_scope

pytestmark = pytest.mark.django_db

TEAM = {"link_worker": {OWN, SAME}, "team_lead": {OWN, SAME}, "manager": {OWN, SAME}}
REFERRERS = {"ward_referrer": {OWN, SAME}}
DECIDERS = {"team_lead": {OWN, SAME}, "manager": {OWN, SAME}}


def referral(world, owner, **more):
    return ReferralFactory(programme=world.programme, ward=world.ward, by=owner, **more)


def test_referrals():
    assert_scope(referral, {**TEAM, **REFERRERS})


@pytest.mark.parametrize("part", ["barriers", "needs", "events", "messages"])
def test_what_hangs_on_a_referral(part):
    def make(world, owner):
        made = referral(world, owner, status="information_needed")
        return getattr(made, part).first()

    assert_scope(make, {**TEAM, **REFERRERS})


def test_residents__are_seen_by_deciders_never_by_a_ward():
    assert_scope(lambda world, owner: referral(world, owner).resident, DECIDERS)


@pytest.mark.parametrize("part", ["consents", "risks"])
def test_what_hangs_on_a_resident(part):
    def make(world, owner):
        return getattr(referral(world, owner).resident, part).first()

    assert_scope(make, DECIDERS)


def test_key_contacts():
    def make(world, owner):
        made = referral(world, owner)
        return residents.add_key_contact(
            made.resident, by=owner, at=made.made_at, name="Pat", relation="Daughter"
        )

    assert_scope(make, DECIDERS)


def test_alerts():
    def make(world, owner):
        made = referral(world, owner)
        return residents.raise_alert(
            made.resident,
            programme=world.programme,
            kind="concern",
            key=made.reference,
            words="Someone is worried.",
            at=made.made_at,
        )

    assert_scope(make, DECIDERS)


def test_merges():
    def make(world, owner):
        made = referral(world, owner)
        gone = residents.register(
            by=owner, at=made.made_at, given_name="Dorean", family_name="Fellowes"
        )
        told = {"by": owner, "at": made.made_at, "reason": "Same address"}
        return residents.merge(made.resident, **told, gone=gone)

    assert_scope(make, DECIDERS)

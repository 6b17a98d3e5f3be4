"""Stranger matrices of people, memberships, invitations, emergency access and drafts."""

import pytest

from core.models import AccessEntry
from tests.factories.accounts import BreakGlassFactory, InvitationFactory, MembershipFactory
from tests.factories.core import DraftFactory
from tests.factories.programmes import someone
from tests.strangers import OWN, POSITIONS, SAME, assert_scope, seen, sees

pytestmark = pytest.mark.django_db

EVERYWHERE = set(POSITIONS)
TEAM = ("manager", "team_lead", "link_worker", "ward_referrer", "finance", "provider")
OTHERS = ("volunteer", "funder", "analyst", "governor")


def colleague(world, owner):
    return someone("provider", organisation=world.organisation)


def test_people_are_seen_by_colleagues_and_by_those_who_look_after_people():
    table = {role: {OWN, SAME} for role in (*TEAM, *OTHERS)}
    assert_people(table | {"administrator": EVERYWHERE, "governance": EVERYWHERE})


def assert_people(table):
    """Somebody without a role sees themselves only; so the matrix asks about a colleague."""
    assert_scope(colleague, table)


def test_memberships_are_seen_by_their_holder_the_lead_of_the_programme_and_administrators():
    def make(world, owner):
        return someone("link_worker", programme=world.programme).memberships.get()

    leads = {role: {OWN, SAME} for role in ("team_lead", "manager")}
    all_of_it = dict.fromkeys(("administrator", "governance"), EVERYWHERE)
    assert_scope(make, leads | all_of_it)


def test_a_membership_is_seen_by_whoever_holds_it():
    membership = MembershipFactory()
    assert sees(membership.user, membership)


def test_invitations_are_seen_by_administrators_only():
    assert_scope(
        lambda world, owner: InvitationFactory(organisation=world.organisation),
        {"administrator": EVERYWHERE},
    )


def test_emergency_access_is_seen_by_governance_and_whoever_took_it():
    assert_scope(
        lambda world, owner: BreakGlassFactory(programme=world.programme),
        {"governance": EVERYWHERE},
    )
    glass = BreakGlassFactory()
    assert sees(glass.broken_by, glass)


def test_drafts_are_seen_by_whoever_writes_them():
    def make(world, owner):
        return DraftFactory(user=owner)

    assert_scope(make, {role: {OWN} for role in (*TEAM, *OTHERS, "governance", "administrator")})


def test_access_entries_are_seen_by_governance_only():
    def make(world, owner):
        from core import clock

        return AccessEntry.objects.create(at=clock.now(), by=owner, page="residents:detail")

    assert_scope(make, {"governance": EVERYWHERE})


def test_the_matrix_finds_an_inverted_scope(monkeypatch):
    """A negative control: a scope turned round is noticed."""
    from accounts.querysets import InvitationQuerySet

    monkeypatch.setattr(InvitationQuerySet, "visible_to", lambda self, user: self.all())
    with pytest.raises(AssertionError):
        seen(lambda world, owner: InvitationFactory(organisation=world.organisation), "funder")


def test_places_are_seen_by_whoever_holds_a_role():
    def make(world, owner):
        return world.ward

    assert_scope(make, dict.fromkeys((*TEAM, *OTHERS, "governance", "administrator"), EVERYWHERE))

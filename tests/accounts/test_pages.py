"""Pages of the administrator and the governance officer open, and to nobody else."""

import pytest
from django.urls import reverse

from tests.factories.accounts import InvitationFactory, MembershipFactory
from tests.factories.programmes import HospitalFactory, PlaceFactory, someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    """An administrator, signed in."""
    person = someone("administrator")
    client.force_login(person)
    return person


def pages_of_places():
    """Addresses of things that exist, for the administrator."""
    ward = PlaceFactory(site=HospitalFactory())
    organisation, site = ward.site.organisation, ward.site
    membership = MembershipFactory(organisation=organisation)
    invitation = InvitationFactory(organisation=organisation)
    person = membership.user.reference
    return [
        reverse("accounts:people"),
        reverse("accounts:people") + "?q=sam&role=provider&is_active=True&sort=-seen",
        reverse("accounts:person", args=[person]),
        reverse("accounts:disable", args=[person]),
        reverse("accounts:add_membership", args=[person]),
        reverse("accounts:end_membership", args=[membership.reference]),
        reverse("accounts:invitations"),
        reverse("accounts:invite"),
        reverse("accounts:send_invitation_again", args=[invitation.reference]),
        reverse("accounts:withdraw_invitation", args=[invitation.reference]),
        reverse("accounts:organisations"),
        reverse("accounts:add_organisation"),
        reverse("accounts:organisation", args=[organisation.slug]),
        reverse("accounts:change_organisation", args=[organisation.slug]),
        reverse("accounts:add_site", args=[organisation.slug]),
        reverse("accounts:add_ward", args=[site.slug]),
        reverse("accounts:change_ward", args=[ward.reference]),
        reverse("accounts:emergency"),
        reverse("core:jobs"),
    ]


def test_each_page_of_the_administrator_opens(client, admin):
    for address in [*pages_of_places(), "/", reverse("accounts:profile")]:
        response = client.get(address)
        assert response.status_code == 200, address
        assert "no-store" in response["Cache-Control"], address


def test_each_page_of_the_administrator_is_closed_to_a_link_worker(client):
    client.force_login(someone("volunteer"))
    for address in pages_of_places():
        assert client.get(address).status_code in (403, 404), address


def test_each_page_of_the_governance_officer_opens(client):
    client.force_login(someone("governance"))
    for name in ("core:home", "core:access_log", "core:row_history", "core:seals"):
        assert client.get(reverse(name)).status_code == 200, name
    assert client.get(reverse("accounts:emergency_log")).status_code == 200


@pytest.mark.parametrize(
    "name", ["core:help", "core:who_to_call", "core:privacy", "core:accessibility"]
)
def test_pages_for_anybody_open_without_signing_in(client, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_signup"])
def test_pages_of_signing_in_open(client, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["mfa_index", "account_change_password", "account_logout"])
def test_pages_of_ones_own_account_open(client, admin, name):
    assert client.get(reverse(name)).status_code == 200

"""Invitations, memberships, people, places and emergency access."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts import links, services
from accounts.access import holds
from accounts.models import Invitation, Membership, User
from core import clock
from core.errors import NotAllowedNow, RuleBroken
from core.models import AccessEntry, Mail
from tests.factories.accounts import (
    BreakGlassFactory,
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.factories.programmes import HospitalFactory, ProgrammeFactory, someone

pytestmark = pytest.mark.django_db
PASSWORD = "harbour-lantern-42"


def link_of(invitation) -> str:
    return reverse("accounts:join", args=[links.sign(invitation)])


# -- invitations ------------------------------------------------------------------------------


def test_an_invited_person_chooses_a_password_and_is_in(client):
    invitation = InvitationFactory(role="governance")
    letter = Mail.objects.get(to=invitation.email)
    address = link_of(invitation)
    assert address in letter.text
    response = client.post(
        address, {"name": "Ida Invited", "password": PASSWORD, "again": PASSWORD}
    )
    assert response["Location"] == "/"
    user = User.objects.get(email=invitation.email)
    assert holds(user, "audit.view")
    assert client.get("/").status_code == 200
    invitation.refresh_from_db()
    assert invitation.accepted_by == user


def test_a_link_works_once(client):
    invitation = InvitationFactory()
    answers = {"name": "Ida", "password": PASSWORD, "again": PASSWORD}
    client.post(link_of(invitation), answers)
    client.logout()
    assert client.get(link_of(invitation)).status_code == 410
    assert client.post(link_of(invitation), answers).status_code == 410


@pytest.mark.parametrize(
    ("password", "words"),
    [("short", "at least 12"), ("password1234", "too common"), (PASSWORD, "not the same")],
)
def test_a_password_must_be_good_and_twice_the_same(client, password, words):
    invitation = InvitationFactory()
    again = "something-else-99" if password == PASSWORD else password
    page = client.post(
        link_of(invitation), {"name": "Ida", "password": password, "again": again}
    ).content.decode()
    assert words in page
    assert f'value="{password}"' not in page
    assert not User.objects.filter(email=invitation.email).exists()


def test_a_forged_link_leads_nowhere(client):
    InvitationFactory()
    assert client.get(reverse("accounts:join", args=["eyJpIjoiQ0JJIn0:1x:abc"])).status_code == 410


def test_a_link_runs_out(client):
    invitation = InvitationFactory(at=clock.now() - timedelta(days=8))
    assert client.get(link_of(invitation)).status_code == 410
    with pytest.raises(NotAllowedNow):
        services.accept_invitation(invitation, name="Ida", password=PASSWORD)


def test_sending_again_makes_the_old_link_useless(client):
    invitation = InvitationFactory(at=clock.now() - timedelta(days=1))
    old = link_of(invitation)
    invitation = services.send_again(invitation, by=invitation.invited_by)
    assert client.get(old).status_code == 410
    assert client.get(link_of(invitation)).status_code == 200
    assert Mail.objects.filter(to=invitation.email).count() == 2


def test_a_taken_back_invitation_cannot_be_used_or_sent(client):
    invitation = InvitationFactory()
    invitation = services.withdraw_invitation(invitation, by=invitation.invited_by)
    assert client.get(link_of(invitation)).status_code == 410
    with pytest.raises(NotAllowedNow):
        services.send_again(invitation, by=invitation.invited_by)


def test_one_open_invitation_for_one_role_is_enough():
    first = InvitationFactory()
    with pytest.raises(RuleBroken):
        InvitationFactory(email=first.email.upper(), organisation=first.organisation)


def test_a_known_person_signs_in_to_take_up_a_second_role(client):
    person = someone("funder")
    invitation = InvitationFactory(email=person.email, role="governance")
    page = client.get(link_of(invitation)).content.decode()
    assert "You have an account already" in page
    assert "password" not in page.lower().split("</header>")[1]
    refused = client.post(link_of(invitation), {})
    assert "Sign in as the person who was invited" in refused.content.decode()
    client.force_login(someone("funder"))
    client.post(link_of(invitation), {})
    assert not Membership.objects.filter(user=person, role="governance").exists()
    client.force_login(person)
    client.post(link_of(invitation), {})
    assert Membership.objects.filter(user=person, role="governance").exists()


def test_a_role_of_the_team_needs_its_programme():
    with pytest.raises(RuleBroken) as refusal:
        InvitationFactory(role="link_worker")
    assert refusal.value.field == "programme"


def test_a_site_of_another_organisation_is_refused():
    with pytest.raises(RuleBroken) as refusal:
        InvitationFactory(role="ward_referrer", site=HospitalFactory())
    assert refusal.value.field == "site"


def test_inviting_in_the_browser(client):
    client.force_login(someone("administrator"))
    organisation, programme = OrganisationFactory(), ProgrammeFactory()
    answers = {
        "name": "Kath Priddy",
        "email": "Kath@Example.org",
        "role": "team_lead",
        "organisation": organisation.pk,
        "programme": programme.pk,
    }
    response = client.post(reverse("accounts:invite"), answers)
    assert response["Location"] == reverse("accounts:invitations")
    assert "Kath Priddy has been invited" in client.get(response["Location"]).content.decode()
    assert Invitation.objects.get().email == "kath@example.org"


def test_what_is_missing_is_said_at_its_field(client):
    client.force_login(someone("administrator"))
    page = client.post(reverse("accounts:invite"), {"name": "Kath"}).content.decode()
    assert "There are 3 things to put right" in page
    assert 'href="#id_email"' in page
    assert 'href="#id_role_1"' in page
    assert 'value="Kath"' in page


# -- people -----------------------------------------------------------------------------------


def test_a_disabled_person_holds_nothing_and_can_be_let_in_again():
    person, admin = someone("governance"), someone("administrator")
    person = services.disable(person, by=admin)
    assert not holds(person, "audit.view")
    with pytest.raises(NotAllowedNow):
        services.disable(person, by=admin)
    person = User.objects.get(pk=services.enable(person, by=admin).pk)
    assert holds(person, "audit.view")
    with pytest.raises(NotAllowedNow):
        services.enable(person, by=admin)


def test_nobody_disables_themselves():
    admin = someone("administrator")
    with pytest.raises(RuleBroken):
        services.disable(admin, by=admin)


def test_a_role_ends_at_once_or_on_a_day():
    admin = someone("administrator")
    person = someone("governance")
    services.end_membership(person.memberships.get(), by=admin)
    assert not holds(User.objects.get(pk=person.pk), "audit.view")
    later = someone("governance")
    ends = clock.today() + timedelta(days=3)
    services.end_membership(later.memberships.get(), by=admin, on=ends)
    assert holds(User.objects.get(pk=later.pk), "audit.view")
    with pytest.raises(NotAllowedNow):
        services.end_membership(later.memberships.get(), by=admin, on=ends)


def test_a_role_that_began_today_can_be_ended_today():
    membership = MembershipFactory()
    assert services.end_membership(membership, by=someone("administrator")) is None
    assert not Membership.objects.filter(pk=membership.pk).exists()


def test_the_same_role_twice_is_refused():
    first = MembershipFactory()
    with pytest.raises(RuleBroken) as refusal:
        MembershipFactory(user=first.user, organisation=first.organisation)
    assert refusal.value.field == "role"


def test_one_changes_ones_own_profile(client):
    person = someone("governance")
    client.force_login(person)
    client.post(reverse("accounts:change_profile"), {"name": "New Name", "phone": "07700 900123"})
    person.refresh_from_db()
    assert (person.name, person.phone) == ("New Name", "+447700900123")


# -- places -----------------------------------------------------------------------------------


def test_two_organisations_of_one_name_are_refused_and_slugs_never_clash():
    admin = someone("administrator")
    first = services.add_organisation(by=admin, name="Body & Soul", kind="cvs")
    with pytest.raises(RuleBroken):
        services.add_organisation(by=admin, name="body & SOUL", kind="cvs")
    second = services.add_organisation(by=admin, name="Body Soul", kind="cvs")
    assert first.slug != second.slug


def test_an_organisation_that_left_lends_nobody_a_role(client):
    person = someone("governance")
    organisation = person.memberships.get().organisation
    services.change_organisation(
        organisation, by=person, name=organisation.name, kind=organisation.kind, is_active=False
    )
    assert not holds(User.objects.get(pk=person.pk), "audit.view")


# -- emergency access -------------------------------------------------------------------------


def test_breaking_the_glass_opens_one_programme_for_an_hour_and_tells_governance(client):
    officer, admin = someone("governance"), someone("administrator")
    programme = ProgrammeFactory()
    client.force_login(admin)
    assert not holds(admin, "residents.view")
    told = {"programme": programme.pk, "reason": "A crew asks and nobody can be reached."}
    response = client.post(reverse("accounts:emergency"), told)
    assert response.status_code == 302
    admin = User.objects.get(pk=admin.pk)
    assert holds(admin, "residents.view", programme=programme)
    assert not holds(admin, "residents.view", programme=ProgrammeFactory())
    assert not holds(admin, "residents.edit", programme=programme)
    assert Mail.objects.get(to=officer.email).template == "accounts_glass_broken"
    entry = AccessEntry.objects.get(kind="break_glass")
    assert (entry.by, entry.reason) == (admin, told["reason"])
    home = client.get("/").content.decode()
    assert "You have emergency access" in home
    assert programme.name in home
    client.post(reverse("accounts:act_as"), {"role": "administrator"})
    assert "People and places" in client.get("/").content.decode()
    client.force_login(officer)
    assert told["reason"] in client.get(reverse("accounts:emergency_log")).content.decode()


def test_after_the_hour_it_is_over():
    glass = BreakGlassFactory(at=clock.now() - timedelta(minutes=61))
    assert not holds(glass.broken_by, "residents.view")


def test_the_mail_about_it_names_no_reason():
    glass = BreakGlassFactory(reason="Mrs Hackett of 3 Mill Lane has fallen")
    letter = Mail.objects.get(template="accounts_glass_broken")
    assert "Hackett" not in letter.text + letter.html
    assert glass.broken_by.name in letter.text


@pytest.mark.parametrize("role", ["governance", "team_lead", "funder"])
def test_nobody_else_may_break_it(role):
    someone("governance")
    person = someone(role, programme=ProgrammeFactory() if role == "team_lead" else None)
    with pytest.raises(RuleBroken):
        services.break_glass(by=person, programme=ProgrammeFactory(), reason="Because I want to")


def test_it_needs_a_reason_and_somebody_to_tell():
    admin, programme = someone("administrator"), ProgrammeFactory()
    with pytest.raises(RuleBroken, match="no governance officer"):
        services.break_glass(by=admin, programme=programme, reason="Nobody can be reached")
    someone("governance")
    with pytest.raises(RuleBroken) as refusal:
        services.break_glass(by=admin, programme=programme, reason="x")
    assert refusal.value.field == "reason"


def test_it_is_not_broken_twice():
    glass = BreakGlassFactory()
    with pytest.raises(NotAllowedNow):
        services.break_glass(
            by=glass.broken_by, programme=glass.programme, reason="Once more, please"
        )


def test_somebody_without_a_role_holds_nothing():
    assert not holds(UserFactory(), "residents.view")

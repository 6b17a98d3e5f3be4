"""Signing in: by password, with a second step where asked, and never by guessing."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from core.models import Mail
from tests.factories.accounts import UserFactory
from tests.factories.programmes import someone

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-enough-password"


@pytest.fixture(autouse=True)
def no_memory_of_other_tests():
    """Rate limits live in the cache."""
    cache.clear()


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def test_password_and_in(client):
    person = someone("governance")
    response = sign_in(client, person.email)
    assert response.status_code == 302
    assert client.get("/").context["person_name"] == person.name


def test_the_address_is_read_in_any_case(client):
    person = someone("governance")
    assert sign_in(client, person.email.upper()).status_code == 302


def test_nobody_learns_who_has_an_account(client):
    person = UserFactory()
    known = sign_in(client, person.email, "wrong").context["form"].errors
    unknown = sign_in(client, "nobody@example.org", "wrong").context["form"].errors
    assert known == unknown
    assert known


def test_asking_for_a_new_password_tells_nothing_either(client):
    person = UserFactory()
    address = reverse("account_reset_password")
    known = client.post(address, {"email": person.email})
    cache.clear()
    unknown = client.post(address, {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_a_new_password_by_a_link_in_a_mail(client):
    person = UserFactory()
    client.post(reverse("account_reset_password"), {"email": person.email})
    letter = Mail.objects.get(to=person.email)
    link = next(word for word in letter.text.split() if "/password/reset/key/" in word)
    page = client.get("/" + link.split("/", 3)[3], follow=True)
    form = page.redirect_chain[-1][0]
    new = {"password1": "harbour-lantern-42", "password2": "harbour-lantern-42"}
    client.post(form, new)
    assert sign_in(client, person.email, "harbour-lantern-42").status_code == 302


def test_eight_wrong_guesses_lock_the_address_for_everybody(client):
    person = someone("governance")
    for number in range(8):
        sign_in(client, person.email, f"guess-{number}")
    response = sign_in(client, person.email)
    assert response.status_code == 429
    assert "tried too often" in response.content.decode()
    elsewhere = client.post(
        reverse("account_login"),
        {"login": person.email, "password": PASSWORD},
        REMOTE_ADDR="10.9.8.7",
    )
    assert elsewhere.status_code == 429


def test_seven_wrong_guesses_do_not(client):
    person = someone("governance")
    for number in range(7):
        sign_in(client, person.email, f"guess-{number}")
    assert sign_in(client, person.email).status_code == 302


def test_a_disabled_person_does_not_get_in(client):
    from accounts import services

    person = someone("governance")
    services.disable(person, by=someone("administrator"))
    sign_in(client, person.email)
    assert "_auth_user_id" not in client.session


def test_where_a_second_step_is_asked_nothing_opens_without_one(client, settings):
    settings.MFA_REQUIRED = True
    person = someone("governance")
    sign_in(client, person.email)
    assert client.get("/")["Location"] == reverse("mfa_index")
    assert client.get(reverse("core:access_log"))["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200


def test_with_an_authenticator_the_second_step_is_asked_and_then_all_opens(client, settings):
    from allauth.mfa.totp.internal.auth import (
        TOTP,
        format_hotp_value,
        generate_totp_secret,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    settings.MFA_REQUIRED = True
    person, secret = someone("governance"), generate_totp_secret()
    TOTP.activate(person, secret)
    assert sign_in(client, person.email)["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get("/").status_code == 302
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get("/").status_code == 200


def test_the_password_is_asked_once_more_before_the_second_step_is_changed(client):
    import time

    person = someone("governance")
    sign_in(client, person.email)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time() - 3600, "email": person.email}
    ]
    session.save()
    response = client.get(reverse("mfa_activate_totp"))
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    client.post(response["Location"], {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_nobody_signs_up_alone(client):
    page = client.get(reverse("account_signup")).content.decode()
    assert "You need an invitation" in page
    response = client.post(
        reverse("account_signup"),
        {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert "You need an invitation" in response.content.decode()


def test_a_page_behind_the_wall_leads_to_sign_in_and_back(client):
    person = someone("governance")
    address = reverse("core:access_log")
    response = client.get(address)
    assert response["Location"] == f"{reverse('account_login')}?next={address}"
    assert sign_in(client, person.email, next=address)["Location"] == address


def test_the_way_back_never_leads_to_another_site(client):
    person = someone("governance")
    assert sign_in(client, person.email, next="https://evil.example/")["Location"] == "/"


def test_errors_of_the_sign_in_form_lead_to_their_boxes(client):
    page = sign_in(client, "", "").content.decode()
    assert "<title>Error: " in page
    assert 'href="#id_login"' in page
    assert "Enter your e-mail address" in page
    assert "Enter your password" in page


def test_the_role_one_acts_in_changes_home_and_nothing_else(client):
    from accounts import services
    from tests.factories.accounts import OrganisationFactory

    person = someone("administrator")
    services.add_membership(
        person, by=person, organisation=OrganisationFactory(), role="governance"
    )
    client.force_login(person)
    assert client.get("/").context["person_role"] == "Information governance officer"
    client.post(reverse("accounts:act_as"), {"role": "administrator"})
    assert client.get("/").context["person_role"] == "Administrator"
    assert client.get(reverse("core:access_log")).status_code == 200
    refused = client.post(reverse("accounts:act_as"), {"role": "manager"})
    assert refused.status_code == 404


def test_somebody_without_a_role_is_told_what_to_do(client):
    client.force_login(UserFactory())
    assert "nobody has given you a role yet" in client.get("/").content.decode()


def test_demo_sign_ins_open_nothing_on_a_live_service(client, settings):
    from accounts.checks import no_demo_people
    from accounts.models import User

    person = someone("governance")
    User.objects.filter(pk=person.pk).update(is_demo=True)
    settings.DEMO = False
    sign_in(client, person.email)
    assert "_auth_user_id" not in client.session
    assert no_demo_people(None, databases=["default"])[0].id == "accounts.E001"
    settings.DEMO = True
    assert not no_demo_people(None, databases=["default"])
    assert sign_in(client, person.email).status_code == 302

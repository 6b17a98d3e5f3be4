"""A session ends when it must, and takes nothing that was typed with it."""

import time

import pytest
from django.conf import settings
from django.urls import reverse

from core.models import Draft
from tests.core.test_sending_once import hidden
from tests.factories.accounts import OrganisationFactory
from tests.factories.programmes import someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client, db):
    person = someone("administrator")
    client.force_login(person)
    return person


@pytest.fixture
def address():
    return reverse("accounts:add_site", args=[OrganisationFactory().slug])


def rewind(client, name, seconds):
    session = client.session
    session[name] = time.time() - seconds
    session.save()


def test_fifteen_idle_minutes_end_it(client, admin):
    client.get("/")
    rewind(client, "seen", settings.SESSION_IDLE_SECONDS + 1)
    response = client.get(reverse("accounts:people"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
    assert "people" in response["Location"]


def test_fourteen_minutes_do_not(client, admin):
    client.get("/")
    rewind(client, "seen", settings.SESSION_IDLE_SECONDS - 60)
    assert client.get(reverse("accounts:people")).status_code == 200


def test_twelve_hours_end_it_whatever_happens(client, admin):
    client.get("/")
    rewind(client, "started", settings.SESSION_ABSOLUTE_SECONDS + 1)
    assert client.get(reverse("accounts:people")).status_code == 302


def test_what_a_page_asks_by_itself_is_no_use(client, admin):
    client.get("/")
    rewind(client, "seen", 600)
    before = client.session["seen"]
    client.get("/", headers={"X-App-Background": "1"})
    assert client.session["seen"] == before
    client.post(reverse("core:stay"))
    assert client.session["seen"] > before


def test_a_form_sent_after_the_session_ended_is_kept_and_there_again(client, admin, address):
    answers = {"name": "Typed too late"} | hidden(client.get(address).content.decode())
    client.logout()
    response = client.post(address, answers)
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]
    client.force_login(admin)
    assert 'value="Typed too late"' in client.get(address).content.decode()


def test_a_form_sent_in_the_very_request_that_ends_it_is_kept(client, admin, address):
    answers = {"name": "Typed too late"} | hidden(client.get(address).content.decode())
    rewind(client, "seen", settings.SESSION_IDLE_SECONDS + 1)
    client.post(address, answers)
    assert Draft.objects.get().user == admin


def test_somebody_elses_form_is_not_kept_for_me(client, admin, address):
    """The form names its owner in a signed field: after sign-in as another it does nothing."""
    answers = {"name": "Hers"} | hidden(client.get(address).content.decode())
    answers["_owner"] = answers["_owner"][:-3] + "abc"
    client.logout()
    client.post(address, answers)
    assert not Draft.objects.exists()


def test_a_disabled_person_is_out_at_the_next_request(client, admin):
    assert client.get("/").status_code == 200
    admin.is_active = False
    admin.disabled_at, admin.disabled_by = admin.created_at, someone("administrator")
    admin.save()
    assert client.get("/").status_code == 302


def test_signing_out_tells_the_browser_to_forget(client, admin):
    response = client.post(reverse("account_logout"))
    assert '"cache"' in response["Clear-Site-Data"]
    assert '"storage"' in response["Clear-Site-Data"]
    assert "no-store" in response["Cache-Control"]


def test_every_answer_carries_the_number_of_its_request(client, admin):
    assert len(client.get("/")["X-Request-ID"]) == 32
    given = client.get("/", headers={"X-Request-ID": "abc-12345678"})
    assert given["X-Request-ID"] == "abc-12345678"
    forged = client.get("/", headers={"X-Request-ID": "<script>"})
    assert "<" not in forged["X-Request-ID"]

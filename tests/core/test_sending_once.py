"""The shape of a verb: once, with what was typed kept, and never over somebody else's change."""

import re
import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts import services
from accounts.models import Organisation, Site
from core.models import Draft, OnceKey
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.programmes import someone

FORM = {"name": "Tipley Hospital", "ods_code": "RNA01"}


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the page's own form."""
    found = re.findall(r'type="hidden" name="(_[a-z]+)" value="([^"]*)"', page)
    return dict(found)


@pytest.fixture
def admin(client, db):
    """An administrator, signed in."""
    person = someone("administrator")
    client.force_login(person)
    return person


@pytest.fixture
def place(db):
    """An organisation and the address of its form for a new site."""
    organisation = OrganisationFactory()
    return organisation, reverse("accounts:add_site", args=[organisation.slug])


def test_a_form_sent_twice_acts_once(client, admin, place):
    organisation, address = place
    answers = FORM | hidden(client.get(address).content.decode())
    first, second = client.post(address, answers), client.post(address, answers)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert organisation.sites.count() == 1


def test_the_same_key_with_other_answers_is_refused_in_words(client, admin, place):
    organisation, address = place
    answers = FORM | hidden(client.get(address).content.decode())
    client.post(address, answers)
    page = client.post(address, answers | {"name": "Another"}).content.decode()
    assert "sent before with other answers" in page
    assert 'value="Another"' in page
    assert organisation.sites.count() == 1


def test_a_refusal_leaves_the_key_free_and_keeps_what_was_typed(client, admin, place):
    organisation, address = place
    services.add_site(organisation, by=admin, name=FORM["name"])
    answers = FORM | hidden(client.get(address).content.decode())
    page = client.post(address, answers).content.decode()
    assert "<title>Error: " in page
    assert "has a site of this name already" in page
    assert 'href="#id_name"' in page
    assert not OnceKey.objects.exists()
    assert Draft.objects.get().data["name"] == [FORM["name"]]


@pytest.mark.django_db(transaction=True)
def test_six_at_once_have_one_effect(client):
    admin, organisation = someone("administrator"), OrganisationFactory()
    client.force_login(admin)
    address = reverse("accounts:add_site", args=[organisation.slug])
    answers = FORM | hidden(client.get(address).content.decode())
    statuses = []

    def send():
        other = Client()
        other.force_login(admin)
        statuses.append(other.post(address, answers).status_code)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert statuses == [302] * 6
    assert Site.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_a_key_the_same_six_are_not_one(client):
    """Negative control: it is the key that makes them one, not luck."""
    admin, organisation = someone("administrator"), OrganisationFactory()
    client.force_login(admin)
    address = reverse("accounts:add_site", args=[organisation.slug])
    for number in range(3):
        client.post(address, FORM | {"name": f"Site {number}"})
    assert Site.objects.count() == 3


def test_a_stale_page_does_not_overwrite(client, admin):
    organisation = OrganisationFactory(name="Before")
    address = reverse("accounts:change_organisation", args=[organisation.slug])
    told = {"name": "Mine", "kind": "council", "is_active": "yes"}
    answers = told | hidden(client.get(address).content.decode())
    Organisation.objects.filter(pk=organisation.pk).update(name="Theirs")
    page = client.post(address, answers).content.decode()
    assert "changed this while you were writing" in page
    assert 'value="Mine"' in page
    organisation.refresh_from_db()
    assert organisation.name == "Theirs"
    again = client.post(address, told | hidden(page))
    assert again.status_code == 302
    organisation.refresh_from_db()
    assert organisation.name == "Mine"


@pytest.mark.django_db(transaction=True)
def test_a_lock_that_is_held_is_an_answer_not_a_hang(client, monkeypatch):
    from accounts.views.places import ChangeOrganisation

    monkeypatch.setattr(ChangeOrganisation, "lock_timeout", "200ms")
    client.force_login(someone("administrator"))
    organisation = OrganisationFactory()
    address = reverse("accounts:change_organisation", args=[organisation.slug])
    answers = hidden(client.get(address).content.decode())
    held, done = threading.Event(), threading.Event()

    def hold():
        from django.db import transaction

        with transaction.atomic():
            Organisation.objects.select_for_update().get(pk=organisation.pk)
            held.set()
            done.wait(10)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    told = {"name": "Mine", "kind": "council", "is_active": "yes"}
    response = client.post(address, told | answers)
    done.set()
    thread.join()
    assert response.status_code == 503
    assert "Try again" in response.content.decode()


def test_a_stranger_gets_404_and_somebody_without_the_permission_403(client, place):
    _organisation, address = place
    client.force_login(UserFactory())
    assert client.get(address).status_code == 404
    client.force_login(someone("funder"))
    assert client.get(address).status_code == 403
    assert client.post(address, FORM).status_code == 403


def test_a_draft_is_saved_as_one_types_and_is_there_again(client, admin, place):
    _organisation, address = place
    said = client.post(
        reverse("core:save_draft"), {"_draft": address, "name": "Half a na", "_once": "x"}
    ).json()
    assert said["saved"]
    assert said["words"].startswith("Saved ")
    page = client.get(address).content.decode()
    assert 'value="Half a na"' in page
    client.post(address, FORM | hidden(page))
    assert not Draft.objects.exists()


def test_a_draft_is_nobody_elses(client, admin, place):
    _organisation, address = place
    client.post(reverse("core:save_draft"), {"_draft": address, "name": "Half a na"})
    client.force_login(someone("administrator"))
    assert "Half a na" not in client.get(address).content.decode()


def test_a_password_is_never_kept_in_a_draft(client, admin):
    client.post(reverse("core:save_draft"), {"_draft": "/x/", "password": "secret", "a": "b"})
    assert Draft.objects.get().data == {"a": ["b"]}


def test_a_draft_can_be_thrown_away(client, admin, place):
    _organisation, address = place
    client.post(reverse("core:save_draft"), {"_draft": address, "name": "Half"})
    gone = client.post(reverse("core:drop_draft"), {"_draft": address})
    assert gone["Location"] == address
    assert not Draft.objects.exists()


def test_throwing_away_leads_nowhere_else(client, admin):
    gone = client.post(reverse("core:drop_draft"), {"_draft": "//evil.example/"})
    assert gone["Location"] == "/"


def test_save_and_come_back_later_works_without_a_script(client, admin, place):
    organisation, address = place
    response = client.post(address, {"name": "Later", "_keep": "1"})
    assert response.status_code == 302
    assert organisation.sites.count() == 0
    assert Draft.objects.get().data["name"] == ["Later"]

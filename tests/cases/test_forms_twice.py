"""A double click has one effect; a stale page says what is so now; what was typed is kept."""

import re

import pytest
from django.urls import reverse

from core import clock
from tests.factories.cases import case, close

pytestmark = pytest.mark.django_db


def key_of(page):
    return re.search(r'name="_once" value="([^"]+)"', page.content.decode()).group(1)


def test_add_contact__sent_twice_is_kept_once(client):
    it = case()
    client.force_login(it.worker)
    address = reverse("cases:add_contact", args=[it.reference])
    answers = {"mode": "call", "outcome": "made", "words": "Slept better."}
    answers |= {"giver_kind": "staff", "when": "now"}
    answers["_once"] = key_of(client.get(address))
    first, second = client.post(address, answers), client.post(address, answers)
    assert (first.status_code, second.status_code) == (302, 302), first.content.decode()[:500]
    assert first.url == second.url
    assert it.contacts.count() == 1


def test_close__on_a_page_that_was_left_open_says_so(client):
    it = case()
    client.force_login(it.worker)
    address = reverse("cases:close", args=[it.reference])
    client.get(address)
    close(it, by=it.worker, at=clock.now())
    assert client.get(address).status_code == 409
    late = client.post(
        address,
        {
            "reason": "goals_achieved",
            "residence": "own_home",
            "missing_because": "Moved",
            "words": "Kept words",
        },
    )
    assert late.status_code == 200
    assert "already" in late.content.decode()
    assert it.events.filter(verb="close").count() == 1


def test_close__a_refusal_keeps_what_was_typed(client):
    it = case()
    client.force_login(it.worker)
    address = reverse("cases:close", args=[it.reference])
    answer = client.post(
        address,
        {"reason": "goals_achieved", "residence": "own_home", "words": "She sings in the choir"},
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "She sings in the choir" in page
    assert page.split("<title>")[1].startswith("Error:")

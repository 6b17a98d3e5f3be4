"""Pages ask the database as often for fifty rows as for five."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import services
from core import clock
from tests.factories.cases import case
from tests.factories.programmes import programme_with_policy, someone

pytestmark = pytest.mark.django_db


def queries(client, url):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return [each["sql"] for each in captured]


def test_case_page__asks_the_same_for_many_contacts(client):
    it = case()
    client.force_login(it.worker)
    client.get(it.get_absolute_url())
    for number in range(3):
        services.add_contact(it, by=it.worker, at=clock.now(), mode="call", words=str(number))
    few = queries(client, it.get_absolute_url())
    for number in range(30):
        services.add_contact(it, by=it.worker, at=clock.now(), mode="call", words=str(number))
    many = queries(client, it.get_absolute_url())
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= CASE_PAGE, "\n".join(many)


CASE_PAGE = 12
LIST = 20
WORKER = 12


@pytest.mark.parametrize("name", ["cases:caseload", "cases:today"])
def test_worker_pages__ask_the_same_for_many_people(client, name):
    programme = programme_with_policy()
    worker = someone("link_worker", programme=programme)
    for _each in range(2):
        case(programme=programme, worker=worker)
    client.force_login(worker)
    client.get(reverse(name))
    few = queries(client, reverse(name))
    for _each in range(4):
        case(programme=programme, worker=worker)
    many = queries(client, reverse(name))
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= WORKER, "\n".join(many)


@pytest.mark.parametrize("name", ["cases:list", "cases:team", "cases:breaches", "cases:bridge"])
def test_lead_pages__ask_the_same_for_many_people(client, name):
    programme = programme_with_policy()
    lead = someone("manager", programme=programme)
    worker = someone("link_worker", programme=programme)
    for _each in range(2):
        case(programme=programme, worker=worker)
    client.force_login(lead)
    client.get(reverse(name))
    few = queries(client, reverse(name))
    for _each in range(4):
        case(programme=programme, worker=worker)
    many = queries(client, reverse(name))
    assert len(many) == len(few), "\n".join(many)

"""How many there are is counted once a minute where there are many; never around a postcode."""

import pytest
from django.core.cache import cache

from providers.models import Service
from providers.oruk import publishing
from tests.factories.providers import ServiceFactory
from tests.providers.test_oruk_publishing import ask

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()
    yield
    cache.clear()


def total(client, **query) -> int:
    return ask(client, "/services", **query)["total_items"]


def test_few_are_counted_each_time(client):
    ServiceFactory()
    assert total(client) == 1
    ServiceFactory()
    assert total(client) == 2


def test_many_are_counted_once_a_minute__the_page_itself_is_of_now(client, monkeypatch):
    monkeypatch.setattr(publishing, "MANY", 1)
    ServiceFactory.create_batch(2)
    assert total(client) == total(client, page=2, per_page=1, full="true") == 2
    third = ServiceFactory(name="Sewing at the mill")
    told = ask(client, "/services")
    assert (told["total_items"], told["size"]) == (2, 3)
    assert total(client, search="sewing") == 1
    assert third.name in {each["name"] for each in told["contents"]}
    cache.clear()
    assert total(client) == 3


def test_another_question__is_counted_for_itself(client, monkeypatch):
    monkeypatch.setattr(publishing, "MANY", 0)
    ServiceFactory(minimum_age=60)
    ServiceFactory(minimum_age=None)
    assert total(client) == 2
    assert total(client, minimum_age=50) == 1
    assert total(client, minimum_age=90) == 0


def test_around_a_postcode__nothing_is_kept(client, monkeypatch):
    monkeypatch.setattr(publishing, "MANY", 0)
    kept = []
    monkeypatch.setattr(cache, "set", lambda *given, **more: kept.append(given))
    ask(client, "/service_at_locations", postcode="DY1 2HQ")
    assert not [given for given in kept if "oruk" in str(given[0])]
    assert not Service.objects.exists()

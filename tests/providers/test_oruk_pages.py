"""The pages that bring other directories in."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import clock
from providers.models import FeedImport, Service, TaxonomyTerm
from providers.services import feeds
from tests.factories.programmes import NeedDomainFactory, programme_with_policy, someone
from tests.providers.oruk_samples import page, service, term

pytestmark = pytest.mark.django_db


def a_manager():
    return someone("manager", programme=programme_with_policy())


@pytest.fixture
def manager(client):
    user = a_manager()
    client.force_login(user)
    return user


def a_file(told) -> SimpleUploadedFile:
    return SimpleUploadedFile("feed.json", json.dumps(told).encode(), "application/json")


def read_in(manager, told, source="Borsetshire") -> FeedImport:
    batch = feeds.import_feed(by=manager, at=clock.now(), source=source, file=a_file(told))
    return feeds.read_feed(batch, at=clock.now())


ADDRESSES = ("list", "import_feed", "terms", "map_terms")


@pytest.mark.parametrize("role", ["link_worker", "team_lead", "provider", "finance", "analyst"])
def test_only_a_manager_brings_directories_in(client, role):
    here = {"programme": programme_with_policy()}
    batch = read_in(someone("manager", **here), page(service()))
    client.force_login(someone(role, **({} if role == "provider" else here)))
    for name in ADDRESSES:
        assert client.get(reverse(f"feeds:{name}")).status_code == 403
    for name in ("detail", "progress", "read_again"):
        assert client.get(reverse(f"feeds:{name}", args=[batch.reference])).status_code in (
            403,
            404,
        )
    assert client.post(reverse("feeds:report", args=[batch.reference])).status_code in (403, 404)
    uid = TaxonomyTerm.objects.get().uid
    assert client.post(reverse("feeds:map_term", args=[uid])).status_code in (403, 404)


def test_nobody_signed_in_sees_none_of_it(client):
    for name in ADDRESSES:
        assert client.get(reverse(f"feeds:{name}")).status_code == 302


def test_a_file_is_sent_read_and_reported(client, manager, max_queries):
    told = page(service("Tea", url="nowhere"), 4)
    given = {"source": "Borsetshire", "how": "file", "file": a_file(told)}
    response = client.post(reverse("feeds:import_feed"), given)
    batch = FeedImport.objects.get()
    url = reverse("feeds:detail", args=[batch.reference])
    assert response.url == url
    assert b"waiting for a worker" in client.get(url).content
    assert b"progressbar" in client.get(reverse("feeds:progress", args=[batch.reference])).content
    feeds.read_feed(batch, at=clock.now())
    done = client.get(reverse("feeds:progress", args=[batch.reference]))
    assert done["HX-Refresh"] == "true"
    content = client.get(url).content.decode()
    assert "Service not taken" in content
    assert "begins with http" in content
    assert "Say what 1 term stands for" in content
    report = client.post(reverse("feeds:report", args=[batch.reference]))
    assert b"nowhere" in b"".join(report.streaming_content)
    with max_queries(12):
        assert b"Borsetshire".lower() in client.get(reverse("feeds:list")).content.lower()


def test_a_failure_says_what_and_that_nothing_changed(client, manager):
    batch = read_in(manager, {"a": 1})
    content = client.get(reverse("feeds:detail", args=[batch.reference])).content.decode()
    assert "Nothing was changed" in content
    assert "does not look like Open Referral UK" in content


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Say whose directory it is"),
        ({"source": "A", "how": "address"}, "Enter the address"),
        ({"source": "A", "how": "file"}, "Choose a file"),
        ({"source": "A", "how": "address", "address": "ftp://a.example"}, "begins with https"),
        (
            {"source": "!", "how": "address", "address": "https://a.example"},
            "Give the source a name",
        ),
    ],
)
def test_what_is_missing_is_said_on_the_form(client, manager, given, words):
    content = client.post(reverse("feeds:import_feed"), given).content.decode()
    assert words in content
    assert not FeedImport.objects.exists()


def test_a_feed_is_read_again_but_not_twice_at_once(client, manager):
    batch = feeds.import_feed(
        by=manager, at=clock.now(), source="a", address="https://feed.example/"
    )
    url = reverse("feeds:read_again", args=[batch.reference])
    assert "being read already" in client.post(url).content.decode()
    FeedImport.objects.update(started_at=clock.now(), finished_at=clock.now())
    assert client.post(url).status_code == 302
    assert FeedImport.objects.count() == 2
    from_file = read_in(manager, page(service()))
    url = reverse("feeds:read_again", args=[from_file.reference])
    assert "Bring in the newer file" in client.post(url).content.decode()


def test_terms_are_decided_together_and_one_by_one(client, manager):
    need = NeedDomainFactory(code="loneliness")
    other = {"id": "2", "taxonomy_term": term("Gardening")}
    first = {"id": "1", "taxonomy_term": term()}
    read_in(manager, page(service(attributes=[first, other])))
    url = reverse("feeds:map_terms")
    lonely = TaxonomyTerm.objects.get(name="Loneliness and isolation")
    assert "Loneliness and isolation" in client.get(url).content.decode()
    assert "at least one" in client.post(url, {}).content.decode()
    response = client.post(url, {f"term_{lonely.uid.hex}": "loneliness"})
    assert response.url == reverse("feeds:terms")
    assert list(Service.objects.get().needs.all()) == [need]
    one = TaxonomyTerm.objects.get(name="Gardening")
    url = reverse("feeds:map_term", args=[one.uid])
    assert client.get(url).status_code == 200
    client.post(url, {"need": "none"})
    one.refresh_from_db()
    assert (one.need, one.mapped_by) == (None, manager)
    content = client.get(reverse("feeds:terms")).content.decode()
    assert "None of ours" in content
    assert "Nothing fits" in client.get(reverse("feeds:terms"), {"decided": "no"}).content.decode()

"""Pages of the directory: what they show, to whom, and with how many questions to the database."""

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from providers import services
from tests.factories.placements import PlacementFactory, case_of
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.providers import (
    BankDetailsFactory,
    CatalogueItemFactory,
    GapFactory,
    ProviderFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db
CEILING = 16  # with session, user, memberships and the count in the header


def signed_in(user) -> Client:
    """A browser in which `user` has signed in."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def worker(role="link_worker"):
    """Someone of a programme."""
    return someone(role, programme=programme_with_policy())


def text(response) -> str:
    """What the page says."""
    assert response.status_code == 200, response
    return response.content.decode()


def questions(client, url) -> int:
    """How many queries a page takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as found:
        text(client.get(url))
    return len(found)


@pytest.mark.parametrize("name", ["list", "gaps", "catalogue"])
def test_lists_ask_as_often_for_many_rows_as_for_few(name):
    makers = {"list": ServiceFactory, "gaps": GapFactory, "catalogue": CatalogueItemFactory}
    make = makers[name]
    client = signed_in(worker())
    for _each in range(2):
        make()
    few = questions(client, reverse(f"providers:{name}"))
    for _each in range(12):
        make()
    assert questions(client, reverse(f"providers:{name}")) == few <= CEILING


def test_directory__filters_by_need_kind_words_place_and_room():
    shed = ServiceFactory(name="Men’s Shed", kind="activity", postcode_districts=["DY1"])
    full = ServiceFactory(name="Warm meals", kind="food", needs=("food",), places=0)
    client = signed_in(worker())
    url = reverse("providers:list")
    for query, found in (
        ("?kind=activity", {shed}),
        ("?need=food", {full}),
        ("?words=shed", {shed}),
        ("?near=WV1+1AA", {full}),
        ("?room=open", {shed}),
        ("?room=full", {full}),
        ("?kind=food&need=loneliness", set()),
    ):
        said = text(client.get(url + query))
        for each in (shed, full):
            assert (each.reference in said) == (each in found), (query, each)


def test_directory__says_what_to_do_when_nobody_offers_it():
    said = text(signed_in(worker()).get(reverse("providers:list") + "?words=zeppelin"))
    assert "Nobody offers this yet" in said
    assert reverse("providers:raise_gap") in said


def test_provider_page__shows_bank_details_masked_to_finance_and_the_provider_only():
    provider = BankDetailsFactory(account_number="12345678").provider
    url = reverse("providers:detail", args=[provider.reference])
    own = someone("provider", organisation=provider.organisation)
    finance = text(signed_in(worker("finance")).get(url))
    assert "12345678" not in finance
    assert reverse("providers:bank_details_in_full", args=[provider.reference]) in finance
    masked = text(signed_in(own).get(url))
    assert "5678" in masked
    assert "12345678" not in masked
    for role in ("link_worker", "manager"):
        assert "5678" not in text(signed_in(worker(role)).get(url))


def test_provider_page__of_another_organisation_is_not_found_by_a_provider():
    other = someone("provider", organisation=ProviderFactory().organisation)
    url = reverse("providers:detail", args=[ProviderFactory().reference])
    assert signed_in(other).get(url).status_code == 404


@pytest.mark.parametrize(
    ("name", "role", "status"),
    [
        ("edit", "link_worker", 403),
        ("set_bank_details", "finance", 403),
        ("record_papers", "link_worker", 403),
        ("record_papers", "manager", 200),
        ("approve", "team_lead", 403),
        ("pause", "manager", 403),
    ],
)
def test_verbs__are_refused_to_whoever_may_not(name, role, status):
    url = reverse(f"providers:{name}", args=[ProviderFactory().reference])
    assert signed_in(worker(role)).get(url).status_code == status


def test_own_listing__is_changed_by_the_provider():
    service = ServiceFactory(name="Tea")
    own = signed_in(someone("provider", organisation=service.provider.organisation))
    url = reverse("providers:edit_listing", args=[service.reference])
    assert 'value="Tea"' in text(own.get(url))
    answers = {"name": "Tea and cake", "kind": "befriending", "description": "On Tuesdays"}
    assert own.post(url, answers).status_code == 302
    service.refresh_from_db()
    assert service.name == "Tea and cake"


def test_capacity__is_set_by_the_provider_and_what_was_typed_stays_on_error():
    service = ServiceFactory(places=3)
    own = signed_in(someone("provider", organisation=service.provider.organisation))
    url = reverse("providers:set_capacity", args=[service.reference])
    said = text(own.post(url, {"counted": "yes", "places": "many"}))
    assert "Error:" in said
    assert 'value="many"' in said
    assert own.post(url, {"counted": "yes", "places": "8"}).status_code == 302
    service.refresh_from_db()
    assert service.places == 8


def test_papers__prefill_nothing_that_was_not_recorded():
    provider = ProviderFactory(approved=False)
    client = signed_in(worker("manager"))
    url = reverse("providers:record_papers", args=[provider.reference])
    year = clock.today().year + 1
    parts = {f"insurance_expires_on_{i}": v for i, v in enumerate((3, 12, year))}
    assert f'value="{year}"' not in text(client.get(url))
    assert client.post(url, parts).status_code == 302
    provider.refresh_from_db()
    assert provider.insurance_expires_on.year == year


def test_home__shows_new_placements_without_a_name_and_the_capacity_switch():
    placement = PlacementFactory(case=case_of())
    provider = placement.service.provider
    client = signed_in(someone("provider", organisation=provider.organisation))
    said = text(client.get("/"))
    assert placement.reference in said
    assert placement.case.resident.family_name not in said
    assert reverse("providers:pause", args=[provider.reference]) in said
    client.post(reverse("providers:pause", args=[provider.reference]), {"reason": "Holiday"})
    assert reverse("providers:resume", args=[provider.reference]) in text(client.get("/"))


def test_gap__is_raised_on_a_page_and_read_by_others():
    programme = programme_with_policy()
    client = signed_in(someone("link_worker", programme=programme))
    gap = GapFactory(programme=programme)
    answers = {
        "programme": programme.pk,
        "need": gap.need_id,
        "words": "Nobody walks dogs on Sundays",
        "area": "Sedgley",
        "people_affected": "2",
        "kind": "voluntary",
    }
    response = client.post(reverse("providers:raise_gap"), answers)
    assert response.status_code == 302
    assert "Nobody walks dogs on Sundays" in text(client.get(response["Location"]))


def test_withdrawn_approval__shows_in_the_directory_at_once():
    service = ServiceFactory()
    told = {"by": someone("administrator"), "at": clock.now()}
    services.withdraw_approval(service.provider, **told, reason="Complaint")
    url = reverse("providers:service", args=[service.reference])
    assert "Not approved yet" in text(signed_in(worker()).get(url))

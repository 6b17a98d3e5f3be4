"""Placements on pages: what each side sees, and who may press what."""

import pytest
from django.urls import reverse

from cases.models import Placement
from core import clock
from core.models import AccessEntry
from residents.models import ConsentKind, RiskKind
from residents.services import state_risk, withdraw_consent
from tests.factories.placements import PlacementFactory, PlacementMessageFactory, case_of
from tests.factories.programmes import someone
from tests.factories.providers import ServiceFactory
from tests.providers.test_pages import questions, signed_in, text
from tests.strangers import OWN, SAME, assert_scope

pytestmark = pytest.mark.django_db
CEILING = 18


def page(placement, name="placement"):
    """The address of a placement's page or verb."""
    return reverse(f"cases:{name}", args=[placement.reference])


def of_provider(placement):
    """A browser of someone at the provider."""
    organisation = placement.service.provider.organisation
    return signed_in(someone("provider", organisation=organisation))


def test_scope__whoever_sees_the_case_and_the_provider_that_was_asked():
    def make(world, owner):
        case = case_of(world.programme, worker=owner)
        from tests.factories.providers import ProviderFactory

        provider = ProviderFactory(organisation=world.organisation)
        return PlacementFactory(case=case, service=ServiceFactory(provider=provider))

    assert_scope(
        make,
        {
            "link_worker": {OWN},
            "team_lead": {OWN, SAME},
            "manager": {OWN, SAME},
            "provider": {OWN, SAME},
        },
    )


def test_provider__reads_no_name_before_opening():
    placement = PlacementFactory(case=case_of())
    resident = placement.case.resident
    said = text(of_provider(placement).get(page(placement)))
    for secret in (resident.given_name, resident.family_name, resident.phone, "dominoes"):
        assert secret not in said
    assert resident.district in said
    assert not AccessEntry.objects.filter(resident_reference=resident.reference).exists()


def test_provider__reads_what_it_needs_to_know_once_opened_and_not_more():
    case = case_of()
    worker = case.worker
    told = {"by": worker, "at": clock.now()}
    state_risk(case.resident, **told, kind=RiskKind.ANIMALS, words="A large dog")
    state_risk(case.resident, **told, kind=RiskKind.SELF_HARM, words="In 2019")
    placement = PlacementFactory(case=case)
    client = of_provider(placement)
    assert client.post(page(placement, "placement_open_link")).status_code == 302
    said = text(client.get(page(placement)))
    resident = case.resident
    for known in (resident.called, resident.district, "dominoes", "A large dog"):
        assert known in said
    for secret in (resident.family_name, resident.phone, "4 Foundry Walk", "In 2019", "1944"):
        assert secret not in said
    assert client.post(page(placement, "placement_accept"), {}).status_code == 302
    said = text(client.get(page(placement)))
    for known in (resident.family_name, resident.phone):
        assert known in said
    for secret in (resident.nhs_number, "4 Foundry Walk", "In 2019", "1944"):
        assert secret not in said
    assert AccessEntry.objects.filter(resident_reference=resident.reference).exists()


def test_provider__reads_the_address_only_when_it_was_shared():
    placement = PlacementFactory(case=case_of(), share_address=True, status="opened")
    assert "4 Foundry Walk" not in text(of_provider(placement).get(page(placement)))
    of_provider(placement).post(page(placement, "placement_accept"), {})
    assert "4 Foundry Walk" in text(of_provider(placement).get(page(placement)))


@pytest.mark.parametrize("status", ["declined", "expired", "cancelled"])
def test_provider__reads_no_name_after_it_came_to_nothing(status):
    placement = PlacementFactory(case=case_of(), status=status)
    said = text(of_provider(placement).get(page(placement)))
    assert placement.case.resident.family_name not in said


def test_provider__reads_no_name_once_consent_is_withdrawn():
    placement = PlacementFactory(case=case_of(), status="under_way")
    consent = placement.case.resident.consents.get(kind=ConsentKind.SHARING)
    withdraw_consent(consent, by=placement.case.worker, at=clock.now())
    said = text(of_provider(placement).get(page(placement)))
    assert placement.what_to_know not in said
    assert placement.case.resident.phone not in said


def test_provider__of_another_organisation_finds_nothing():
    placement = PlacementFactory()
    stranger = of_provider(PlacementFactory())
    for name in ("placement", "placement_accept", "placement_decline", "placement_message"):
        assert stranger.get(page(placement, name)).status_code == 404


def test_verbs__belong_to_their_side():
    placement = PlacementFactory(status="opened")
    worker, provider = signed_in(placement.case.worker), of_provider(placement)
    assert worker.get(page(placement, "placement_accept")).status_code == 403
    assert provider.get(page(placement, "placement_cancel")).status_code == 403
    assert provider.get(page(placement, "placement_accept")).status_code == 200


def test_accept__twice_with_one_form_is_one_act():
    placement = PlacementFactory(status="opened")
    client = of_provider(placement)
    form = {"_once": "the-same-key", "words": "Gladly"}
    url = page(placement, "placement_accept")
    answers = [client.post(url, form) for _each in range(2)]
    assert [each.status_code for each in answers] == [302, 302]
    assert placement.events.filter(verb="accept").count() == 1


def test_accept__on_a_stale_page_says_so():
    placement = PlacementFactory(status="cancelled")
    response = of_provider(placement).get(page(placement, "placement_accept"))
    assert response.status_code == 409
    assert "already" in response.content.decode()


def test_decline__asks_why():
    placement = PlacementFactory(status="opened")
    client = of_provider(placement)
    url = page(placement, "placement_decline")
    assert "Choose why you cannot take them" in text(client.post(url, {"words": "Sorry"}))
    assert client.post(url, {"reason": "too_far"}).status_code == 302
    placement.refresh_from_db()
    assert placement.status == "declined"


def test_offer__is_made_on_a_page_with_the_consent_that_was_missing():
    case, service = case_of(shares=False), ServiceFactory()
    client = signed_in(case.worker)
    choose = reverse("cases:placement_choose", args=[case.reference])
    url = reverse("cases:placement_offer", args=[case.reference, service.reference])
    assert url in text(client.get(choose, follow=True))
    answers = {"what_to_know": "Likes a walk", "share_phone": "on"}
    said = text(client.post(url, answers))
    assert "has not agreed" in said
    assert "Likes a walk" in said
    response = client.post(url, {**answers, "agreed_to_share": "on"})
    assert response.status_code == 302
    assert Placement.objects.get(case=case).share_phone


def test_offer__of_a_case_one_does_not_see_is_not_found():
    case = case_of()
    other = signed_in(someone("link_worker", programme=case.programme))
    url = reverse("cases:placement_offer", args=[case.reference, ServiceFactory().reference])
    assert other.get(url).status_code == 404


def test_choose__lists_only_what_takes_people_now():
    case, free, full = case_of(), ServiceFactory(), ServiceFactory(places=0)
    said = text(
        signed_in(case.worker).get(
            reverse("cases:placement_choose", args=[case.reference]), follow=True
        )
    )
    assert free.name in said
    assert full.name not in said


def test_message__is_read_by_the_other_side():
    message = PlacementMessageFactory(words="Could you ring before noon?")
    placement = message.placement
    assert "Could you ring before noon?" in text(of_provider(placement).get(page(placement)))


def test_list__asks_as_often_for_many_as_for_few():
    service = ServiceFactory(places=None)
    placement = PlacementFactory(service=service)
    client = of_provider(placement)
    url = reverse("cases:placement_list")
    few = questions(client, url)
    for _each in range(8):
        PlacementFactory(service=service)
    assert questions(client, url) == few <= CEILING


def test_page__stays_below_its_ceiling_on_both_sides():
    placement = PlacementFactory(case=case_of(), status="under_way")
    assert questions(of_provider(placement), page(placement)) <= CEILING
    assert questions(signed_in(placement.case.worker), page(placement)) <= CEILING + 6

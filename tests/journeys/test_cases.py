"""From a worker's Today to a settled journey, in the browser."""

import pytest
from django.urls import reverse

from cases import services
from core import clock
from tests.factories.cases import JourneyFactory, case, driver
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.referrals import ReferralFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def programme():
    return programme_with_policy()


def test_a_contact_in_two_taps_and_a_sentence(visitor, programme):
    it = case(programme=programme)
    visitor.sign_in(it.worker)
    visitor.open(it.get_absolute_url())
    visitor.press("Add a contact")
    visitor.look_over()
    visitor.page.get_by_label("Call", exact=True).check()
    visitor.page.get_by_label("Made", exact=True).check()
    visitor.page.locator("textarea[name=words]").fill("Slept better. Wants to try chapel.")
    visitor.page.locator("main form button[type=submit]").first.click()
    visitor.page.wait_for_load_state()
    assert "Wants to try chapel" in visitor.page.content()
    assert it.contacts.count() == 1


def test_pages_of_a_worker(at_each_size, programme):
    it = case(programme=programme)
    services.raise_safeguarding(
        it, by=it.worker, at=clock.now(), kind="neglect", words="No food in the house"
    )
    services.what_matters(it, by=it.worker, at=clock.now(), words="I want to get to chapel.")
    at_each_size.sign_in(it.worker)
    for address in (
        "/",
        reverse("cases:caseload"),
        it.get_absolute_url(),
        reverse("cases:tab", args=[it.reference, "plan"]),
        reverse("cases:add_contact", args=[it.reference]),
        reverse("cases:journey_request", args=[it.reference]),
        reverse("cases:close", args=[it.reference]),
    ):
        at_each_size.open(address)


def test_pages_of_a_manager(at_each_size, programme):
    it = case(programme=programme)
    services.open_case(
        ReferralFactory(programme=programme),
        by=someone("team_lead", programme=programme),
        at=clock.now(),
    )
    at_each_size.sign_in(someone("manager", programme=programme))
    for name in ("list", "team", "breaches", "bridge", "journeys"):
        at_each_size.open(reverse(f"cases:{name}"))
    assert it.worker is not None


def test_a_driver_takes_somebody_home(at_each_size, programme):
    waiting = case("waiting_for_home", programme=programme)
    who = driver(programme)
    journey = JourneyFactory(case=waiting, status="accepted", driver=who)
    at_each_size.sign_in(who.user)
    at_each_size.open("/")
    at_each_size.press("Collected")
    at_each_size.look_over()
    at_each_size.press("We are at the door")
    at_each_size.look_over()
    for name in ("warm", "lights", "food", "keys", "medicines", "falls", "who_to_call"):
        at_each_size.page.locator(f"label[for=id_{name}_yes]").click()
    at_each_size.press("Settled")
    at_each_size.look_over()
    journey.refresh_from_db()
    assert journey.status == "settled"

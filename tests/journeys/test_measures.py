"""A resident answers by themselves, in a real browser: on the tablet, and by a link."""

import datetime as dt

import pytest
from django.urls import reverse

from cases import services as cases
from core import clock, links
from core.models import PartnerLink
from outcomes.models import Measure
from outcomes.services import measures
from tests.factories.placements import case_of
from tests.factories.programmes import programme_with_policy
from tests.journeys.test_main_job import fill, send

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(transactional_db):
    found = case_of(programme_with_policy(policy={"instrument_codes": ["ons4"]}))
    day = clock.today() - dt.timedelta(days=42)
    return cases.came_home(found, by=found.worker, at=clock.start_of(day), home_on=day)


def answer(visitor, *values):
    """Each question in its order, then the overview."""
    page = visitor.page
    for value in values:
        fill(page, answer=value)
        page.get_by_role("button", name="Next").click()
        page.wait_for_load_state("load")
        visitor.look_over()
    page.get_by_role("button", name="I have finished").click()
    page.wait_for_load_state("load")
    visitor.look_over()


def test_a_resident__fills_in_on_the_tablet_and_the_worker_takes_it_back(at_each_size, case):
    visitor = at_each_size.sign_in(case.worker)
    visitor.open(reverse("outcomes:measures", args=[case.reference]))
    visitor.open(reverse("outcomes:hand_over", args=[case.reference, "ons4"]))
    send(visitor)
    page = visitor.page
    assert case.resident.family_name not in page.content()
    page.get_by_role("button", name="Larger words").click()
    page.wait_for_load_state("load")
    visitor.look_over()
    answer(visitor, "7", "declined", "8", "2")
    assert Measure.objects.get().answers["worthwhile"] == "declined"
    page.get_by_role("link", name="I am the link worker: sign in").click()
    page.wait_for_load_state("load")
    fill(page, login=case.worker.email, password="a-long-enough-password")
    page.locator("main form button").first.click()
    page.wait_for_load_state("load")
    assert reverse("outcomes:measures", args=[case.reference]) in page.url


def test_a_resident__answers_by_a_link(at_each_size, case):
    sheet = measures.send_link(
        case, by=case.worker, at=clock.now(), instrument="ons4", occasion="week_6",
        to="resident@example.org",
    )  # fmt: skip
    visitor = at_each_size
    visitor.open(links.path(PartnerLink.objects.get(target=sheet.reference)))
    answer(visitor, "7", "6", "8", "2")
    assert Measure.objects.get().mode == "link"
    assert "You can close this page now" in visitor.page.content()

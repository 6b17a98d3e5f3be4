"""A manager reads the dashboards; each figure opens its list. An analyst looks at prices."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core import clock
from outcomes.services import costs, prices
from referrals.models import Referral
from tests.factories.placements import case_of
from tests.factories.programmes import PlaceFactory, programme_with_policy, someone
from tests.factories.referrals import ReferralFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def programme(transactional_db):
    """Three who left: on the day, after two days, after eight; one whose ready date is unknown."""
    ward = PlaceFactory()
    programme = programme_with_policy(sites=[ward.site])
    gone = clock.today() - dt.timedelta(days=9)
    for waited in (0, 2, 8, None):
        referral = ReferralFactory(programme=programme, ward=ward)
        ready = None if waited is None else gone - dt.timedelta(days=waited)
        Referral.objects.filter(pk=referral.pk).update(discharged_on=gone, ready_on=ready)
    case_of(programme)
    return programme


def test_a_manager__goes_from_a_figure_to_the_people_behind_it(at_each_size, programme):
    visitor = at_each_size.sign_in(someone("manager", programme=programme))
    visitor.open("/")
    page = visitor.press("Delays")
    expect(page.get_by_text("Days in hospital too long").first).to_be_visible()
    visitor.press("See who stayed", check=False)
    visitor.look_over()
    expect(page.locator("main table tbody tr")).to_have_count(2)
    visitor.open("/")
    visitor.press("What came of the plans")
    visitor.press("See the closed cases")
    expect(page.get_by_text("Nothing fits these filters")).to_be_visible()


def test_an_analyst__sees_where_prices_come_from(at_each_size, programme):
    costs.load_reference_costs()
    prices.load_reference_indices()
    visitor = at_each_size.sign_in(someone("analyst", programme=programme))
    visitor.open(reverse("outcomes:unit_costs"))
    page = visitor.press("Price indices")
    expect(page.get_by_text("NHSCII pay and prices, 2025 manual").first).to_be_visible()
    visitor.press("Load an edition")
    visitor.open(reverse("outcomes:ask_for"))
    expect(page.get_by_label("Prices of")).to_be_visible()

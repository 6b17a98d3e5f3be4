"""Assurance, the listing, capacity and the gap log."""

import datetime as dt

import pytest

from core import clock
from core.errors import NotAllowedNow, RuleBroken
from providers import services
from providers.forms import BankDetailsForm, CapacityForm, ListingForm
from providers.models import Service
from providers.services.finding import first_half
from tests.factories.programmes import someone
from tests.factories.providers import (
    BankDetailsFactory,
    GapFactory,
    ProviderFactory,
    ServiceFactory,
    papers,
)

pytestmark = pytest.mark.django_db


def told():
    """By whom and when."""
    return {"by": someone("administrator"), "at": clock.now()}


def test_approve__not_before_every_paper_was_seen():
    provider = ProviderFactory(approved=False)
    with pytest.raises(RuleBroken, match="insurance, safeguarding policy, DBS statement"):
        services.approve(provider, **told())
    services.record_papers(provider, **told(), **papers())
    assert services.approve(provider, **told()).approved_by is not None


def test_approve__once():
    with pytest.raises(NotAllowedNow):
        services.approve(ProviderFactory(), **told())


def test_withdraw_approval__gives_no_new_work_and_keeps_why():
    provider = services.withdraw_approval(ProviderFactory(), **told(), reason="Complaint open")
    assert provider.approval_words == "Complaint open"
    with pytest.raises(RuleBroken, match="has not been approved"):
        services.check_able(provider, clock.today())


def test_check_able__names_the_papers_that_ran_out():
    provider = ProviderFactory()
    after = clock.today() + dt.timedelta(days=181)
    with pytest.raises(RuleBroken, match="insurance, safeguarding policy, DBS statement"):
        services.check_able(provider, after)
    services.check_able(provider, clock.today() + dt.timedelta(days=180))


def test_able__agrees_with_check_able():
    able, unapproved = ProviderFactory(), ProviderFactory(approved=False)
    paused = services.pause(ProviderFactory(), **told(), reason="Short of drivers")
    model = type(able)
    assert set(model.objects.able(clock.today())) == {able}
    for each in (unapproved, paused):
        with pytest.raises(RuleBroken):
            services.check_able(each, clock.today())


def test_pause_and_resume__each_once():
    provider = services.pause(ProviderFactory(), **told())
    with pytest.raises(NotAllowedNow):
        services.pause(provider, **told())
    services.resume(provider, **told())
    with pytest.raises(NotAllowedNow):
        services.resume(provider, **told())


def test_open_to_offers__agrees_with_check_service_able():
    free, full = ServiceFactory(places=1), ServiceFactory(places=0)
    uncounted = ServiceFactory(places=None)
    paused = services.pause_service(ServiceFactory(), **told())
    closed = services.close_service(ServiceFactory(), **told())
    assert set(Service.objects.open_to_offers(clock.today())) == {free, uncounted}
    for each in (full, paused, closed):
        with pytest.raises(RuleBroken):
            services.check_service_able(each, clock.today())


def test_search__finds_by_words_in_the_description_and_parts_of_the_name():
    shed = ServiceFactory(name="Oldcroft Men’s Shed", description="Woodwork and repairing clocks")
    ServiceFactory(name="Warm meals", description="A hot lunch at the door")
    assert list(Service.objects.about("repair clock")) == [shed]
    assert list(Service.objects.about("oldcr")) == [shed]


def test_near__covers_the_district_or_goes_everywhere():
    here = ServiceFactory(postcode_districts=["DY1", "DY2"])
    anywhere = ServiceFactory(postcode_districts=[])
    ServiceFactory(postcode_districts=["WV1"])
    assert set(Service.objects.near("DY1")) == {here, anywhere}


@pytest.mark.parametrize("typed", ["dy1 2hq", "DY12HQ", "dy1", " DY1 "])
def test_first_half__of_whatever_was_typed(typed):
    assert first_half(typed) == "DY1"


def test_bank_details__are_masked_but_for_the_last_four_digits():
    details = BankDetailsFactory(account_number="12345678")
    assert "5678" in str(details)
    assert "1234" not in str(details)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"sort_code": "30-96-2", "account_number": "12345678"}, "sort_code"),
        ({"sort_code": "30 96 26", "account_number": "1234567"}, "account_number"),
        ({"sort_code": "30 96 2x", "account_number": "12345678"}, "sort_code"),
    ],
)
def test_bank_details_form__says_which_number_is_wrong(given, field):
    form = BankDetailsForm(data={"account_name": "Helpers", **given})
    assert not form.is_valid()
    assert field in form.errors


def test_capacity_form__asks_for_the_number_when_places_are_counted():
    assert "places" in CapacityForm(data={"counted": "yes"}).errors
    form = CapacityForm(data={"counted": "no", "places": "4"})
    assert form.is_valid()
    assert form.cleaned_data["places"] is None


def test_listing_form__takes_only_first_halves_of_postcodes():
    given = {"name": "Tea", "kind": "befriending", "description": "Tea and talk"}
    form = ListingForm(data={**given, "postcode_districts": "dy1, DY2 wv14"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["postcode_districts"] == ["DY1", "DY2", "WV14"]
    assert "postcode_districts" in ListingForm(data={**given, "postcode_districts": "Leeds"}).errors


def test_gap__is_taken_in_hand_and_filled_once():
    gap = GapFactory()
    lead = someone("team_lead", programme=gap.programme)
    gap = services.own_gap(gap, by=lead, at=clock.now(), action="Ask the Rotary Club")
    assert (gap.status, gap.owner) == ("in_hand", lead)
    gap = services.fill_gap(gap, by=lead, at=clock.now(), filled_on=clock.today())
    assert gap.status == "filled"
    with pytest.raises(NotAllowedNow):
        services.own_gap(gap, by=lead, at=clock.now(), action="Again")

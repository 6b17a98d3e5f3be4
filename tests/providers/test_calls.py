"""Gaps that become a call for offers, offers, prices as facts, and the coverage map."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from core import clock
from core.errors import NotAllowedNow, RuleBroken
from providers import services
from providers.models import CallOffer, Gap, Service
from providers.services import calls, coverage
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.providers import (
    CallFactory,
    CallOfferFactory,
    CatalogueItemFactory,
    GapFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
)
from tests.providers.test_pages import signed_in, text, worker

pytestmark = pytest.mark.django_db


def told():
    """By whom and when."""
    return {"by": someone("administrator"), "at": clock.now()}


def test_clusters__gaps_of_one_need_and_place_however_it_was_typed():
    programme = programme_with_policy()
    GapFactory(programme=programme, area="Coseley", people_affected=4)
    GapFactory(programme=programme, area=" coseley ", people_affected=3)
    GapFactory(programme=programme, area="Sedgley", people_affected=1)
    found = list(Gap.objects.clusters())
    assert [(each["gaps"], each["people"]) for each in found] == [(2, 7), (1, 1)]


def test_clusters__filled_ones_leave_the_page():
    gap = GapFactory()
    services.fill_gap(gap, **told(), filled_on=clock.today())
    assert not Gap.objects.clusters().exists()
    assert "Nothing is missing" in text(signed_in(worker()).get(reverse("providers:clusters")))


def test_invite__takes_the_cluster_along_and_not_twice():
    programme = programme_with_policy()
    gaps = [GapFactory(programme=programme, area=area) for area in ("Coseley", "COSELEY")]
    call = CallFactory(programme=programme, need=gaps[0].need, area="coseley")
    assert call.gaps.count() == 2
    assert call.people == 8
    with pytest.raises(RuleBroken, match="asked for already"):
        CallFactory(programme=programme, need=gaps[0].need, area="Coseley")


def test_invite__not_until_today():
    with pytest.raises(RuleBroken, match="until tomorrow"):
        CallFactory(closes_on=clock.today())


def test_invite__opens_with_the_cluster_and_is_the_managers():
    programme = programme_with_policy()
    gap = GapFactory(programme=programme)
    asked = f"?programme={programme.slug}&need={gap.need.code}&area=Coseley"
    url = reverse("providers:invite") + asked
    assert 'value="Coseley"' in text(signed_in(someone("manager", programme=programme)).get(url))
    assert signed_in(someone("link_worker", programme=programme)).get(url).status_code == 403


def test_offer__one_standing_each_and_only_while_it_is_open():
    offer = CallOfferFactory()
    with pytest.raises(RuleBroken, match="already"):
        CallOfferFactory(call=offer.call, provider=offer.provider)
    calls.withdraw(offer, **told())
    CallOfferFactory(call=offer.call, provider=offer.provider)
    late = clock.now() + dt.timedelta(days=60)
    with pytest.raises(NotAllowedNow, match="has passed"):
        CallOfferFactory(call=offer.call, at=late)


def test_offer__is_read_by_who_made_it_and_who_decides_and_no_other_provider():
    offer = CallOfferFactory(words="A choir on Mondays")
    call = offer.call
    url = reverse("providers:call", args=[call.reference])
    own = someone("provider", organisation=offer.provider.organisation)
    rival = someone("provider", organisation=ProviderFactory().organisation)
    manager = someone("manager", programme=call.programme)
    assert offer.words in text(signed_in(own).get(url))
    assert offer.words in text(signed_in(manager).get(url))
    assert offer.words not in text(signed_in(rival).get(url))
    elsewhere = signed_in(worker("manager"))
    assert elsewhere.get(url).status_code == 404
    take = reverse("providers:take_up", args=[offer.reference])
    assert elsewhere.get(take).status_code == 404
    assert signed_in(own).get(take).status_code == 403


def test_take_up__the_others_are_told_no_and_the_gaps_are_in_hand():
    gap = GapFactory()
    call = CallFactory(programme=gap.programme, need=gap.need, area=gap.area)
    chosen, other = CallOfferFactory(call=call), CallOfferFactory(call=call)
    manager = someone("manager", programme=gap.programme)
    calls.take_up(chosen, by=manager, at=clock.now())
    for each in (chosen, other, call, gap):
        each.refresh_from_db()
    assert (chosen.status, other.status, call.status) == ("taken_up", "not_taken", "taken_up")
    assert (gap.status, gap.owner) == ("in_hand", manager)
    with pytest.raises(NotAllowedNow):
        calls.take_up(other, by=manager, at=clock.now())


def test_close__leaves_the_gaps_open_to_be_asked_for_again():
    gap = GapFactory()
    call = CallFactory(programme=gap.programme, need=gap.need, area=gap.area)
    CallOfferFactory(call=call)
    calls.close(call, **told(), reason="Nobody could begin in time")
    assert not CallOffer.objects.filter(status="made").exists()
    gap.refresh_from_db()
    assert gap.status == "open"
    assert CallFactory(programme=gap.programme, need=gap.need, area=gap.area).status == "open"


def test_home__of_a_provider_shows_open_calls():
    call = CallFactory(area="Gornal Wood")
    provider = ProviderFactory()
    own = signed_in(someone("provider", organisation=provider.organisation))
    said = text(own.get("/"))
    assert "Gornal Wood" in said
    assert reverse("providers:call", args=[call.reference]) in said


def test_price__a_new_one_is_a_new_fact():
    item = CatalogueItemFactory(price=Decimal("45.00"))
    services.set_price(item, **told(), price=Decimal("52.00"), lead_days=3)
    item.refresh_from_db()
    assert item.price == Decimal("52.00")
    assert [each.price for each in item.prices.order_by("pk")] == [45, 52]
    services.withdraw_item(item, **told())
    with pytest.raises(NotAllowedNow):
        services.set_price(item, **told(), price=Decimal("1.00"), lead_days=0)


def test_prices__are_set_by_the_manager():
    item = CatalogueItemFactory()
    url = reverse("providers:set_price", args=[item.reference])
    assert signed_in(worker()).get(url).status_code == 403
    response = signed_in(worker("manager")).post(url, {"price": "60", "lead_days": "1"})
    assert response.status_code == 302
    item.refresh_from_db()
    assert item.price == 60


def test_coverage__counts_by_time_of_week_and_shows_what_is_empty():
    evening = ServiceFactory(kind="exercise", postcode_districts=["DY1"])
    ScheduleFactory(service=evening, weekdays=["WE"], opens_at=dt.time(18), closes_at=dt.time(20))
    ServiceFactory(kind="exercise", postcode_districts=["DY1"])
    found = coverage.coverage(Service.objects.all(), ["DY1", "DY2"], on=clock.today())
    covered = found["exercise", "DY1"]
    assert (covered.by_time, covered.unstated) == ((0, 1, 0), 1)
    assert ("exercise", "DY2") not in found
    page = text(signed_in(worker()).get(reverse("providers:coverage")))
    assert "None" in page
    assert "kind=exercise" in page

"""Finding a service: what is left out, what comes first, and what is said honestly."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from core.errors import NotAllowedNow, RuleBroken
from providers import services
from providers.models import PostcodeDistrict, Service, ServiceLocation
from providers.services import finding
from providers.services.finding import Wanted
from tests.factories.placements import case_of
from tests.factories.programmes import NeedDomainFactory, programme_with_policy, someone
from tests.factories.providers import (
    LocationFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    TipFactory,
)
from tests.providers.test_pages import signed_in, text, worker

pytestmark = pytest.mark.django_db


def found(**wanted) -> list[Service]:
    """What the search gives, best first."""
    sought = Wanted(**wanted)
    rows, _misspelt = finding.fitting(Service.objects.all(), sought, on=clock.today())
    return list(rows.order_by("-fit", "name") if sought.anything else rows.order_by("name"))


def test_words__are_found_in_name_description_other_words_kind_and_provider():
    provider = ProviderFactory(organisation__name="Quarry Bank Neighbours")
    service = ServiceFactory(
        provider=provider, name="Thursday table", description="A hot lunch", kind="activity"
    )
    services.edit_listing(service, by=someone("administrator"), at=clock.now(), keywords="luncheon")
    ServiceFactory(name="Key safes", description="Fitted in a day", kind="handyperson")
    for words in ("thursday", "lunches", "luncheon", "activities", "quarry bank", "thurs"):
        assert found(words=words) == [service], words


def test_words__a_name_that_says_them_comes_before_a_description_that_does():
    said = ServiceFactory(name="Tea and talk", description="Singing now and then", kind="food")
    named = ServiceFactory(name="Singing for breath", description="Once a week", kind="food")
    assert found(words="singing") == [named, said]


def test_words__misspelt_find_what_sounds_alike_and_say_so():
    service = ServiceFactory(name="Befriending at home", kind="other")
    ServiceFactory(name="Key safes", kind="handyperson")
    rows, misspelt = finding.fitting(
        Service.objects.all(), Wanted(words="befreinding"), on=clock.today()
    )
    assert (list(rows), misspelt) == ([service], True)
    said = text(signed_in(worker()).get(reverse("providers:list") + "?words=befreinding"))
    assert "These sound alike" in said
    assert service.reference in said


def test_words__only_the_misspelt_one_is_put_right_and_all_must_be_said():
    service = ServiceFactory(name="Lunch in Netherton", kind="food")
    ServiceFactory(name="Lunch in Sedgley", kind="food")
    for words in ("lucnh nethertn", "lunch nethertn", "luch netherton"):
        assert found(words=words) == [service], words
    assert found(words="lunch zeppelin") == []


def test_words__of_a_changed_name_are_known_at_once():
    service = ServiceFactory(name="Tea", kind="other")
    assert found(words="gardning") == []
    services.edit_listing(service, by=someone("administrator"), at=clock.now(), name="Gardening")
    assert found(words="gardning") == [service]


def test_need__changed_on_the_listing_is_found_at_once():
    service = ServiceFactory(name="Hot meals", needs=("food",))
    money = NeedDomainFactory(code="money")
    services.edit_listing(service, by=someone("administrator"), at=clock.now(), needs=[money])
    assert found(needs=("money",)) == [service]
    assert found(needs=("food",)) == []


def test_points__for_nearness_count_every_place_of_a_service():
    far_first = ServiceFactory(name="Two halls")
    LocationFactory(service=far_first, postcode="NR1 3JU")
    LocationFactory(service=far_first, postcode="DY1 2HQ")
    far = ServiceFactory(name="A hall far away")
    LocationFactory(service=far, postcode="NR1 3JU")
    assert found(district="DY1") == [far_first, far]


@pytest.mark.parametrize("words", ["zeppelin", "'; DROP TABLE", "& | !", "\0", "   ", "a:*"])
def test_words__that_mean_nothing_do_no_harm(words):
    ServiceFactory()
    url = reverse("providers:list")
    assert signed_in(worker()).get(url, {"words": words}).status_code == 200


def test_need__any_of_several_and_the_one_that_meets_more_first():
    both = ServiceFactory(name="Both", needs=("food", "loneliness"))
    one = ServiceFactory(name="A single one", needs=("food",))
    ServiceFactory(name="Neither", needs=("transport",))
    assert found(needs=("food", "loneliness")) == [both, one]


def test_day_and_time__by_opening_times_and_not_by_words():
    evening = ServiceFactory(name="Evening choir")
    ScheduleFactory(
        service=evening, weekdays=["TU"], opens_at=dt.time(18, 30), closes_at=dt.time(20)
    )
    all_week = ServiceFactory(name="Helpline")
    ScheduleFactory(service=all_week, weekdays=["TU", "SA"], opens_at=None, closes_at=None)
    ServiceFactory(name="Unsaid", days="Tuesday evenings")
    assert set(found(day="TU", part="ev")) == {evening, all_week}
    assert found(day="SA") == [all_week]
    assert found(day="TU", part="am") == [all_week]


def test_day_and_time__past_midnight_counts_as_evening():
    night = ServiceFactory()
    ScheduleFactory(service=night, weekdays=["FR"], opens_at=dt.time(22), closes_at=dt.time(6))
    night.refresh_from_db()
    assert night.slots == ["FR-ev"]


def test_access__states_it_first_and_leaves_the_silent_out_only_when_asked_to():
    silent = ServiceFactory(name="A silent one")
    stated = ServiceFactory(name="Stated", access=["hearing_loop"])
    assert found(access=("hearing_loop",)) == [stated, silent]
    assert found(access=("hearing_loop",), stated=True) == [stated]
    page = signed_in(worker()).get(reverse("providers:list") + "?access=hearing_loop")
    assert "Does not say: Hearing loop" in text(page)


def test_room_wait_and_price():
    free = ServiceFactory(name="Free", places=2, unit_price=0)
    dear = ServiceFactory(name="Dear", places=2, unit_price=80)
    full = ServiceFactory(name="Full", places=0, unit_price=0, waiting_days=40)
    assert set(found(room="open")) == {free, dear}
    assert found(room="full") == [full]
    assert set(found(most_price=20)) == {free, full}
    assert set(found(most_days=14)) == {free, dear}


def test_distance__bands_cover_and_unknown():
    near = ServiceFactory(name="Near")
    LocationFactory(service=near, postcode="DY2 9PZ")
    far = ServiceFactory(name="Far")
    LocationFactory(service=far, postcode="NR1 3JU")
    comes = ServiceFactory(name="Comes", postcode_districts=["DY1"])
    elsewhere = ServiceFactory(name="Elsewhere", postcode_districts=["WV1"])
    assert found(district="DY1", miles=5) == [near, comes]
    assert elsewhere not in found(district="DY1")
    reaches = finding.reaches([near, far, comes], "DY1")
    assert 0 < reaches[near.pk].miles < 3
    assert 120 < reaches[far.pk].miles < 180
    assert reaches[comes.pk].comes


def test_distance__is_said_to_be_unknown_rather_than_guessed():
    service = ServiceFactory(name="Somewhere")
    LocationFactory(service=service, postcode="", latitude=None, longitude=None)
    Service.objects.filter(pk=service.pk).update(source="other", source_id="9")
    said = text(signed_in(worker()).get(reverse("providers:list") + "?near=DY1"))
    assert "Distance not known" in said
    unknown = text(signed_in(worker()).get(reverse("providers:list") + "?near=ZE1"))
    assert "We do not know where ZE1 is" in unknown


def test_distance__the_stated_point_is_better_than_the_middle_of_the_district():
    service = ServiceFactory()
    LocationFactory(service=service, postcode="NR1 3JU", latitude=52.511, longitude=-2.092)
    assert finding.reaches([service], "DY1")[service.pk].miles < 0.1


@pytest.mark.parametrize(
    ("typed", "half"), [("dy1 2hq", "DY1"), ("DY12HQ", "DY1"), ("DY12", "DY12"), ("Leeds", "")]
)
def test_first_half_of_a_place__as_postgresql_reads_it(typed, half):
    place = LocationFactory(postcode=typed)
    place.refresh_from_db()
    assert place.district == half


def test_districts__are_loaded_all_or_none():
    good = ["district,latitude,longitude", "ZZ1,57.1,-2.1"]
    assert finding.load_districts(good) == 1
    assert PostcodeDistrict.objects.filter(pk="ZZ1").exists()
    with pytest.raises(RuleBroken, match="Line 3"):
        finding.load_districts([*good, "ZZ2,north,-2"])
    with pytest.raises(RuleBroken, match="no column longitude"):
        finding.load_districts(["district,latitude", "ZZ3,1"])
    assert not PostcodeDistrict.objects.filter(pk="ZZ2").exists()


def test_case__opens_the_search_with_needs_district_and_access_needs():
    case = case_of()
    resident = case.resident
    type(resident).objects.filter(pk=resident.pk).update(
        postcode="DY1 2HQ", communication_needs="Large print, please", needs_interpreter=True
    )
    url = reverse("cases:placement_choose", args=[case.reference])
    response = signed_in(case.worker).get(url)
    assert response.status_code == 302
    address = response["Location"]
    assert "near=DY1" in address
    assert "2HQ" not in address
    assert "access=large_print" in address
    assert "access=interpreter" in address
    assert signed_in(case.worker).get(address).status_code == 200


def test_tip__is_read_by_colleagues_and_not_by_the_provider_or_another_programme():
    programme = programme_with_policy()
    tip = TipFactory(programme=programme, words="Ask for Sandra at the side door")
    url = reverse("providers:service", args=[tip.service.reference])
    mine = signed_in(someone("link_worker", programme=programme))
    assert tip.words in text(mine.get(url))
    assert tip.words in text(mine.get(reverse("providers:list")))
    assert tip.words not in text(signed_in(worker()).get(url))
    own = someone("provider", organisation=tip.service.provider.organisation)
    assert tip.words not in text(signed_in(own).get(url))


def test_tip__is_withdrawn_by_its_author_or_a_lead_and_once():
    programme = programme_with_policy()
    author = someone("link_worker", programme=programme)
    tip = TipFactory(programme=programme, by=author)
    url = reverse("providers:withdraw_tip", args=[tip.reference])
    colleague = someone("link_worker", programme=programme)
    assert signed_in(colleague).post(url).status_code == 403
    assert signed_in(worker()).post(url).status_code == 404
    assert signed_in(author).post(url).status_code == 302
    with pytest.raises(NotAllowedNow):
        services.withdraw_tip(tip, by=author, at=clock.now())


def test_places_of_a_service__are_seen_with_the_service():
    place = LocationFactory()
    other = someone("provider", organisation=ProviderFactory().organisation)
    assert not ServiceLocation.objects.visible_to(other).exists()
    own = someone("provider", organisation=place.service.provider.organisation)
    assert list(ServiceLocation.objects.visible_to(own)) == [place]

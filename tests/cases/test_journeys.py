"""Journeys home: papers, the settled-home check, worry, and the clock that escalates."""

import datetime as dt

import pytest
from django.urls import reverse

from cases.services import journeys
from core import clock
from core.errors import RuleBroken
from residents.models import Alert
from tests.factories.cases import ALL_WELL, JourneyFactory, case, driver
from tests.factories.programmes import programme_with_policy, someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return programme_with_policy()


@pytest.fixture
def waiting(programme):
    return case("waiting_for_home", programme=programme)


def alerts_of(it):
    return Alert.objects.filter(resident=it.resident, ended_at__isnull=True)


def test_offer__refuses_a_driver_whose_papers_ran_out(waiting, programme):
    journey = JourneyFactory(case=waiting)
    lead = someone("team_lead", programme=programme)
    with pytest.raises(RuleBroken) as refusal:
        journeys.offer(journey, by=lead, at=clock.now(), driver=driver(programme, valid=False))
    assert refusal.value.field == "driver"


def test_offer__lists_only_drivers_whose_papers_hold(client, waiting, programme):
    valid = driver(programme, name="Dai Pugh")
    driver(programme, valid=False, name="Rhys Late")
    journey = JourneyFactory(case=waiting, driver=valid)
    client.force_login(someone("team_lead", programme=programme))
    page = client.get(reverse("cases:journey_offer", args=[journey.reference])).content.decode()
    assert "Dai Pugh" in page
    assert "Rhys Late" not in page


def test_request__only_one_open_journey(waiting):
    JourneyFactory(case=waiting)
    with pytest.raises(RuleBroken):
        JourneyFactory(case=waiting)


def test_settle__asks_every_question(waiting, programme):
    journey = JourneyFactory(case=waiting, status="home")
    answered = {**ALL_WELL, "keys": ""}
    with pytest.raises(RuleBroken) as refusal:
        journeys.settle(journey, by=journey.driver.user, at=clock.now(), checks=answered)
    assert refusal.value.field == "keys"


def test_settle__a_no_says_what_is_wrong_and_becomes_a_task(waiting):
    journey = JourneyFactory(case=waiting, status="home")
    told = {"by": journey.driver.user, "at": clock.now(), "checks": {**ALL_WELL, "warm": "no"}}
    with pytest.raises(RuleBroken) as refusal:
        journeys.settle(journey, **told)
    assert refusal.value.field == "warm_wrong"
    journeys.settle(journey, **told, wrong={"warm": "Boiler is out"})
    task = waiting.tasks.get()
    assert "Boiler is out" in task.what
    assert task.is_urgent


def test_raise_concern__opens_an_urgent_task_and_an_alert(waiting):
    journey = JourneyFactory(case=waiting, status="concern")
    assert waiting.tasks.get().is_urgent
    assert alerts_of(waiting).get().kind == "concern"
    journeys.settle(journey, by=journey.driver.user, at=clock.now(), checks=ALL_WELL)
    assert not alerts_of(waiting).exists()


def test_escalate__once_for_each_journey_past_its_time(waiting):
    journey = JourneyFactory(case=waiting, status="collected")
    late = journey.settle_by + dt.timedelta(minutes=1)
    assert journeys.escalate_unsettled(at=journey.settle_by - dt.timedelta(minutes=1)) == 0
    assert journeys.escalate_unsettled(at=late) == 1
    assert journeys.escalate_unsettled(at=late) == 0
    assert waiting.tasks.filter(is_urgent=True).count() == 1
    assert alerts_of(waiting).get().kind == "journey"


def test_driver__drives_with_one_thumb(client, waiting, programme):
    who = driver(programme)
    journey = JourneyFactory(case=waiting, status="offered", driver=who)
    client.force_login(who.user)
    for verb in ("accept", "collect", "arrive"):
        answer = client.post(reverse(f"cases:journey_{verb}", args=[journey.reference]))
        assert answer.status_code == 302, verb
    settle = reverse("cases:journey_settle", args=[journey.reference])
    assert client.get(settle).status_code == 200
    missing = client.post(settle, {**ALL_WELL, "food": "no"})
    assert missing.status_code == 200
    assert "Say what is wrong" in missing.content.decode()
    done = client.post(settle, {**ALL_WELL, "miles": "6.5"})
    assert done.status_code == 302
    journey.refresh_from_db()
    assert (journey.status, str(journey.miles)) == ("settled", "6.5")


def test_driver__sees_neither_another_journey_nor_the_case(client, waiting, programme):
    journey = JourneyFactory(case=waiting, status="accepted", driver=driver(programme))
    other = driver(programme)
    client.force_login(other.user)
    assert client.get(journey.get_absolute_url()).status_code == 404
    client.force_login(journey.driver.user)
    assert client.get(waiting.get_absolute_url()).status_code == 404
    page = client.get(journey.get_absolute_url()).content.decode()
    assert waiting.resident.full_name in page
    assert str(waiting.resident.nhs_number) not in page


def test_driver__cannot_collect_for_another(client, waiting, programme):
    journey = JourneyFactory(case=waiting, status="accepted", driver=driver(programme))
    client.force_login(driver(programme).user)
    address = reverse("cases:journey_collect", args=[journey.reference])
    assert client.post(address).status_code == 404
    journey.refresh_from_db()
    assert journey.status == "accepted"

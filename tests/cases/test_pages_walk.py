"""Each page of cases opens for whom it is meant, in each state."""

import pytest
from django.urls import reverse

from tests.factories.cases import JourneyFactory, case, driver
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.referrals import ReferralFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return programme_with_policy()


@pytest.mark.parametrize("status", ["waiting_for_home", "active", "paused", "closed"])
@pytest.mark.parametrize("tab", ["", "plan", "people", "support"])
def test_case_page__opens_in_each_state(client, programme, status, tab):
    it = case(status, programme=programme)
    client.force_login(it.worker)
    name = "cases:tab" if tab else "cases:detail"
    answer = client.get(reverse(name, args=[it.reference, tab] if tab else [it.reference]))
    assert answer.status_code == 200
    assert it.resident.full_name in answer.content.decode()


@pytest.mark.parametrize("name", ["core:home", "cases:today", "cases:caseload"])
def test_pages_of_a_worker__open(client, programme, name):
    it = case(programme=programme)
    client.force_login(it.worker)
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert it.resident.full_name in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["core:home", "cases:list", "cases:team", "cases:breaches", "cases:bridge"]
)
@pytest.mark.parametrize("role", ["team_lead", "manager"])
def test_pages_of_a_lead__open(client, programme, name, role):
    case(programme=programme)
    client.force_login(someone(role, programme=programme))
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "status",
    ["requested", "offered", "accepted", "collected", "home", "settled", "concern", "cancelled"],
)
def test_journey__opens_for_the_team_in_each_state(client, programme, status):
    it = case("waiting_for_home", programme=programme)
    journey = JourneyFactory(case=it, status=status, driver=driver(programme))
    client.force_login(someone("team_lead", programme=programme))
    assert client.get(journey.get_absolute_url()).status_code == 200
    assert client.get(reverse("cases:journeys")).status_code == 200


@pytest.mark.parametrize("status", ["offered", "accepted", "collected", "home", "settled"])
def test_journey__opens_for_its_driver_in_each_state(client, programme, status):
    it = case("waiting_for_home", programme=programme)
    who = driver(programme)
    journey = JourneyFactory(case=it, status=status, driver=who)
    client.force_login(who.user)
    assert client.get(journey.get_absolute_url()).status_code == 200
    home = client.get("/")
    assert home.status_code == 200
    assert it.resident.full_name in home.content.decode()


def test_triage__shows_who_could_take_it(client, programme):
    worker = someone("link_worker", programme=programme, name="Sunil Rai")
    referral = ReferralFactory(programme=programme)
    client.force_login(someone("team_lead", programme=programme))
    page = client.get(reverse("referrals:triage")).content.decode()
    assert "Accept and give to Sunil Rai" in page
    address = reverse("cases:open", args=[referral.reference])
    assert client.get(address).status_code == 200
    answer = client.post(
        address, {"worker": worker.reference, "weight": "2", "risk_tier": "medium"}
    )
    assert answer.status_code == 302
    it = referral.case
    assert (it.worker, it.weight) == (worker, 2)


def test_bridge__counts_open_the_list_behind_them(client, programme):
    made = [case("active", programme=programme), case("waiting_for_home", programme=programme)]
    client.force_login(someone("manager", programme=programme))
    page = client.get(reverse("cases:bridge"))
    steps = {str(each.label): each for each in page.context["figures"]}
    assert (steps["Referred"].value, steps["Home"].value) == ("2", "1")
    behind = client.get(steps["Home"].url).content.decode()
    assert made[0].reference in behind
    assert made[1].reference not in behind
    recent = client.get(reverse("cases:bridge"), {"since": "quarter"})
    assert client.get(recent.context["figures"][2].url).status_code == 200


def test_case_list__filters_by_worker_and_by_nobody(client, programme):
    it = case(programme=programme)
    other = case(programme=programme)
    client.force_login(someone("team_lead", programme=programme))
    page = client.get(reverse("cases:list"), {"worker": it.worker.reference}).content.decode()
    assert it.reference in page
    assert other.reference not in page
    nobody = client.get(reverse("cases:list"), {"worker": "none"}).content.decode()
    assert it.reference not in nobody

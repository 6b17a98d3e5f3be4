"""Who sees what of a case: strangers, colleagues, cover, and safeguarding."""

import pytest
from django.urls import reverse

from cases import services
from core import clock
from core.models import AccessEntry
from residents.models import ConsentKind
from residents.services import record_consent, withdraw_consent
from tests.factories.cases import (
    CaseFactory,
    ContactFactory,
    CoverFactory,
    GoalFactory,
    JourneyFactory,
    SafeguardingConcernFactory,
    TaskFactory,
    case,
    driver,
)
from tests.factories.programmes import programme_with_policy, someone
from tests.strangers import OWN, SAME, assert_scope

pytestmark = pytest.mark.django_db
TEAM = {"team_lead": {OWN, SAME}, "manager": {OWN, SAME}, "link_worker": {OWN}}


def worker_in(world, owner):
    """The owner when they work in the programme as a link worker, else somebody else."""
    works = owner.memberships.filter(role="link_worker", programme=world.programme)
    return owner if works.exists() else world.person("link_worker")


def case_in(world, owner):
    return CaseFactory(programme=world.programme, ward=world.ward, worker=worker_in(world, owner))


@pytest.mark.parametrize(
    "made_from",
    [None, ContactFactory, GoalFactory, TaskFactory],
    ids=["case", "contact", "goal", "task"],
)
def test_scope__own_cases_and_the_lead_sees_the_programme(made_from):
    def make(world, owner):
        it = case_in(world, owner)
        return made_from(case=it) if made_from else it

    assert_scope(make, TEAM)


def test_scope_of_concerns__the_safeguarding_role_and_its_author():
    def make(world, owner):
        it = case_in(world, owner)
        author = owner if owner == it.worker else it.worker
        return SafeguardingConcernFactory(case=it, by=author)

    assert_scope(make, TEAM)


def test_concern_page__is_404_to_a_colleague_who_covers(client):
    it = case()
    cover = CoverFactory(case=it)
    concern = services.raise_safeguarding(
        it, by=it.worker, at=clock.now(), kind="neglect", words="No food, bruises"
    )
    client.force_login(cover.worker)
    page = client.get(it.get_absolute_url())
    assert page.status_code == 200
    assert "Safeguarding concern open" in page.content.decode()
    assert "bruises" not in page.content.decode()
    assert client.get(concern.get_absolute_url()).status_code == 404
    client.force_login(it.worker)
    assert client.get(concern.get_absolute_url()).status_code == 200
    client.force_login(someone("team_lead", programme=it.programme))
    assert client.get(concern.get_absolute_url()).status_code == 200


def test_cover__opens_the_case_on_its_days_only(client):
    it = case()
    stranger = someone("link_worker", programme=it.programme)
    client.force_login(stranger)
    assert client.get(it.get_absolute_url()).status_code == 404
    CoverFactory(case=it, worker=stranger)
    assert client.get(it.get_absolute_url()).status_code == 200


def test_opening_a_case__is_written_down(client):
    it = case()
    client.force_login(it.worker)
    client.get(it.get_absolute_url())
    entry = AccessEntry.objects.filter(by=it.worker).latest("pk")
    assert entry.resident_reference == it.resident.reference


def test_withdrawn_consent__is_shown_to_whoever_holds_the_record(client):
    it = case()
    given = record_consent(
        it.resident, by=it.worker, at=clock.now(), kind=ConsentKind.SHARING, recipient="Daughter"
    )
    for each in it.resident.consents.in_force().exclude(pk=given.pk):
        withdraw_consent(each, by=it.worker, at=clock.now())
    withdraw_consent(given, by=it.worker, at=clock.now())
    client.force_login(it.worker)
    page = client.get(it.get_absolute_url()).content.decode().lower()
    assert "taken back" in page or "withdrawn" in page


@pytest.mark.parametrize(
    "role", ["ward_referrer", "finance", "funder", "analyst", "governance", "administrator"]
)
def test_case_page__is_404_to_roles_without_cases(client, role):
    it = case()
    where = {"programme": it.programme} if role in ("finance", "analyst") else {}
    client.force_login(someone(role, **where))
    assert client.get(it.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("verb", ["allocate", "cover", "extend", "reopen"])
def test_verbs_of_a_lead__are_403_to_a_link_worker(client, verb):
    it = case("closed" if verb == "reopen" else "active")
    client.force_login(it.worker)
    assert client.get(reverse(f"cases:{verb}", args=[it.reference])).status_code == 403


def test_scope_of_journeys__the_driver_their_own():
    programme = programme_with_policy()
    it = case("waiting_for_home", programme=programme)
    mine, other = driver(programme), driver(programme)
    journey = JourneyFactory(case=it, status="accepted", driver=mine)
    seen = type(journey).objects
    assert seen.visible_to(mine.user).filter(pk=journey.pk).exists()
    assert not seen.visible_to(other.user).filter(pk=journey.pk).exists()

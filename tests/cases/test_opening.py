"""One open case per programme, and nobody gets more than they can carry."""

import pytest

from cases import services
from cases.models import Case
from core import clock
from core.errors import DomainError, RuleBroken
from tests.factories.cases import case
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.referrals import ReferralFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return programme_with_policy(policy={"caseload_weight_limit": 3})


def test_open_case__accepts_the_referral_in_one_breath(programme):
    lead = someone("team_lead", programme=programme)
    referral = ReferralFactory(programme=programme)
    it = services.open_case(referral, by=lead, at=clock.now())
    referral.refresh_from_db()
    assert (referral.status, it.status, it.worker) == ("accepted", "waiting_for_home", None)
    assert it.events.filter(verb="open", by=lead).exists()


def test_open_case__twice_for_one_referral_is_refused_and_changes_nothing(programme):
    lead = someone("team_lead", programme=programme)
    referral = ReferralFactory(programme=programme)
    services.open_case(referral, by=lead, at=clock.now())
    with pytest.raises(DomainError):
        services.open_case(referral, by=lead, at=clock.now())
    assert Case.objects.filter(referral=referral).count() == 1


def test_open_case__in_two_programmes_is_allowed(programme):
    it = case(programme=programme)
    other = case(programme=programme_with_policy(), resident=it.resident)
    assert {it.status, other.status} == {"active"}


def test_allocate__refuses_who_has_no_room(programme):
    worker = someone("link_worker", programme=programme)
    case(programme=programme, worker=worker, weight=3)
    lead = someone("team_lead", programme=programme)
    it = services.open_case(ReferralFactory(programme=programme), by=lead, at=clock.now())
    with pytest.raises(RuleBroken) as refusal:
        services.allocate(it, by=lead, at=clock.now(), worker=worker)
    assert refusal.value.field == "worker"
    it.refresh_from_db()
    assert it.worker is None


def test_allocate__a_membership_may_say_less_than_the_policy(programme):
    worker = someone("link_worker", programme=programme, name="Gwen")
    worker.memberships.update(capacity=1)
    case(programme=programme, worker=worker)
    lead = someone("team_lead", programme=programme)
    with pytest.raises(RuleBroken):
        services.open_case(
            ReferralFactory(programme=programme), by=lead, at=clock.now(), worker=worker
        )


def test_open_case__with_a_full_worker_leaves_the_referral_undecided(programme):
    worker = someone("link_worker", programme=programme)
    case(programme=programme, worker=worker, weight=3)
    referral = ReferralFactory(programme=programme)
    lead = someone("team_lead", programme=programme)
    with pytest.raises(RuleBroken):
        services.open_case(referral, by=lead, at=clock.now(), worker=worker)
    referral.refresh_from_db()
    assert referral.status == "submitted"


def test_allocate__hands_over_open_tasks(programme):
    it = case(programme=programme)
    task = services.add_task(it, by=it.worker, at=clock.now(), what="Ring the GP")
    other = someone("link_worker", programme=programme)
    lead = someone("team_lead", programme=programme)
    services.allocate(it, by=lead, at=clock.now(), worker=other)
    task.refresh_from_db()
    assert task.owner == other

"""Real connections and threads: one referral, one case, one closing, the last room of a worker."""

import datetime as dt

import pytest

from cases import services
from cases.models import Case, CaseEvent
from cases.services.alerts import watch_first_weeks
from core import clock
from referrals.models import Referral
from residents.models import Alert
from tests.factories.cases import case
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.referrals import ReferralFactory
from tests.races.test_money import race

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8


def test_eight_accept_one_referral__one_case():
    programme = programme_with_policy()
    referral = ReferralFactory(programme=programme)
    leads = [someone("team_lead", programme=programme) for _ in range(THREADS)]

    def accept_by(lead):
        mine = Referral.objects.get(pk=referral.pk)
        return lambda: services.open_case(mine, by=lead, at=clock.now())

    results = race([accept_by(lead) for lead in leads])
    assert results.count("done") == 1, results
    assert all("already" in each for each in results if each != "done"), results
    assert Case.objects.filter(referral=referral).count() == 1


def test_two_close_one_case__one_closing():
    it = case()

    def close():
        services.close(
            it,
            by=it.worker,
            at=clock.now(),
            reason="goals_achieved",
            residence="own_home",
            missing_because="Moved",
        )

    results = race([close] * 4)
    assert results.count("done") == 1, results
    assert CaseEvent.objects.filter(case=it, verb="close").count() == 1


def test_eight_cases_for_the_last_room_of_one_worker__nobody_carries_too_much():
    programme = programme_with_policy(policy={"caseload_weight_limit": 3})
    worker = someone("link_worker", programme=programme)
    lead = someone("team_lead", programme=programme)
    waiting = [
        services.open_case(ReferralFactory(programme=programme), by=lead, at=clock.now())
        for _ in range(THREADS)
    ]

    def give(it):
        return lambda: services.allocate(it, by=lead, at=clock.now(), worker=worker)

    results = race([give(each) for each in waiting])
    assert results.count("done") == 3, results
    assert Case.objects.filter(worker=worker).count() == 3


def test_several_beats_at_once__one_alert():
    it = case(home_on=clock.today() - dt.timedelta(days=12))
    race([lambda: watch_first_weeks(at=clock.now())] * 4)
    watch_first_weeks(at=clock.now())
    alerts = Alert.objects.filter(resident=it.resident)
    assert alerts.filter(kind="not_reached").count() == 1
    keys = list(alerts.values_list("kind", "key"))
    assert len(keys) == len(set(keys))

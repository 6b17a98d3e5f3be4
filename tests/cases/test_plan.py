"""Day 0, the days of the plan, bank holidays, pauses and extensions."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine

from cases import services
from cases.services.plan import working_day_on_or_after
from core import clock
from core.errors import DomainError
from programmes.calendar import is_working_day
from referrals.models import Referral
from tests.factories.cases import case
from tests.factories.programmes import programme_with_policy

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
NATION = "england-and-wales"
MONDAY = dt.datetime(2026, 3, 2, 10, tzinfo=LONDON)


@time_machine.travel(MONDAY)
def test_came_home__sets_day_0_and_the_last_day():
    it = case(home_on=dt.date(2026, 3, 2))
    assert it.home_on == dt.date(2026, 3, 2)
    assert it.plan_ends_on == dt.date(2026, 5, 25)
    assert (it.plan_ends_on - it.home_on).days == 84
    assert [each.due_on for each in it.reviews.order_by("due_on")] == [
        dt.date(2026, 4, 13),
        dt.date(2026, 5, 25),
    ]


@time_machine.travel(MONDAY)
def test_came_home__tells_the_referral_when_they_left_hospital():
    it = case(home_on=dt.date(2026, 3, 2))
    assert Referral.objects.get(pk=it.referral_id).discharged_on == dt.date(2026, 3, 2)


@time_machine.travel(MONDAY)
def test_came_home__refuses_a_day_to_come():
    it = case("waiting_for_home")
    with pytest.raises(DomainError) as refusal:
        services.came_home(it, by=it.worker, at=clock.now(), home_on=dt.date(2026, 3, 3))
    assert refusal.value.field == "home_on"


@time_machine.travel(dt.datetime(2026, 12, 24, 10, tzinfo=LONDON))
def test_planned_contacts__leave_out_christmas():
    """Home on Christmas Eve: two working days later is the 30th (25th and 28th are holidays)."""
    it = case(home_on=dt.date(2026, 12, 24))
    days = sorted(it.planned.values_list("due_on", flat=True))
    assert all(is_working_day(day, NATION) for day in days)
    assert days[0] <= dt.date(2026, 12, 30)
    assert dt.date(2026, 12, 25) not in days
    assert dt.date(2026, 12, 28) not in days
    assert len(days) == len(set(days))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2026, 12, 25), dt.date(2026, 12, 29)),
        (dt.date(2026, 12, 28), dt.date(2026, 12, 29)),
        (dt.date(2027, 1, 1), dt.date(2027, 1, 4)),
        (dt.date(2026, 4, 3), dt.date(2026, 4, 7)),
        (dt.date(2026, 3, 4), dt.date(2026, 3, 4)),
    ],
)
def test_working_day_on_or_after__knows_bank_holidays(day, expected):
    assert working_day_on_or_after(day, NATION) == expected


@time_machine.travel(dt.datetime(2026, 3, 20, 10, tzinfo=LONDON))
def test_resume__moves_what_is_planned_by_the_days_lost():
    programme = programme_with_policy(policy={"pause_on_readmission": True})
    it = case(programme=programme, home_on=dt.date(2026, 3, 2))
    ends_on, first_review = it.plan_ends_on, it.reviews.order_by("due_on").first().due_on
    later = it.planned.filter(due_on__gte=dt.date(2026, 3, 10)).count()
    it = services.pause(it, by=it.worker, at=clock.now(), since=dt.date(2026, 3, 10))
    it = services.resume(it, by=it.worker, at=clock.now(), on=dt.date(2026, 3, 17))
    assert it.plan_ends_on == ends_on + dt.timedelta(days=7)
    assert it.reviews.order_by("due_on").first().due_on == first_review + dt.timedelta(days=7)
    moved = it.planned.filter(due_on__gte=dt.date(2026, 3, 17), status="planned")
    assert moved.count() == later
    assert all(is_working_day(each.due_on, NATION) for each in moved)
    assert it.stays.get().left_on == dt.date(2026, 3, 17)


@time_machine.travel(dt.datetime(2026, 3, 20, 10, tzinfo=LONDON))
def test_record_stay__leaves_the_clock_running_when_the_policy_says_so():
    programme = programme_with_policy(policy={"pause_on_readmission": False})
    it = case(programme=programme, home_on=dt.date(2026, 3, 2))
    ends_on = it.plan_ends_on
    services.record_stay(
        it, by=it.worker, at=clock.now(), since=dt.date(2026, 3, 18), cause="Fall on the stairs"
    )
    it.refresh_from_db()
    assert it.status == "active"
    assert it.plan_ends_on == ends_on
    assert it.stays.get().left_on is None


@time_machine.travel(dt.datetime(2026, 3, 20, 10, tzinfo=LONDON))
def test_record_stay__pauses_when_the_policy_says_so():
    programme = programme_with_policy(policy={"pause_on_readmission": True})
    it = case(programme=programme, home_on=dt.date(2026, 3, 2))
    services.record_stay(it, by=it.worker, at=clock.now(), since=dt.date(2026, 3, 18))
    it.refresh_from_db()
    assert (it.status, it.paused_since) == ("paused", dt.date(2026, 3, 18))


def test_extend__asks_for_a_later_day_and_a_reason():
    it = case()
    with pytest.raises(DomainError):
        services.extend(it, by=it.worker, at=clock.now(), until=it.plan_ends_on, reason="More")
    later = it.plan_ends_on + dt.timedelta(days=14)
    with pytest.raises(DomainError):
        services.extend(it, by=it.worker, at=clock.now(), until=later, reason=" ")
    it = services.extend(it, by=it.worker, at=clock.now(), until=later, reason="New stairs")
    assert it.plan_ends_on == later

"""Rule 5: nobody who has come home is forgotten in the first fourteen days."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine

from cases import services
from cases.services.alerts import watch_first_weeks
from core import clock
from residents.models import Alert
from tests.factories.cases import case

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def at(year, month, day, hour=10):
    return dt.datetime(year, month, day, hour, tzinfo=LONDON)


def watch(moment):
    """What the beat does at that moment."""
    with time_machine.travel(moment):
        return watch_first_weeks(at=clock.now())


def open_alerts(it):
    return Alert.objects.filter(resident=it.resident, ended_at__isnull=True)


@pytest.fixture
def home_on_a_friday():
    """Home on Friday 6 March 2026; two working days end on Tuesday."""
    with time_machine.travel(at(2026, 3, 6)):
        return case(home_on=dt.date(2026, 3, 6))


def test_not_reached__is_raised_on_the_second_working_day(home_on_a_friday):
    it = home_on_a_friday
    watch(at(2026, 3, 9))
    assert not open_alerts(it).filter(kind="not_reached").exists()
    watch(at(2026, 3, 10))
    alert = open_alerts(it).get(kind="not_reached")
    assert alert.due_at == at(2026, 3, 10, 17)
    assert clock.day_of(alert.raised_at) == dt.date(2026, 3, 10)


def test_watch__raises_each_alert_once(home_on_a_friday):
    it = home_on_a_friday
    for hour in (8, 9, 10, 17):
        watch(at(2026, 3, 10, hour))
    assert open_alerts(it).filter(kind="not_reached").count() == 1
    assert watch(at(2026, 3, 10, 18)) == 0


def test_christmas__two_working_days_end_on_the_30th():
    with time_machine.travel(at(2026, 12, 24)):
        it = case(home_on=dt.date(2026, 12, 24))
    for day in (25, 26, 28, 29):
        watch(at(2026, 12, day))
        assert not open_alerts(it).filter(kind="not_reached").exists(), day
    watch(at(2026, 12, 30))
    assert open_alerts(it).filter(kind="not_reached").count() == 1


def test_reached__ends_the_alert(home_on_a_friday):
    it = home_on_a_friday
    watch(at(2026, 3, 10))
    with time_machine.travel(at(2026, 3, 10, 15)):
        services.add_contact(it, by=it.worker, at=clock.now(), mode="call", words="All well")
    assert not open_alerts(it).exists()
    it.refresh_from_db()
    assert it.first_contact_at == at(2026, 3, 10, 15)


def test_no_answer__does_not_count_as_reached(home_on_a_friday):
    it = home_on_a_friday
    with time_machine.travel(at(2026, 3, 9)):
        services.add_contact(it, by=it.worker, at=clock.now(), mode="call", outcome="no_answer")
    watch(at(2026, 3, 10))
    assert open_alerts(it).filter(kind="not_reached").exists()


def test_missed_contact__raises_an_alert_the_same_day(home_on_a_friday):
    it = home_on_a_friday
    first = it.planned.order_by("due_on").first()
    with time_machine.travel(at(2026, 3, first.due_on.day, 11)):
        services.add_contact(it, by=it.worker, at=clock.now(), mode="call", outcome="no_answer")
    alert = open_alerts(it).get(kind="missed_early")
    assert clock.day_of(alert.raised_at) == first.due_on


def test_missed_contact__after_the_watched_days_raises_none(home_on_a_friday):
    it = home_on_a_friday
    with time_machine.travel(at(2026, 3, 9)):
        services.add_contact(it, by=it.worker, at=clock.now(), mode="call")
    watch(at(2026, 5, 20))
    late = it.planned.filter(status="missed", due_on__gt=it.home_on + dt.timedelta(days=14))
    assert late.exists()
    early = it.planned.filter(
        status="missed", due_on__lte=it.home_on + dt.timedelta(days=14)
    ).count()
    assert open_alerts(it).filter(kind="missed_early").count() == early


def test_missed_contact__nobody_wrote_anything__raises_an_alert_at_17_the_same_day(
    home_on_a_friday,
):
    it = home_on_a_friday
    first = it.planned.order_by("due_on").first()
    watch(at(2026, 3, first.due_on.day, 16))
    assert not open_alerts(it).filter(kind="missed_early").exists()
    watch(at(2026, 3, first.due_on.day, 17))
    alert = open_alerts(it).get(kind="missed_early")
    assert clock.day_of(alert.raised_at) == first.due_on
    with time_machine.travel(at(2026, 3, first.due_on.day, 18)):
        services.add_contact(it, by=it.worker, at=clock.now(), mode="call")
    first.refresh_from_db()
    assert first.status == "made"
    assert not open_alerts(it).exists()

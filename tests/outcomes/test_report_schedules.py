"""Scheduled reports: each slot once, a notice and never a file, and a failure that is told."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from core import clock
from core.errors import NotAllowedNow, RuleBroken
from core.models import Mail
from outcomes import periods
from outcomes.lifecycle import RunStatus
from outcomes.models import Report, ReportSchedule, ReportSlot
from outcomes.services import evaluating, runs
from outcomes.services.reports import delivering, making, schedules
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.reports import ReportScheduleFactory
from tests.strangers import OWN, SAME, assert_scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return programme_with_policy()


@pytest.fixture
def manager(programme):
    return someone("manager", programme=programme)


@pytest.fixture
def schedule(programme, manager):
    return ReportScheduleFactory(programme=programme, by=manager)


def open_due():
    return schedules.open_due(at=clock.now())


def deliver():
    return delivering.deliver(at=clock.now())


def worked(slot):
    """The worker did the evaluation."""
    slot.run = evaluating.evaluate(slot.run)
    return slot


class TestMaking:
    @pytest.mark.parametrize(("kind", "rhythm"), [("ward", "yearly"), ("funder", "monthly")])
    def test_refuses_a_rhythm_that_does_not_fit(self, programme, kind, rhythm):
        with pytest.raises(RuleBroken) as refusal:
            ReportScheduleFactory(programme=programme, kind=kind, rhythm=rhythm)
        assert refusal.value.field == "rhythm"

    def test_refuses_a_second_of_a_kind(self, schedule, programme):
        with pytest.raises(RuleBroken, match="already"):
            ReportScheduleFactory(programme=programme)

    def test_scope(self):
        assert_scope(
            lambda world, owner: ReportScheduleFactory(programme=world.programme),
            {"manager": {OWN, SAME}, "analyst": {OWN, SAME}},
        )


class TestDue:
    def test_opens_one_slot_about_the_last_whole_quarter(self, schedule):
        assert open_due() == 1
        slot = ReportSlot.objects.get()
        last = periods.latest("quarterly", until=clock.today() - dt.timedelta(days=1))
        assert (slot.period_from, slot.period_to) == last
        assert slot.run.as_of == last[1]
        schedule.refresh_from_db()
        assert schedule.due_on > clock.today()

    def test_twice_at_once_is_once(self, schedule):
        assert (open_due(), open_due()) == (1, 0)
        ReportSchedule.objects.update(due_on=clock.today())
        assert open_due() == 0
        assert ReportSlot.objects.count() == 1

    def test_the_database_refuses_a_slot_twice(self, schedule):
        open_due()
        slot = ReportSlot.objects.get()
        slot.pk = None
        with pytest.raises(DatabaseError), transaction.atomic():
            slot.save(force_insert=True)

    def test_not_before_its_day_nor_while_paused(self, programme, manager):
        later = clock.today() + dt.timedelta(days=1)
        schedule = ReportScheduleFactory(programme=programme, by=manager, due_on=later)
        assert open_due() == 0
        ReportSchedule.objects.update(due_on=clock.today())
        schedules.pause_schedule(schedule, by=manager, at=clock.now())
        assert open_due() == 0
        with pytest.raises(NotAllowedNow):
            schedules.pause_schedule(schedule, by=manager, at=clock.now())
        schedules.resume_schedule(schedule, by=manager, at=clock.now())
        assert open_due() == 1


class TestDelivery:
    def test_waits_for_its_evaluation(self, schedule):
        open_due()
        assert deliver() == 0

    def test_places_the_report_and_tells_its_readers(self, programme, schedule):
        governor = someone("governor", programme=programme)
        open_due()
        worked(ReportSlot.objects.get())
        assert deliver() == 1
        report = Report.objects.get()
        assert (report.status, report.made_by) == ("published", None)
        mail = Mail.objects.get(to=governor.email)
        assert report.get_absolute_url() in mail.text
        assert deliver() == 0
        assert Mail.objects.filter(template="report_placed").count() == 1

    def test_or_tells_the_manager_to_check_it(self, programme, manager):
        ReportScheduleFactory(programme=programme, by=manager, publishes=False)
        open_due()
        worked(ReportSlot.objects.get())
        deliver()
        assert Report.objects.get().status == "ready"
        assert Mail.objects.get().template == "report_to_check"
        assert Mail.objects.get().to == manager.email

    def test_killed_half_way__goes_on_and_makes_nothing_twice(self, schedule):
        open_due()
        slot = worked(ReportSlot.objects.get())
        made = making.make(slot.run, by=None, at=clock.now(), kind="governors", background=False,
                           period=(slot.period_from, slot.period_to))  # fmt: skip
        assert deliver() == 1
        assert Report.objects.get() == made
        made.refresh_from_db()
        assert made.status == "published"

    def test_an_evaluation_that_failed__is_told_to_the_manager(self, schedule, manager):
        open_due()
        slot = ReportSlot.objects.get()
        run = runs.start(slot.run, at=clock.now())
        runs.fail(run, at=clock.now(), reason="The disk was full.")
        assert deliver() == 1
        slot.refresh_from_db()
        assert (slot.state, slot.run.status) == ("failed", RunStatus.FAILED)
        mail = Mail.objects.get(template="report_failed")
        assert mail.to == manager.email
        assert deliver() == 0

    def test_a_report_that_is_refused__is_told_with_the_reason(self, schedule, monkeypatch):
        def refuse(*_args, **_given):
            raise RuleBroken("Small numbers could be worked out")

        open_due()
        worked(ReportSlot.objects.get())
        monkeypatch.setattr(making, "make", refuse)
        deliver()
        slot = ReportSlot.objects.get()
        assert (slot.state, slot.reason) == ("failed", "Small numbers could be worked out")


class TestPages:
    def test_schedule__made_paused_and_started_again(self, client, programme, manager):
        client.force_login(manager)
        url = reverse("outcomes:make_schedule", args=[programme.slug])
        given = {"kind": "ward", "rhythm": "monthly", "publishes": "no"}
        tomorrow = clock.today() + dt.timedelta(days=1)
        yesterday = clock.today() - dt.timedelta(days=1)
        assert "today or later" in client.post(url, {**given, "due_on": yesterday}).text
        assert client.post(url, {**given, "due_on": tomorrow}).status_code == 302
        made = ReportSchedule.objects.get()
        for verb, status in (("pause", "paused"), ("resume", "active")):
            page = reverse(f"outcomes:{verb}_schedule", args=[made.reference])
            assert client.get(page).status_code == 200
            client.post(page)
            made.refresh_from_db()
            assert made.status == status
        assert "Ward feedback" in client.get(reverse("outcomes:schedules")).text

    def test_not_for_the_analyst(self, client, programme):
        client.force_login(someone("analyst", programme=programme))
        assert client.get(reverse("outcomes:schedules")).status_code == 403


@pytest.mark.parametrize(
    ("rhythm", "day", "first", "last"),
    [
        ("monthly", "2026-03-31", "2026-03-01", "2026-03-31"),
        ("monthly", "2026-03-30", "2026-02-01", "2026-02-28"),
        ("monthly", "2028-03-01", "2028-02-01", "2028-02-29"),
        ("quarterly", "2026-01-01", "2025-10-01", "2025-12-31"),
        ("quarterly", "2026-03-31", "2026-01-01", "2026-03-31"),
        ("yearly", "2026-03-31", "2025-04-01", "2026-03-31"),
        ("yearly", "2026-03-30", "2024-04-01", "2025-03-31"),
    ],
)
def test_latest__the_last_span_that_had_ended(rhythm, day, first, last):
    found = periods.latest(rhythm, until=dt.date.fromisoformat(day))
    assert [each.isoformat() for each in found] == [first, last]

"""Reports, stories, schedules and extracts, made by calling services."""

import datetime as dt

import factory

from core import clock
from outcomes import periods
from outcomes.models import Extract, Report, ReportSchedule, Story
from outcomes.services import reports, runs
from outcomes.services.evaluating import evaluate
from outcomes.services.reports import extracts, make, schedules, stories
from residents.models import ConsentKind
from residents.services import record_consent
from tests.factories.funding import fund
from tests.factories.placements import case_of
from tests.factories.programmes import PlaceFactory, programme_with_policy, someone
from tests.factories.referrals import ReferralFactory


def evaluated(programme=None, *, ward=None, referrals=0, statuses=("accepted", "declined")):
    """A finished evaluation of a programme's own cases, up to today."""
    programme = programme or programme_with_policy()
    ward = ward or PlaceFactory()
    programme.referral_sites.add(ward.site)
    at = dt.datetime.combine(last_month()[0], dt.time(9), tzinfo=dt.UTC) + dt.timedelta(days=3)
    lead = someone("ward_referrer", ward=ward)
    for number in range(referrals):
        ReferralFactory(programme=programme, ward=ward, by=lead, at=at,
                        status=statuses[number % len(statuses)])  # fmt: skip
    asked = runs.ask_for(
        programme, by=None, at=clock.now(), as_of=clock.today(), window_days=90, background=False
    )
    return evaluate(asked)


def last_month() -> periods.Span:
    """The last month that has ended."""
    return periods.latest("monthly", until=clock.today())


def last_quarter() -> periods.Span:
    """The last quarter that has ended."""
    return periods.latest("quarterly", until=clock.today())


def span_of(kind: str, run) -> periods.Span:
    """The while that fits a kind."""
    if kind in ("annual", "public"):
        return last_month()[0] - dt.timedelta(days=330), last_month()[1]
    return last_month() if kind == "ward" else last_quarter()


class ReportFactory(factory.Factory):
    """A report to be checked, its files written.

    A funder report makes a fund; a ward's asks for `ward`.
    """

    class Meta:
        model = Report

    kind = "governors"

    @classmethod
    def _create(cls, model_class, *args, kind, run=None, programme=None, by=None, **given):
        programme = run.programme if run else programme or programme_with_policy()
        if kind == "funder" and "funder" not in given:
            given["funder"] = fund(programme).agreements.order_by("pk")[0].funder
        if run is None:
            ward = given.get("ward")
            run = evaluated(programme, ward=ward, referrals=1 if ward else 0)
        given = {"background": False, "period": span_of(kind, run)} | given
        return make(run, by=by, at=clock.now(), kind=kind, **given)


def visits(report, *, what="opened"):
    """One visit to the public page of `report`."""
    reports.visited(report, what=what)
    return report.visits.get(what=what)


class StoryFactory(factory.Factory):
    """A story that may be told in public, unless `reach` says less."""

    class Meta:
        model = Story

    case = factory.LazyFunction(case_of)
    reach = "public"
    words = "I was on my own after the hospital. Now somebody knocks."
    told_as = "Mrs B"

    @classmethod
    def _create(cls, model_class, *args, case, reach, **given):
        by, at = case.worker, clock.now()
        record_consent(case.resident, by=by, at=at, kind=ConsentKind.STORY, reach=reach)
        return stories.tell(case, by=by, at=at, **given)


class ReportScheduleFactory(factory.Factory):
    """Governor themes every quarter, due today."""

    class Meta:
        model = ReportSchedule

    programme = factory.LazyFunction(programme_with_policy)
    kind, rhythm, publishes = "governors", "quarterly", True
    due_on = factory.LazyFunction(clock.today)

    @classmethod
    def _create(cls, model_class, *args, programme, by=None, **given):
        by = by or someone("manager", programme=programme)
        return schedules.make_schedule(programme, by=by, at=clock.now(), **given)


class ExtractFactory(factory.Factory):
    """An extract that was asked for; `released` takes it further, by three people."""

    class Meta:
        model = Extract

    recipient, purpose = "University of Tipley", "An outside evaluation of the second year"
    expires_on = factory.LazyFunction(lambda: clock.today() + dt.timedelta(days=30))

    @classmethod
    def _create(cls, model_class, *args, run, released=False, **given):
        analyst = someone("analyst", programme=run.programme)
        made = extracts.ask_for_extract(run, by=analyst, at=clock.now(), **given)
        if not released:
            return made
        manager, officer = someone("manager", programme=run.programme), someone("governance")
        made = extracts.confirm_extract(made, by=manager, at=clock.now())
        return extracts.release(made, by=officer, at=clock.now())

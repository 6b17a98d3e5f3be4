"""Cases and what belongs to them in every state, each reached by calling services."""

import datetime as dt

import factory

from cases import services
from cases.models import (
    Case,
    Contact,
    Cover,
    Fall,
    Goal,
    GoalAction,
    HospitalStay,
    Journey,
    PlannedContact,
    PlanPeriod,
    Review,
    SafeguardingConcern,
    Task,
)
from cases.services import journeys
from core import clock
from providers.models import Volunteer
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.referrals import ReferralFactory


def case(
    status="active",
    *,
    programme=None,
    worker=None,
    lead=None,
    home_on=None,
    at=None,
    weight=1,
    risk_tier="medium",
    **about,
):
    """A case in `status`: waiting_for_home, active, paused or closed.

    Home is a week ago unless `home_on` says otherwise; `about` goes to the referral (resident …).
    """
    today = clock.today()
    home_on = home_on or today - dt.timedelta(days=7)
    at = at or clock.start_of(min(home_on, today)) - dt.timedelta(days=2)
    programme = programme or programme_with_policy()
    worker = worker or someone("link_worker", programme=programme)
    lead = lead or someone("team_lead", programme=programme)
    referral = ReferralFactory(programme=programme, at=at, **about)
    made = services.open_case(
        referral, by=lead, at=at, worker=worker, weight=weight, risk_tier=risk_tier
    )
    return reach(made, status, home_on=home_on)


def reach(made, status, *, home_on):
    """Take an open case to `status`."""
    told = {"by": made.worker, "at": clock.now()}
    if status == "waiting_for_home":
        return made
    made = services.came_home(made, **told, home_on=home_on)
    if status == "paused":
        return services.pause(made, **told, since=clock.today(), cause="Chest infection")
    if status == "closed":
        return close(made, **told)
    return made


def close(made, *, by, at):
    """Closed, with a reason for what is missing."""
    return services.close(
        made,
        by=by,
        at=at,
        reason="goals_achieved",
        residence="own_home",
        missing_because="Moved to her daughter in Leeds.",
    )


class CaseFactory(factory.Factory):
    """A case at home since a week; `status` and the arguments of `case`."""

    class Meta:
        model = Case

    status = "active"

    @classmethod
    def _create(cls, model_class, *args, status, **given):
        return case(status, **given)


class _OfCase(factory.Factory):
    """Made by a service on a case."""

    class Meta:
        abstract = True

    case = factory.SubFactory(CaseFactory)
    by = factory.LazyAttribute(lambda o: o.case.worker)
    at = factory.LazyFunction(clock.now)


class ContactFactory(_OfCase):
    """A call that reached them."""

    class Meta:
        model = Contact

    mode = "call"
    words = "Slept better."

    @classmethod
    def _create(cls, model_class, *args, case, **given):
        return services.add_contact(case, **given)


class PlannedContactFactory(factory.Factory):
    """The first contact that the plan asks for."""

    class Meta:
        model = PlannedContact

    case = factory.SubFactory(CaseFactory)

    @classmethod
    def _create(cls, model_class, *args, case):
        return case.planned.order_by("due_on").first()


class PlanPeriodFactory(factory.Factory):
    """The stretch in which the plan runs."""

    class Meta:
        model = PlanPeriod

    case = factory.SubFactory(CaseFactory)

    @classmethod
    def _create(cls, model_class, *args, case):
        return case.periods.get()


class HospitalStayFactory(_OfCase):
    """Two nights in hospital."""

    class Meta:
        model = HospitalStay

    since = factory.LazyFunction(lambda: clock.today() - dt.timedelta(days=3))
    left_on = factory.LazyFunction(lambda: clock.today() - dt.timedelta(days=1))
    cause = "Fall on the stairs"

    @classmethod
    def _create(cls, model_class, *args, case, **given):
        return services.record_stay(case, **given)


class GoalFactory(_OfCase):
    """What matters, with a first step."""

    class Meta:
        model = Goal

    words = "I want to get to chapel on Sundays."
    importance = 9
    first_step = "Ask the chapel who could walk with her"
    who = "Kath"

    @classmethod
    def _create(cls, model_class, *args, case, **given):
        return services.set_goal(case, **given)


class GoalActionFactory(factory.Factory):
    """A step towards a goal."""

    class Meta:
        model = GoalAction

    goal = factory.SubFactory(GoalFactory)

    @classmethod
    def _create(cls, model_class, *args, goal):
        return goal.actions.first()


class TaskFactory(_OfCase):
    """Something to do today."""

    class Meta:
        model = Task

    what = "Receipt for the kettle"
    due_on = factory.LazyFunction(clock.today)

    @classmethod
    def _create(cls, model_class, *args, case, **given):
        return services.add_task(case, **given)


class ReviewFactory(factory.Factory):
    """The week 6 review that the plan asks for."""

    class Meta:
        model = Review

    case = factory.SubFactory(CaseFactory)

    @classmethod
    def _create(cls, model_class, *args, case):
        return case.reviews.order_by("due_on").first()


class SafeguardingConcernFactory(_OfCase):
    """A concern, read by the few."""

    class Meta:
        model = SafeguardingConcern

    kind = "financial"
    words = "A neighbour holds her bank card."

    @classmethod
    def _create(cls, model_class, *args, case, **given):
        return services.raise_safeguarding(case, **given)


class FallFactory(_OfCase):
    """A fall without injury."""

    class Meta:
        model = Fall

    happened_on = factory.LazyFunction(clock.today)
    where = "On the stairs"

    @classmethod
    def _create(cls, model_class, *args, case, **given):
        return services.record_fall(case, **given)


class CoverFactory(factory.Factory):
    """Somebody stands in this week."""

    class Meta:
        model = Cover

    case = factory.SubFactory(CaseFactory)
    worker = factory.LazyAttribute(lambda o: someone("link_worker", programme=o.case.programme))
    by = factory.LazyAttribute(lambda o: someone("team_lead", programme=o.case.programme))
    at = factory.LazyFunction(clock.now)
    starts_on = factory.LazyFunction(clock.today)
    ends_on = factory.LazyFunction(lambda: clock.today() + dt.timedelta(days=6))

    @classmethod
    def _create(cls, model_class, *args, case, **given):
        return services.cover(case, **given)


def driver(programme, *, valid=True, **fields):
    """A volunteer driver of the programme's lead provider, with papers that hold or not."""
    until = clock.today() + dt.timedelta(days=200 if valid else -1)
    user = someone("volunteer", organisation=programme.lead_provider, **fields)
    return Volunteer.objects.create(
        user=user,
        organisation=programme.lead_provider,
        is_driver=True,
        dbs_expires_on=until,
        licence_expires_on=until,
        insurance_expires_on=until,
    )


ALL_WELL = dict.fromkeys(
    ("warm", "lights", "food", "keys", "medicines", "falls", "who_to_call"), "yes"
)


class JourneyFactory(factory.Factory):
    """A journey home in `status`, driven by `driver`."""

    class Meta:
        model = Journey

    case = factory.SubFactory(CaseFactory, status="waiting_for_home")
    driver = factory.LazyAttribute(lambda o: driver(o.case.programme))
    at = factory.LazyFunction(clock.now)
    pick_up_at = factory.LazyAttribute(lambda o: o.at + dt.timedelta(hours=1))
    pick_up_from = "Ward B4, bay B2"
    needs = "Walks with a frame"
    status = "requested"

    @classmethod
    def _create(cls, model_class, *args, case, status, driver, at, **given):
        made = journeys.request(case, by=case.worker, at=at, **given)
        return drive(made, status, driver=driver, at=at)


def drive(journey, status, *, driver, at):
    """Take a journey that was asked for to `status`."""
    lead = someone("team_lead", programme=journey.case.programme)
    own = {"by": driver.user, "at": at}
    if status == "requested":
        return journey
    if status == "cancelled":
        return journeys.cancel(journey, by=lead, at=at, reason="Her son drives her")
    steps = {
        "offered": lambda each: journeys.offer(each, by=lead, at=at, driver=driver),
        "accepted": lambda each: journeys.accept(each, **own),
        "collected": lambda each: journeys.collect(each, **own),
        "home": lambda each: journeys.arrive(each, **own),
    }
    for reached, step in steps.items():
        journey = step(journey)
        if reached == status:
            return journey
    if status == "concern":
        return journeys.raise_concern(journey, **own, words="No heating and she is confused")
    return journeys.settle(journey, **own, checks=ALL_WELL)

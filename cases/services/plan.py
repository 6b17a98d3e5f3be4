"""The plan's clock: day 0, what is planned, pauses, hospital stays, extensions.

Day 0 is the day the resident got home. The last day of a twelve-week plan is day 84.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from cases import events as announcements
from cases.lifecycle import AT_HOME, CASE_LIFE
from cases.models import Case, HospitalStay, PlannedContact, PlanPeriod, Review
from cases.models.contact import Mode
from core import clock, events
from core.errors import RuleBroken
from core.services import lock, move
from programmes.calendar import is_working_day, working_day_after
from referrals.services import give_dates

DAY = dt.timedelta(days=1)


@transaction.atomic
def came_home(case: Case, *, by, at, home_on: dt.date) -> Case:
    """They are home: day 0, the policy's contacts and reviews, the end of the plan."""
    case = lock(case)
    CASE_LIFE.check(case, "came_home")
    _check_home_day(case, home_on, at)
    ends_on = home_on + dt.timedelta(days=case.policy.plan_days)
    move(
        case,
        "came_home",
        life=CASE_LIFE,
        by=by,
        at=at,
        data={"home_on": home_on.isoformat()},
        home_on=home_on,
        plan_ends_on=ends_on,
    )
    PlanPeriod.objects.create(case=case, kind=PlanPeriod.Kind.RUNNING, starts_on=home_on)
    plan_contacts(case)
    plan_reviews(case)
    if case.referral_id:
        give_dates(case.referral, by=by, at=at, discharged_on=home_on)
    announcements.came_home.send(Case, case=case, by=by, at=at)
    return case


def _check_home_day(case, home_on, at) -> None:
    if home_on > clock.day_of(at):
        raise RuleBroken(_("They cannot be home already on a day to come."), field="home_on")
    admitted = case.referral.admitted_on if case.referral_id else None
    if admitted and home_on < admitted:
        raise RuleBroken(_("That is before they came to hospital. Check the day."), field="home_on")


def plan_contacts(case: Case) -> None:
    """The contacts that the policy asks for, each moved on to the next working day.

    A day is used once: two contacts that would fall on one working day become one.
    """
    nation = case.programme.nation
    limit = case.policy.first_contact_working_days
    latest_first = working_day_after(case.home_on, limit, nation)
    seen: set[dt.date] = set()
    for number, day in enumerate(case.policy.days_for(case.risk_tier)):
        due = working_day_on_or_after(case.home_on + dt.timedelta(days=day), nation)
        due = min(due, latest_first) if number == 0 else due
        if due in seen:
            continue
        seen.add(due)
        PlannedContact.objects.create(
            case=case,
            due_on=due,
            mode=Mode.VISIT if number == 1 else Mode.CALL,
            purpose=_("Day %(day)d") % {"day": day},
        )


def working_day_on_or_after(day: dt.date, nation: str) -> dt.date:
    """`day`, or the next day on which people are at work."""
    while not is_working_day(day, nation):
        day += DAY
    return day


def plan_reviews(case: Case) -> None:
    """The reviews of the policy: day 42 is week 6, the last one closes the plan."""
    days = sorted(case.policy.review_days)
    for number, day in enumerate(days):
        is_last = number == len(days) - 1
        kind = Review.Kind.WEEK_12 if is_last else Review.Kind.WEEK_6
        Review.objects.create(case=case, kind=kind, due_on=case.home_on + dt.timedelta(days=day))


@transaction.atomic
def pause(
    case: Case,
    *,
    by,
    at,
    since: dt.date,
    readmitted: bool = True,
    cause: str = "",
    words: str = "",
) -> Case:
    """Stop the work for a while, most often because they are back in hospital.

    The policy says whether a stay in hospital stops the clock of the plan. When it does not, the
    case goes on as it is and the stay alone is written down (`record_stay`).
    """
    case = lock(case)
    CASE_LIFE.check(case, "pause")
    _check_within_plan(case, since, at)
    if readmitted:
        _open_stay(case, since=since, cause=cause)
    if case.periods.filter(kind=PlanPeriod.Kind.PAUSED, starts_on=since).exists():
        raise RuleBroken(_("The plan was paused on that day already."), field="since")
    running = case.periods.get(ends_on__isnull=True)
    _end_period(running, since - DAY)
    PlanPeriod.objects.create(
        case=case,
        kind=PlanPeriod.Kind.PAUSED,
        starts_on=since,
        reason=cause[:200] or words[:200],
    )
    data = {"since": since.isoformat(), "readmitted": readmitted}
    return move(
        case, "pause", life=CASE_LIFE, by=by, at=at, words=words, data=data, paused_since=since
    )


def _end_period(period: PlanPeriod, last: dt.date) -> None:
    """End a stretch; one that would end before it began never was."""
    if last < period.starts_on:
        period.delete()
    else:
        period.ends_on = last
        period.save(update_fields=["ends_on"])


def _check_within_plan(case, day, at) -> None:
    if day < case.home_on:
        raise RuleBroken(_("That is before they came home. Check the day."), field="since")
    if day > clock.day_of(at):
        raise RuleBroken(_("That day is still to come."), field="since")


@transaction.atomic
def record_stay(
    case: Case, *, by, at, since: dt.date, cause: str = "", left_on: dt.date | None = None
) -> HospitalStay:
    """Write down a stay in hospital; pauses the plan when the policy says so."""
    case = lock(case)
    if case.status not in AT_HOME:
        CASE_LIFE.check(case, "pause")
    if left_on is not None and left_on < since:
        raise RuleBroken(_("They left before they came in. Check the dates."), field="left_on")
    _check_within_plan(case, since, at)
    if case.policy.pause_on_readmission and left_on is None and case.status == "active":
        pause(case, by=by, at=at, since=since, cause=cause)
        return case.stays.latest("pk")
    stay = _open_stay(case, since=since, cause=cause)
    stay.left_on = left_on
    stay.save(update_fields=["left_on"])
    data = {"since": since.isoformat(), "left": left_on.isoformat() if left_on else ""}
    events.record(case, "record_stay", by=by, at=at, words=cause, data=data)
    return stay


def _open_stay(case, *, since, cause) -> HospitalStay:
    if case.stays.filter(left_on__isnull=True).exists():
        raise RuleBroken(_("They are in hospital already, as far as we know."), field="since")
    return HospitalStay.objects.create(case=case, admitted_on=since, cause=cause[:200])


@transaction.atomic
def resume(case: Case, *, by, at, on: dt.date, words: str = "") -> Case:
    """Go on. What was planned, the reviews and the end move by the days that were lost."""
    case = lock(case)
    CASE_LIFE.check(case, "resume")
    since = case.paused_since
    if on < since:
        raise RuleBroken(_("That is before the plan was paused. Check the day."), field="on")
    if on > clock.day_of(at):
        raise RuleBroken(_("That day is still to come."), field="on")
    case.stays.filter(left_on__isnull=True).update(left_on=on)
    paused = case.periods.get(ends_on__isnull=True)
    _end_period(paused, on - DAY)
    PlanPeriod.objects.create(case=case, kind=PlanPeriod.Kind.RUNNING, starts_on=on)
    lost = on - since
    _shift(case, since=since, by_days=lost)
    return move(
        case,
        "resume",
        life=CASE_LIFE,
        by=by,
        at=at,
        words=words,
        data={"days_lost": lost.days},
        paused_since=None,
        plan_ends_on=case.plan_ends_on + lost,
    )


def _shift(case, *, since, by_days) -> None:
    """Move what is still planned after `since` by the days that were lost."""
    nation = case.programme.nation
    later = case.planned.filter(status="planned", due_on__gte=since).order_by("-due_on")
    for planned in later:
        planned.due_on = working_day_on_or_after(planned.due_on + by_days, nation)
        planned.save(update_fields=["due_on"])
    for review in case.reviews.filter(held_at__isnull=True).order_by("-due_on"):
        review.due_on += by_days
        review.save(update_fields=["due_on"])


@transaction.atomic
def extend(case: Case, *, by, at, until: dt.date, reason: str) -> Case:
    """Let the plan run longer, with the reason."""
    case = lock(case)
    CASE_LIFE.check(case, "extend")
    if not reason.strip():
        raise RuleBroken(_("Say why it goes on longer."), field="reason")
    if until <= case.plan_ends_on:
        raise RuleBroken(_("The plan runs until then already. Choose a later day."), field="until")
    data = {"from": case.plan_ends_on.isoformat(), "until": until.isoformat()}
    return move(
        case,
        "extend",
        life=CASE_LIFE,
        by=by,
        at=at,
        words=reason,
        data=data,
        plan_ends_on=until,
    )

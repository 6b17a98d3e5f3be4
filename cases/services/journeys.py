"""Journeys home: driven by a volunteer, and ended only when someone is settled.

A journey that nobody has settled by its time escalates: an alert and an urgent task by itself.
"""

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cases.lifecycle import JOURNEY_LIFE, NOT_YET_SETTLED
from cases.models import Case, Journey
from cases.models.journey import SETTLED_CHECKS
from cases.services.tasks import add_task
from core import clock, events, mail
from core.errors import RuleBroken
from core.services import lock, move
from residents.models import Alert
from residents.services import end_alert, raise_alert


@transaction.atomic
def request(
    case: Case,
    *,
    by,
    at,
    pick_up_at: dt.datetime,
    pick_up_from: str,
    needs: str = "",
) -> Journey:
    """Ask for a journey home. One open journey per case."""
    case = lock(case)
    if case.status == "closed":
        raise RuleBroken(_("This case is closed. Reopen it to ask for a journey."))
    if pick_up_at < at - dt.timedelta(hours=1):
        raise RuleBroken(_("That time has passed. Say when they can be picked up."), field="day")
    limit = dt.timedelta(hours=case.policy.settle_within_hours)
    try:
        with transaction.atomic():
            journey = Journey.objects.create(
                case=case,
                pick_up_at=pick_up_at,
                pick_up_from=pick_up_from,
                needs=needs,
                requested_at=at,
                requested_by=by,
                settle_by=pick_up_at + limit,
            )
    except IntegrityError:
        raise RuleBroken(_("A journey home is asked for already.")) from None
    events.record(journey, "request", by=by, at=at)
    return journey


@transaction.atomic
def offer(journey: Journey, *, by, at, driver) -> Journey:
    """Offer it to one driver, whose papers must be valid on the day."""
    journey = lock(journey)
    check_driver(driver, clock.day_of(journey.pick_up_at))
    move(
        journey,
        "offer",
        life=JOURNEY_LIFE,
        by=by,
        at=at,
        data={"driver": driver.reference},
        driver=driver,
    )
    mail.send(
        to=driver.user.email, template="journey_offered", context={"reference": journey.reference}
    )
    return journey


def check_driver(driver, on: dt.date) -> None:
    """Whoever drives has every paper in order on the day."""
    if not driver.is_driver:
        raise RuleBroken(_("They do not drive for us. Choose a driver."), field="driver")
    missing = driver.missing_papers(on)
    if missing:
        raise RuleBroken(
            _("Their papers are not in order on that day: %(papers)s.")
            % {"papers": ", ".join(str(each) for each in missing)},
            field="driver",
        )


@transaction.atomic
def accept(journey: Journey, *, by, at, driver=None) -> Journey:
    """The driver takes it on; a dispatcher may name the driver who said yes by telephone."""
    journey = lock(journey)
    driver = driver or journey.driver
    if driver is None:
        raise RuleBroken(_("Choose the driver who takes it."), field="driver")
    check_driver(driver, clock.day_of(journey.pick_up_at))
    return move(journey, "accept", life=JOURNEY_LIFE, by=by, at=at, driver=driver, accepted_at=at)


@transaction.atomic
def collect(journey: Journey, *, by, at) -> Journey:
    """They are in the car."""
    return move(lock(journey), "collect", life=JOURNEY_LIFE, by=by, at=at, collected_at=at)


@transaction.atomic
def arrive(journey: Journey, *, by, at) -> Journey:
    """They are at their door."""
    return move(lock(journey), "arrive", life=JOURNEY_LIFE, by=by, at=at, arrived_at=at)


@transaction.atomic
def settle(
    journey: Journey,
    *,
    by,
    at,
    checks: dict[str, str],
    wrong: dict[str, str] | None = None,
    miles: Decimal | None = None,
    words: str = "",
) -> Journey:
    """Every check is answered and they are settled. A "no" says what is wrong, and becomes a task.

    `checks` holds yes or no for each of the settled-home checks.
    """
    journey = lock(journey)
    JOURNEY_LIFE.check(journey, "settle")
    wrong = wrong or {}
    open_checks = [name for name in SETTLED_CHECKS if checks.get(name) not in ("yes", "no")]
    if open_checks:
        raise RuleBroken(_("Answer each question before you leave."), field=open_checks[0])
    silent = [name for name in SETTLED_CHECKS if checks[name] == "no" and not wrong.get(name)]
    if silent:
        raise RuleBroken(_("Say what is wrong."), field=f"{silent[0]}_wrong")
    move(
        journey,
        "settle",
        life=JOURNEY_LIFE,
        by=by,
        at=at,
        words=words,
        data={"no": sorted(name for name in checks if checks[name] == "no")},
        settled_at=at,
        arrived_at=journey.arrived_at or at,
        checks={
            name: {"answer": checks[name], "wrong": wrong.get(name, "")} for name in SETTLED_CHECKS
        },
        miles=miles,
    )
    _tasks_from_checks(journey, at=at)
    _end_alerts(journey, by=by, at=at)
    return journey


def _tasks_from_checks(journey, *, at) -> None:
    for name, each in journey.checks.items():
        if each["answer"] == "no":
            add_task(
                journey.case,
                by=None,
                at=at,
                what=_("From the journey home: %(wrong)s") % {"wrong": each["wrong"]},
                due_on=clock.day_of(at),
                is_urgent=name in ("warm", "medicines", "falls"),
            )


@transaction.atomic
def raise_concern(journey: Journey, *, by, at, words: str) -> Journey:
    """ "I am worried": opens an urgent task and an alert by itself, and tells the worker."""
    journey = lock(journey)
    move(
        journey,
        "raise_concern",
        life=JOURNEY_LIFE,
        by=by,
        at=at,
        words=words,
        concern_words=words,
    )
    case = journey.case
    add_task(
        case,
        by=None,
        at=at,
        what=_("The driver is worried: ring now (journey %(reference)s)")
        % {"reference": journey.reference},
        due_on=clock.day_of(at),
        is_urgent=True,
    )
    raise_alert(
        case.resident,
        programme=case.programme,
        kind=Alert.Kind.CONCERN,
        key=f"{journey.reference}:{at.isoformat(timespec='seconds')}",
        words=_("Their driver is worried about them."),
        at=at,
        due_at=at,
    )
    if case.worker_id:
        mail.send(
            to=case.worker.email,
            template="journey_concern",
            context={"reference": journey.reference},
        )
    return journey


@transaction.atomic
def cancel(journey: Journey, *, by, at, reason: str) -> Journey:
    """It is not needed any more, with the reason."""
    journey = lock(journey)
    return move(
        journey,
        "cancel",
        life=JOURNEY_LIFE,
        by=by,
        at=at,
        words=reason,
        cancel_reason=reason[:200],
    )


def escalate_unsettled(*, at) -> int:
    """Journeys not settled by their time: an alert and an urgent task, once each."""
    late = Journey.objects.filter(
        status__in=NOT_YET_SETTLED, settle_by__lt=at, escalated_at__isnull=True
    )
    return sum(_escalate(journey, at=at) for journey in late.order_by("pk"))


@transaction.atomic
def _escalate(journey, *, at) -> int:
    journey = lock(journey)
    if journey.escalated_at is not None or journey.status not in NOT_YET_SETTLED:
        return 0
    journey.escalated_at = at
    journey.save(update_fields=["escalated_at"])
    events.record(journey, "escalate", by=None, at=at)
    raise_alert(
        journey.case.resident,
        programme=journey.case.programme,
        kind=Alert.Kind.JOURNEY,
        key=journey.reference,
        words=_("Nobody has said that they are settled at home."),
        at=at,
        due_at=at,
    )
    add_task(
        journey.case,
        by=None,
        at=at,
        what=_("Ring: is the journey home done? (%(reference)s)")
        % {"reference": journey.reference},
        due_on=clock.day_of(at),
        is_urgent=True,
    )
    return 1


def _end_alerts(journey, *, by, at) -> None:
    kinds = (Alert.Kind.JOURNEY, Alert.Kind.CONCERN)
    for alert in Alert.objects.filter(
        resident=journey.case.resident,
        kind__in=kinds,
        key__startswith=journey.reference,
        ended_at__isnull=True,
    ).order_by("pk"):
        end_alert(alert, by=by, at=at)

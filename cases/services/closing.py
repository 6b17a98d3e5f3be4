"""The end of a case, and starting again."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cases import events as announcements
from cases.lifecycle import AT_HOME, AWAITING_ANSWER, CASE_LIFE, NOT_YET_SETTLED
from cases.models import Case, PlannedContact, PlanPeriod, Review
from cases.registry import before_close
from cases.services import journeys, placements
from cases.services.alerts import end_first_weeks_alerts
from core import clock
from core.errors import RuleBroken
from core.services import lock, move

BEFORE_HOME = (
    "declined",
    "not_contactable",
    "inappropriate",
    "data_error",
    "died",
    "out_of_area",
    "moved_away",
    "care_home",
    "transferred",
    "readmitted",
    "unsafe",
)


def missing_before_close(case: Case) -> list[str]:
    """What a closed case should have and this one has not: the closing review, scores."""
    missing = []
    if case.status in AT_HOME:
        closing = case.reviews.filter(kind=Review.Kind.WEEK_12)
        if not closing.filter(held_at__isnull=False).exists():
            missing.append(_("The week 12 review is not written."))
    for check in before_close:
        missing += check(case)
    return missing


@transaction.atomic
def close(
    case: Case,
    *,
    by,
    at,
    reason: str,
    residence: str,
    words: str = "",
    exit_plan: str = "",
    missing_because: str = "",
) -> Case:
    """Close with a reason, where they live now and what goes on.

    What is missing (review, scores) must be explained, else closing is refused in words.
    """
    case = lock(case)
    CASE_LIFE.check(case, "close")
    if reason not in case.policy.closure_reasons:
        raise RuleBroken(_("Choose one of the reasons that this programme knows."), field="reason")
    if case.home_on is None and reason not in BEFORE_HOME:
        raise RuleBroken(_("They have not come home yet. Choose another reason."), field="reason")
    missing = missing_before_close(case)
    if missing and not missing_because.strip():
        raise RuleBroken(
            " ".join([*missing, _("Write it, or say why it cannot be had.")]),
            field="missing_because",
        )
    _wind_up(case, by=by, at=at)
    move(
        case,
        "close",
        life=CASE_LIFE,
        by=by,
        at=at,
        words=words,
        data={"reason": reason, "missing": missing, "missing_because": missing_because},
        close_reason=reason,
        close_words=words,
        residence_at_close=residence,
        exit_plan=exit_plan or case.exit_plan,
        closed_at=at,
        closed_by=by,
        paused_since=None,
    )
    announcements.closed.send(Case, case=case, by=by, at=at)
    return case


def _wind_up(case, *, by, at) -> None:
    """Nothing stays planned, offered or on the road for a closed case."""
    day = clock.day_of(at)
    case.planned.filter(status=PlannedContact.Status.PLANNED).update(
        status=PlannedContact.Status.DROPPED
    )
    open_period = case.periods.filter(ends_on__isnull=True).first()
    if open_period:
        open_period.ends_on = max(day, open_period.starts_on)
        open_period.save(update_fields=["ends_on"])
    for placement in case.placements.filter(status__in=AWAITING_ANSWER).order_by("pk"):
        placements.cancel(placement, by=by, at=at, words=_("The case was closed."))
    for journey in case.journeys.filter(status__in=NOT_YET_SETTLED[:3]).order_by("pk"):
        journeys.cancel(journey, by=by, at=at, reason=_("The case was closed."))
    for task in case.tasks.filter(done_at__isnull=True):
        task.done_at, task.done_by = at, by
        task.save(update_fields=["done_at", "done_by"])
    end_first_weeks_alerts(case, by=by, at=at)


@transaction.atomic
def reopen(case: Case, *, by, at, reason: str) -> Case:
    """Go on with a closed case, with the reason. One that never came home is referred anew."""
    case = lock(case)
    CASE_LIFE.check(case, "reopen")
    if not reason.strip():
        raise RuleBroken(_("Say why it is opened again."), field="reason")
    if case.home_on is None:
        raise RuleBroken(_("They had not come home when it was closed. Refer them anew."))
    day = clock.day_of(at)
    last = case.periods.order_by("-starts_on").first()
    if last and last.ends_on == day:
        last.ends_on = None
        last.kind = PlanPeriod.Kind.RUNNING
        last.save(update_fields=["ends_on", "kind"])
    else:
        PlanPeriod.objects.create(case=case, kind=PlanPeriod.Kind.RUNNING, starts_on=day)
    try:
        with transaction.atomic():
            return move(
                case,
                "reopen",
                life=CASE_LIFE,
                by=by,
                at=at,
                words=reason,
                closed_at=None,
                closed_by=None,
                close_reason="",
                residence_at_close="",
                plan_ends_on=max(case.plan_ends_on, day),
            )
    except IntegrityError:
        raise RuleBroken(_("They have another open case in this programme already.")) from None

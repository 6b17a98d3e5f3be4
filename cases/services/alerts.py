"""The first weeks are watched: rule 5 of the domain.

No contact within two working days of coming home, and every missed planned contact in the first
fourteen days, raises an alert the same day. Alerts name what raised them, so the beat may ask as
often as it likes.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from cases.lifecycle import Status
from cases.models import Case, PlannedContact
from core import clock, events
from core.errors import RuleBroken
from core.services import lock
from programmes.calendar import working_day_after
from residents.models import Alert
from residents.services import end_alert, raise_alert

FIRST_WEEKS = (Alert.Kind.NOT_REACHED, Alert.Kind.MISSED_EARLY)
END_OF_DAY = dt.time(17, 0)


def watch_first_weeks(*, at) -> int:
    """Raise what must be raised today over all cases at home; returns how many are new."""
    today = clock.day_of(at)
    cases = Case.objects.filter(status=Status.ACTIVE, home_on__lte=today)
    raised = mark_missed(at=at)
    for case in cases.filter(first_contact_at__isnull=True).select_related(
        "resident", "programme", "policy"
    ):
        raised += _watch_reached(case, at=at)
    return raised


def _watch_reached(case, *, at) -> int:
    """Not reached: from the last working day on which they must be, with its end as the limit."""
    last = working_day_after(
        case.home_on, case.policy.first_contact_working_days, case.programme.nation
    )
    if clock.day_of(at) < last:
        return 0
    due_at = clock.start_of(last) + dt.timedelta(hours=END_OF_DAY.hour)
    _alert, new = _raise(
        case,
        Alert.Kind.NOT_REACHED,
        key=f"{case.reference}:{case.home_on}",
        words=_("Home since %(day)s and nobody has reached them.") % {"day": _day(case.home_on)},
        at=at,
        due_at=due_at,
    )
    return int(new)


@transaction.atomic
def mark_missed(*, at) -> int:
    """Planned contacts whose day has passed are missed; in the watched days they raise an alert.

    In the watched days the day is over at 17:00, so that the alert comes the same day; a contact
    made in the evening still meets the plan and ends it.
    """
    today = clock.day_of(at)
    is_evening = at >= clock.start_of(today) + dt.timedelta(hours=END_OF_DAY.hour)
    late = PlannedContact.objects.filter(
        status=PlannedContact.Status.PLANNED,
        due_on__lt=today + dt.timedelta(days=1) if is_evening else today,
        case__status=Status.ACTIVE,
    ).select_related("case__resident", "case__programme", "case__policy")
    raised = 0
    for planned in late.order_by("pk").select_for_update(of=("self",), skip_locked=True):
        if planned.due_on == today and not _is_watched(planned):
            continue
        planned.status = PlannedContact.Status.MISSED
        planned.save(update_fields=["status"])
        raised += watch_missed(planned, at=at)
    return raised


def _is_watched(planned: PlannedContact) -> bool:
    """Whether its day lies in the first days, which are watched."""
    return (planned.due_on - planned.case.home_on).days <= planned.case.policy.watch_days


def watch_missed(planned: PlannedContact, *, at) -> int:
    """A planned contact was missed: an alert, if it lies in the watched days. 1 when it is new."""
    case = planned.case
    if not _is_watched(planned):
        return 0
    number = (planned.due_on - case.home_on).days
    _alert, new = _raise(
        case,
        Alert.Kind.MISSED_EARLY,
        key=f"{case.reference}:{planned.pk}",
        words=_("Missed contact on %(day)s, day %(number)d.")
        % {"day": _day(planned.due_on), "number": number},
        at=at,
    )
    return int(new)


def _raise(case, kind, *, key, words, at, due_at=None):
    known = Alert.objects.filter(kind=kind, key=key).first()
    if known:
        return known, False
    alert = raise_alert(
        case.resident,
        programme=case.programme,
        kind=kind,
        key=key,
        words=words,
        at=at,
        due_at=due_at,
    )
    data = {"kind": kind}
    events.record(case, "raise_alert", by=None, at=at, words=words, data=data)
    return alert, True


def _day(day: dt.date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def end_first_weeks_alerts(case: Case, *, by, at) -> None:
    """They were reached: what was raised about the first weeks is answered."""
    for alert in Alert.objects.filter(
        resident=case.resident,
        programme=case.programme,
        kind__in=FIRST_WEEKS,
        ended_at__isnull=True,
    ).order_by("pk"):
        end_alert(alert, by=by, at=at)


@transaction.atomic
def see_to_alert(case: Case, *, by, at, alert: Alert, words: str) -> Alert:
    """A worker has acted on an alert in another way than by a contact, and says how."""
    case = lock(case)
    if (alert.resident_id, alert.programme_id) != (case.resident_id, case.programme_id):
        raise RuleBroken(_("That is about somebody else."), field="alert")
    if not words.strip():
        raise RuleBroken(_("Say what was done."), field="words")
    alert = end_alert(lock(alert), by=by, at=at)
    data = {"alert": alert.words}
    events.record(case, "see_to_alert", by=by, at=at, words=words, data=data)
    return alert

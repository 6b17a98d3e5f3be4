"""An answer that needs somebody the same day, such as PHQ-9's ninth question above 0.

The alert is raised in the transaction that keeps the answer, whoever gave it and wherever, also
when the scale is never finished. It ends when a worker says what was done (cases: see to alert).
"""

import datetime as dt

from django.utils.translation import gettext as _

from accounts.models import Membership
from core import clock, events, mail
from outcomes.instruments import Answers, Definition
from residents.models import Alert
from residents.services import raise_alert

END_OF_DAY = dt.time(17, 0)


def watch(case, instrument: Definition, answers: Answers, *, key: str, at) -> Alert | None:
    """Raise an alert when an answer asks for it: once for the same filling (`key`)."""
    if not instrument.is_alarming(answers):
        return None
    known = Alert.objects.filter(kind=Alert.Kind.RISK_SCORE, key=key).first()
    if known is not None:
        return known
    words = _("%(name)s: an answer about self-harm. Ring them today.") % {
        "name": instrument.short_name
    }
    alert = raise_alert(
        case.resident,
        programme=case.programme,
        kind=Alert.Kind.RISK_SCORE,
        key=key,
        words=words,
        at=at,
        due_at=_due(at),
    )
    data = {"kind": Alert.Kind.RISK_SCORE}
    events.record(case, "raise_alert", by=None, at=at, words=words, data=data)
    mail.send(to=_whom(case), template="measure_alarm", context={"reference": case.reference})
    return alert


def _due(at) -> dt.datetime:
    """The end of the working day, or at once when that is past."""
    end = clock.start_of(clock.day_of(at)) + dt.timedelta(hours=END_OF_DAY.hour)
    return max(end, at)


def _whom(case) -> list[str]:
    """The worker, whoever stands in, and those who lead the team."""
    leads = Membership.objects.filter(
        programme=case.programme, role__in=("team_lead", "manager")
    ).current()
    found = set(leads.values_list("user__email", flat=True))
    today = clock.today()
    covers = case.covers.filter(starts_on__lte=today, ends_on__gte=today)
    found |= set(covers.values_list("worker__email", flat=True))
    if case.worker is not None:
        found.add(case.worker.email)
    return sorted(found)


def open_alerts(case) -> list[Alert]:
    """What was raised by answers of this resident and nobody has seen to."""
    return list(
        Alert.objects.filter(
            resident=case.resident_id,
            programme=case.programme_id,
            kind=Alert.Kind.RISK_SCORE,
            ended_at__isnull=True,
        ).order_by("raised_at")
    )

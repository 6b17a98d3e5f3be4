"""What funders ask for: noted with its day, settled with what shows it, reminded of in time."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, services
from core.errors import NotAllowedNow, RuleBroken
from funding.models import Condition, FundingAgreement, Instalment
from funding.services import instalments, reminders

REMIND_DAYS = (30, 7, 0)


def add_condition(
    agreement: FundingAgreement, *, by, at: datetime, words: str, due_on: date | None = None
) -> Condition:
    """The funder asks for something, perhaps by a day."""
    if due_on is not None and due_on < agreement.starts_on:
        raise RuleBroken(_("That day is before the agreement begins."), field="due_on")
    return Condition.objects.create(agreement=agreement, words=words, due_on=due_on)


@transaction.atomic
def settle_condition(
    condition: Condition, *, by, at: datetime, is_met: bool, evidence: str
) -> Condition:
    """It was met, or it was not, and this shows it. Said once."""
    condition = services.lock(condition)
    if condition.settled_at is not None:
        raise NotAllowedNow(_("Somebody has settled this already."))
    condition.is_met, condition.evidence = is_met, evidence
    condition.settled_at, condition.settled_by = at, by
    condition.save()
    return condition


def open_conditions(agreements) -> Iterable[Condition]:
    """Not settled yet, the soonest first, those without a day last."""
    rows = Condition.objects.filter(agreement__in=agreements, settled_at__isnull=True)
    return sorted(
        rows.select_related("agreement__funder", "agreement__fund"),
        key=lambda each: (each.due_on or date.max, each.pk),
    )


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Tell manager and finance 30 days and 7 days before a condition's day, on it and each week
    after, and each week of an instalment that is late. Once a day at most; returns how many."""
    today = clock.day_of(at)
    told = 0
    for each in services.lock_all(_waiting(Condition, today)):
        told += _remind_of(each, each.due_on, today, reminders.condition_due)
    late = {each.instalment.pk for each in instalments.late(on=today)}
    for each in services.lock_all(Instalment.objects.filter(pk__in=late)):
        told += _remind_of(each, each.due_on, today, reminders.instalment_late)
    return told


def _waiting(model, today: date):
    soon = today + timedelta(days=max(REMIND_DAYS))
    return model.objects.filter(settled_at__isnull=True, due_on__lte=soon)


def _remind_of(thing, due_on: date, today: date, tell) -> int:
    """Tell when the last telling is older than the newest day on which one is due."""
    days = (due_on - today).days
    marks = [due_on - timedelta(days=each) for each in REMIND_DAYS if each >= days]
    if days < 0:
        marks.append(due_on + timedelta(days=7 * (-days // 7)))
    newest = max(marks, default=None)
    if newest is None or (thing.reminded_on is not None and thing.reminded_on >= newest):
        return 0
    thing.reminded_on = today
    thing.save(update_fields=["reminded_on"])
    tell(thing, days=days)
    return 1

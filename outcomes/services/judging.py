"""Keep what somebody judged would have happened without the service."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, events
from core.errors import RuleBroken
from core.services import lock
from outcomes.models import Judgement

MOST_DAYS = 365


@transaction.atomic
def judge(
    case,
    *,
    by,
    at: dt.datetime,
    kind: str,
    evidence: int,
    judged_by: str,
    basis: str,
    judged_on: dt.date,
    days: int | None = None,
) -> Judgement:
    """One judgement, with who made it and on what basis. A later one of its kind replaces it."""
    case = lock(case)
    saved = kind == Judgement.Kind.DAYS_SAVED
    if saved and (days is None or not 0 <= days <= MOST_DAYS):
        raise RuleBroken(_("Say how many days, from 0 to 365."), field="days")
    if not saved and days is not None:
        raise RuleBroken(_("Days belong to days saved only. Leave them empty."), field="days")
    if not 1 <= evidence <= 6:
        raise RuleBroken(_("Choose how good the evidence is, from 1 to 6."), field="evidence")
    if not judged_by.strip() or not basis.strip():
        missing = "basis" if judged_by.strip() else "judged_by"
        raise RuleBroken(_("Say who judged this and on what basis."), field=missing)
    if judged_on > clock.day_of(at):
        raise RuleBroken(_("The day cannot lie in the future."), field="judged_on")
    made = Judgement.objects.create(
        case=case,
        kind=kind,
        days=days,
        evidence=evidence,
        judged_by=judged_by.strip(),
        basis=basis.strip(),
        judged_on=judged_on,
        recorded_at=at,
        recorded_by=by,
    )
    events.record(case, "judge", by=by, at=at, words=str(made.get_kind_display()))
    return made

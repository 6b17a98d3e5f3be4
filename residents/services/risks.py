"""What anyone who visits must know."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotAllowedNow, RuleBroken
from core.services import lock
from residents.models import Resident, Risk, RiskKind

_NO_RISK = (RiskKind.NONE_KNOWN, RiskKind.NOT_ASKED)


@transaction.atomic
def state_risk(
    resident: Resident, *, by, at, kind: str, words: str = "", starts_on: dt.date | None = None
) -> Risk:
    """State a risk, or that none is known.

    A real risk ends the statement that none was known; "no known risks" ends only "not known
    yet", never a risk that somebody stated: that one is ended by itself, by someone who knows.
    """
    if kind == RiskKind.OTHER and not words.strip():
        raise RuleBroken(_("Say what the risk is"), field="words")
    today = clock.day_of(at)
    ended = [RiskKind.NOT_ASKED] if kind in _NO_RISK else list(_NO_RISK)
    if kind != RiskKind.NOT_ASKED:
        resident.risks.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=today), kind__in=ended
        ).update(ends_on=today)
    return Risk.objects.create(
        resident=resident,
        kind=kind,
        words=words.strip(),
        starts_on=starts_on or today,
        stated_at=at,
        stated_by=by,
    )


@transaction.atomic
def end_risk(risk: Risk, *, by, at, words: str = "") -> Risk:
    """The risk is over. Its row stays, with the day it ended."""
    risk = lock(risk)
    today = clock.day_of(at)
    if risk.ends_on is not None and risk.ends_on <= today:
        raise NotAllowedNow(_("This risk was ended already."))
    risk.ends_on = max(today, risk.starts_on)
    if words.strip():
        risk.words = f"{risk.words} ({words.strip()})"[:300]
    risk.save(update_fields=["ends_on", "words"])
    return risk

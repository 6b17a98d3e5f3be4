"""Nowhere to live: the duty to refer, and what the housing authority says.

Homelessness Reduction Act 2017, section 10 (Homelessness Reduction Act: public authorities'
duty to refer): which authority, on which day, when they acknowledged it, and with what result.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import RuleBroken
from core.services import lock
from referrals.models import Referral
from referrals.services.refer import note


@transaction.atomic
def tell_housing_authority(
    referral: Referral,
    *,
    by,
    at,
    housing_authority: str,
    duty_to_refer_on: dt.date | None = None,
    duty_acknowledged_on: dt.date | None = None,
    duty_result: str = "",
) -> Referral:
    """Write down that the housing authority was told, that it answered, or what came of it."""
    referral = lock(referral)
    today = clock.day_of(at)
    for field, day in (
        ("duty_to_refer_on", duty_to_refer_on),
        ("duty_acknowledged_on", duty_acknowledged_on),
    ):
        if day and day > today:
            raise RuleBroken(_("This day is in the future."), field=field)
    if duty_acknowledged_on and (not duty_to_refer_on or duty_acknowledged_on < duty_to_refer_on):
        raise RuleBroken(
            _("They cannot have answered before they were told."), field="duty_acknowledged_on"
        )
    referral.is_homeless = True
    referral.housing_authority = housing_authority.strip()
    referral.duty_to_refer_on = duty_to_refer_on
    referral.duty_acknowledged_on = duty_acknowledged_on
    referral.duty_result = duty_result.strip()
    referral.save(
        update_fields=[
            *("is_homeless", "housing_authority", "duty_to_refer_on", "duty_acknowledged_on"),
            "duty_result",
        ]
    )
    note(referral, "tell_housing_authority", by=by, at=at, words=duty_result)
    return referral

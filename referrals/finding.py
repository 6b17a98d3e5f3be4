"""Whom we know already, while a referrer types.

A ward sees no residents in lists. It may learn, of the one person whose NHS number or full name
and birth date it has in hand, that we know them, their age and district, and whether someone
works with them: no more. Each hit is written to the access log by the view.
"""

import datetime as dt

from core import nhs
from core.references import tidy_reference
from referrals.models import Referral
from referrals.presenters.known import Known, known_from
from referrals.questions import open_referral_of
from residents.models import Resident

MOST = 4


def by_number(typed: str, *, user, programmes) -> Known | None:
    """The person with this NHS number, if it is one and we know them."""
    try:
        digits = nhs.parse(typed or "")
    except nhs.NotAnNHSNumber:
        return None
    found = Resident.objects.with_nhs_number(digits).select_related("merged_into").first()
    if found is None:
        return None
    return known(found.merged_into or found, user=user, programmes=programmes)


def known(resident: Resident, *, user, programmes) -> Known:
    """The person with the open referral they have in one of these programmes."""
    referral = open_referral_of(resident, programmes=programmes)
    may_open = bool(referral and Referral.objects.visible_to(user).filter(pk=referral.pk).exists())
    return known_from(resident, referral, may_open=may_open)


def by_name(
    *, given_name: str, family_name: str, date_of_birth: dt.date | None, postcode: str
) -> list[Resident]:
    """People who may be the same: a like name with the same birth date or postcode."""
    if not (given_name and family_name and (date_of_birth or postcode)):
        return []
    like = Resident.objects.may_be_same(
        given_name=given_name,
        family_name=family_name,
        date_of_birth=date_of_birth,
        postcode=postcode,
    )
    return list(like.order_by("pk")[:MOST])


def chosen(reference: str, candidates) -> Resident | None:
    """The candidate whom the referrer said it is."""
    wanted = tidy_reference(reference or "")
    return next((each for each in candidates if each.reference == wanted), None)

"""Money set free before the funder has paid it in, and the recorded override above the total."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, services
from core.errors import RuleBroken
from core.money import ZERO, pounds, to_pennies
from funding.models import Advance, FundingAgreement, Movement
from funding.services import grants, instalments


def free_to_advance(agreement: FundingAgreement, *, on: date) -> Decimal:
    """What was agreed, is neither paid in nor set free yet, and may be spent ahead.

    The agreement says whether its money may; the programme's rules say how large a share of what
    was agreed may be out before it is paid in.
    """
    if not agreement.spend_ahead:
        return ZERO
    owed = grants.owed_by(agreement)
    share = agreement.fund.programme.policy_on(on).advance_percent
    most = to_pennies(agreement.amount * share / 100)
    return max(ZERO, min(agreement.amount - instalments.received(agreement), most) - owed)


@transaction.atomic
def advance(
    agreement: FundingAgreement,
    *,
    by,
    at: datetime,
    amount: Decimal,
    reason: str,
    above_agreed: bool = False,
) -> Advance:
    """Let `amount` be spent before it is paid in; beyond the agreed total only `above_agreed`.

    The first needs an agreement that lets spending run ahead, and keeps to the programme's rules.
    The second is a manager's override: whatever the funder does not pay in the end, the fund bears.
    """
    agreement = services.lock(agreement)
    within = free_to_advance(agreement, on=clock.day_of(at))
    above = max(ZERO, amount - within)
    if above and not above_agreed:
        raise RuleBroken(_refusal(agreement, within), field="amount")
    made = Advance.objects.create(
        agreement=agreement, at=at, by=by, amount=amount, above=above, reason=reason[:200]
    )
    grants.transfer(
        agreement,
        kind=Movement.Kind.ADVANCE,
        source="owed",
        target="available",
        amount=amount,
        by=by,
        at=at,
        key=f"advance-{made.pk}",
        words=reason,
    )
    return made


def _refusal(agreement: FundingAgreement, within: Decimal) -> str:
    if not agreement.spend_ahead:
        return _("This agreement’s money may be spent only once it has been paid in.")
    return _("By the programme’s rules, %(within)s of what was agreed can still be set free.") % {
        "within": pounds(within)
    }

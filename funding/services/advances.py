"""Money set free before the funder has paid it in, and the recorded override above the total."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import services
from core.errors import RuleBroken
from core.money import ZERO, pounds
from funding.models import Advance, FundingAgreement, Movement
from funding.services import grants, instalments


def free_to_advance(agreement: FundingAgreement) -> Decimal:
    """What was agreed and is neither paid in nor set free yet."""
    free = agreement.amount - instalments.received(agreement) - grants.owed_by(agreement)
    return max(ZERO, free)


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

    The first needs an agreement that lets spending run ahead. The second is a manager's override:
    whatever the funder does not pay in the end, the fund bears.
    """
    agreement = services.lock(agreement)
    within = free_to_advance(agreement) if agreement.spend_ahead else ZERO
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
    return _("%(within)s of what was agreed can still be set free.") % {"within": pounds(within)}

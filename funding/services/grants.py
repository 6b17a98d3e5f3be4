"""What money that no purchase moves does to the ledger: received, set free, carried, given back.

The purchase's side stands in `ledger`.
"""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from core.errors import Conflict, RuleBroken
from core.money import ZERO
from funding.models import FundingAgreement, Movement
from funding.services.posting import Posting, post
from funding.services.sources import account, accounts_of

Kind = Movement.Kind
CORRECTABLE = (Kind.GRANT, Kind.ADVANCE)


def grant_keys(agreement: FundingAgreement, key: str) -> list[str]:
    """The keys of the movements of one receipt: freely available, and settling an advance."""
    return [f"{key}:{kind}:{agreement.pk}" for kind in (Kind.GRANT, "settle")]


@transaction.atomic(savepoint=False)
def grant(agreement: FundingAgreement, *, amount: Decimal, by, at, key: str, words="") -> bool:
    """Money came in from the funder: outside → available. Once per `key`.

    What had been set free before it came (owed) is settled first: outside → owed.
    """
    free_key, settle_key = grant_keys(agreement, key)
    if _received_before(agreement, key, amount):
        return False
    accounts = accounts_of([agreement.pk])[agreement.pk]
    owed = owed_by(agreement)
    settles = min(owed, amount)
    parts = ((settles, "owed", settle_key), (amount - settles, "available", free_key))
    postings = [
        Posting(Kind.GRANT, agreement.pk, accounts["outside"], accounts[to], part, part_key)
        for part, to, part_key in parts
        if part > 0
    ]
    return post(postings, fund_id=agreement.fund_id, by=by, at=at, words=words)


def _received_before(agreement, key: str, amount: Decimal) -> bool:
    """Whether this receipt stands in the books; Conflict when it does with another amount."""
    rows = Movement.objects.filter(key__in=grant_keys(agreement, key))
    before = rows.aggregate(total=Sum("amount"))["total"]
    if before is not None and before != amount:
        raise Conflict(_("This was done before with another amount. Look at what is there now."))
    return before is not None


def owed_by(agreement: FundingAgreement) -> Decimal:
    """What was set free and the funder has not paid in yet."""
    rows = agreement.accounts.filter(kind="owed")
    return -(rows.aggregate(total=Sum("balance"))["total"] or ZERO)


@transaction.atomic(savepoint=False)
def transfer(
    agreement: FundingAgreement, *, kind, source: str, target: str, amount, by, at, key, words=""
) -> bool:
    """One movement between two kinds of account of one agreement (advance, carry, give back)."""
    posting = Posting(
        kind,
        agreement.pk,
        account(agreement, source),
        account(agreement, target),
        amount,
        f"{key}:{agreement.pk}",
    )
    return post([posting], fund_id=agreement.fund_id, by=by, at=at, words=words)


@transaction.atomic(savepoint=False)
def correct(movement: Movement, *, by, at: datetime, words: str) -> bool:
    """Undo a mistaken receipt by the opposite movement, which names it. Nothing is edited.

    Money received, set free, carried or given back is put right here; a commitment or payment is
    cancelled or paid on its purchase, or re-attributed. Raises RuleBroken when the money is no
    longer there.
    """
    if movement.kind not in CORRECTABLE:
        raise RuleBroken(_("Only a receipt can be corrected here. Put this right on its purchase."))
    opposite = Posting(
        Kind.CORRECT,
        movement.agreement_id,
        movement.target_id,
        movement.source_id,
        movement.amount,
        f"correct:{movement.pk}",
        movement.pk,
    )
    return post([opposite], fund_id=movement.fund_id, by=by, at=at, words=words)

"""What a purchase does to the ledger: promised, paid, released; and money received.

All movements of one act are posted in one round trip, last in its transaction, so that the
accounts of a busy fund are held as shortly as can be.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from core.errors import RuleBroken
from core.money import ZERO, pounds
from funding import split
from funding.models import FundingAgreement, Movement
from funding.services.posting import Posting, post
from funding.services.sources import accounts_of, locked, payers
from funding.split import ShortageError, Slice, Source

Kind = Movement.Kind
_FROM_TO = {
    Kind.GRANT: ("outside", "available"),
    Kind.COMMIT: ("available", "committed"),
    Kind.RELEASE: ("committed", "available"),
    Kind.PAY: ("committed", "paid"),
}


@transaction.atomic(savepoint=False)
def commit(purchase, *, by, at: datetime, on: date, codes: Sequence[str] = ()) -> list[Slice]:
    """Promise the purchase's price: available → committed, split over the funders once.

    The split is worked out from balances read without a lock; only when some funder comes near
    the end of its money are its accounts locked first, so that nobody waits needlessly and the
    last pound still goes to exactly one.
    """
    found = payers(purchase.fund_id, on=on, codes=codes)
    try:
        slices = found.shares(purchase.amount)
        if _near_the_end(slices, found.sources):
            slices = found.shares(purchase.amount, locked(found.sources))
    except ShortageError as short:
        raise RuleBroken(_not_enough(purchase, short.left), field="amount") from short
    postings = _postings(Kind.COMMIT, purchase.reference, slices, found.accounts)
    post(postings, fund_id=purchase.fund_id, by=by, at=at, purchase=purchase, share=True)
    return slices


def _near_the_end(slices: Sequence[Slice], sources: Sequence[Source]) -> bool:
    """Whether some slice is a tenth or more of what is there."""
    available = {each.agreement_id: each.available for each in sources}
    return any(each.amount * 10 >= available[each.agreement_id] for each in slices)


def _not_enough(purchase, left: Decimal) -> str:
    told = {"left": pounds(left), "fund": purchase.fund.name, "amount": pounds(purchase.amount)}
    return _("This costs %(amount)s and “%(fund)s” has %(left)s left for this purpose.") % told


def slices_of(purchase) -> list[Slice]:
    """How the purchase's price was split when it was approved."""
    rows = purchase.shares.order_by("agreement_id").values_list("agreement_id", "amount")
    return [Slice(*row) for row in rows]


@transaction.atomic(savepoint=False)
def release(purchase, *, by, at: datetime, words: str = "") -> bool:
    """Give the whole promise back: committed → available."""
    slices = slices_of(purchase)
    accounts = accounts_of(each.agreement_id for each in slices)
    postings = _postings(Kind.RELEASE, purchase.reference, slices, accounts)
    return post(postings, fund_id=purchase.fund_id, by=by, at=at, purchase=purchase, words=words)


@transaction.atomic(savepoint=False)
def pay(purchase, *, amount: Decimal, by, at: datetime, invoice=None, words: str = "") -> bool:
    """Pay `amount` of what was promised and release the rest, in one round trip.

    Raises RuleBroken when `amount` is more than was promised.
    """
    slices = slices_of(purchase)
    refuse_above(purchase, amount)
    accounts = accounts_of(each.agreement_id for each in slices)
    paid = split.back_in_proportion(amount, slices)
    done = {each.agreement_id: each.amount for each in paid}
    rest = [
        Slice(each.agreement_id, each.amount - done.get(each.agreement_id, ZERO)) for each in slices
    ]
    postings = _postings(Kind.PAY, purchase.reference, paid, accounts) + _postings(
        Kind.RELEASE, purchase.reference, [each for each in rest if each.amount > 0], accounts
    )
    return post(
        postings,
        fund_id=purchase.fund_id,
        by=by,
        at=at,
        purchase=purchase,
        invoice=invoice,
        words=words,
    )


def committed_for(purchase) -> Decimal:
    """The price that was promised for the purchase."""
    return purchase.shares.aggregate(total=Sum("amount"))["total"] or ZERO


def refuse_above(purchase, amount: Decimal) -> None:
    """RuleBroken when more is to be paid than was promised."""
    promised = committed_for(purchase)
    if amount > promised:
        told = {"promised": pounds(promised), "more": pounds(amount - promised)}
        raise RuleBroken(
            _(
                "%(promised)s was approved and this is %(more)s more. More needs a new approval: "
                "ask for the difference as a purchase of its own."
            )
            % told,
            field="amount",
        )


def _postings(kind: str, reference: str, slices, accounts) -> list[Posting]:
    source, target = _FROM_TO[kind]
    return [
        Posting(
            kind,
            each.agreement_id,
            accounts[each.agreement_id][source],
            accounts[each.agreement_id][target],
            each.amount,
            f"{reference}:{kind}:{each.agreement_id}",
        )
        for each in slices
    ]


# -- grants and corrections -----------------------------------------------------------------


@transaction.atomic(savepoint=False)
def grant(agreement: FundingAgreement, *, amount: Decimal, by, at, key: str, words="") -> bool:
    """Money came in from the funder: outside → available. Once per `key`."""
    accounts = accounts_of([agreement.pk])
    postings = _postings(Kind.GRANT, key, [Slice(agreement.pk, amount)], accounts)
    return post(postings, fund_id=agreement.fund_id, by=by, at=at, words=words)


@transaction.atomic(savepoint=False)
def correct(movement: Movement, *, by, at: datetime, words: str) -> bool:
    """Undo a mistaken receipt by the opposite movement, which names it. Nothing is edited.

    Only money received is put right here; a commitment or payment is put right on its purchase,
    where it is cancelled or paid. Raises RuleBroken when the money is no longer there.
    """
    if movement.kind != Kind.GRANT:
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

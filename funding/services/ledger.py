"""What a purchase does to the ledger: promised, paid, released, given back.

All movements of one act are posted in one round trip, last in its transaction, so that the
accounts of a busy fund are held as shortly as can be.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from core.errors import RuleBroken
from core.money import ZERO, pounds
from funding import split
from funding.models import Movement
from funding.services.posting import Posting, post
from funding.services.sources import accounts_of, locked, payers_of
from funding.split import ShortageError, Slice, Source

Kind = Movement.Kind
_FROM_TO = {
    Kind.GRANT: ("outside", "available"),
    Kind.COMMIT: ("available", "committed"),
    Kind.RELEASE: ("committed", "available"),
    Kind.PAY: ("committed", "paid"),
    Kind.RETURN: ("paid", "available"),
}


@transaction.atomic(savepoint=False)
def commit(
    purchase, *, by, at: datetime, on: date, codes: Sequence[str] = (), along: Sequence = ()
) -> list[Slice]:
    """Promise the purchase's price: available → committed, split over the funders once.

    The new rows `along` are written in the same round trip as the movements; the purchase is one
    of them when it is new, and is then bought from the programme's fund unless it names another.

    The split is worked out from balances read without a lock; only when some funder comes near
    the end of its money are its accounts locked first, so that nobody waits needlessly and the
    last pound still goes to exactly one.
    """
    found = payers_of(purchase, on=on, codes=codes)
    purchase.fund_id = found.fund_id
    try:
        slices = found.shares(purchase.amount)
        if _near_the_end(slices, found.sources):
            slices = found.shares(purchase.amount, locked(found.sources))
    except ShortageError as short:
        raise RuleBroken(_not_enough(purchase, short.left), field="amount") from short
    postings = _postings(Kind.COMMIT, purchase.reference, slices, found.accounts)
    post(
        postings,
        fund_id=purchase.fund_id,
        by=by,
        at=at,
        purchase=purchase,
        share=True,
        along=along,
    )
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


def remaining(purchase) -> list[Slice]:
    """What is still promised of the purchase's price, by agreement: not paid and not released."""
    return _standing(purchase, "committed")


def still_promised(purchase) -> Decimal:
    """The same in one sum."""
    return sum((each.amount for each in remaining(purchase)), ZERO)


def paid_for(purchase) -> Decimal:
    """What has been paid for the purchase and has not come back."""
    return sum((each.amount for each in _standing(purchase, "paid")), ZERO)


def _standing(purchase, kind: str) -> list[Slice]:
    """By agreement, what of the purchase is in accounts of `kind`: what went in less what left.

    Counted by account, not by kind of movement, so that corrections are right by themselves.
    """
    rows = (
        Movement.objects.filter(purchase=purchase)
        .values_list("agreement_id")
        .annotate(
            total=Sum("amount", filter=Q(target__kind=kind), default=ZERO)
            - Sum("amount", filter=Q(source__kind=kind), default=ZERO)
        )
        .order_by("agreement_id")
    )
    return [Slice(agreement, total) for agreement, total in rows if total > 0]


@transaction.atomic(savepoint=False)
def release(purchase, *, by, at: datetime, amount: Decimal | None = None, words: str = "") -> bool:
    """Give back what is still promised, or `amount` of it: committed → available.

    A part is given back once, when the undelivered rest of an order is cancelled.
    """
    left = remaining(purchase)
    slices = left if amount is None else split.back_in_proportion(amount, left)
    name = purchase.reference if amount is None else f"{purchase.reference}/rest"
    accounts = accounts_of(each.agreement_id for each in slices)
    postings = _postings(Kind.RELEASE, name, slices, accounts)
    return post(postings, fund_id=purchase.fund_id, by=by, at=at, purchase=purchase, words=words)


@transaction.atomic(savepoint=False)
def pay(
    purchase,
    *,
    amount: Decimal,
    by,
    at: datetime,
    invoice=None,
    words: str = "",
    release_rest: bool = True,
) -> bool:
    """Pay `amount` of what is still promised and release the rest, in one round trip.

    With `release_rest` False the rest stays promised, for the invoices that are to come. Raises
    RuleBroken when `amount` is more than is still promised.
    """
    refuse_above(purchase, amount)
    left = remaining(purchase)
    accounts = accounts_of(each.agreement_id for each in left)
    paid = split.back_in_proportion(amount, left)
    name = f"{purchase.reference}/{invoice.reference}" if invoice else purchase.reference
    postings = _postings(Kind.PAY, name, paid, accounts)
    if release_rest:
        postings += _postings(Kind.RELEASE, purchase.reference, _less(left, paid), accounts)
    return post(
        postings,
        fund_id=purchase.fund_id,
        by=by,
        at=at,
        purchase=purchase,
        invoice=invoice,
        words=words,
    )


def _less(slices: Sequence[Slice], taken: Sequence[Slice]) -> list[Slice]:
    """What is left of each slice, where something is."""
    done = {each.agreement_id: each.amount for each in taken}
    rest = [
        Slice(each.agreement_id, each.amount - done.get(each.agreement_id, ZERO)) for each in slices
    ]
    return [each for each in rest if each.amount > 0]


@transaction.atomic(savepoint=False)
def give_back(
    purchase, *, amount: Decimal, by, at: datetime, key: str, invoice=None, words: str = ""
) -> bool:
    """Money came back after it was paid: paid → available, to those who paid. Once per `key`.

    Raises RuleBroken when `amount` is more than was paid and has not come back yet.
    """
    paid = _standing(purchase, "paid")
    left = sum((each.amount for each in paid), ZERO)
    if amount > left:
        raise RuleBroken(
            _("Only %(left)s of what was paid can come back.") % {"left": pounds(left)},
            field="amount",
        )
    slices = split.back_in_proportion(amount, paid)
    accounts = accounts_of(each.agreement_id for each in slices)
    postings = _postings(Kind.RETURN, f"{purchase.reference}/{key}", slices, accounts)
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
    """RuleBroken when more is to be paid than is still promised."""
    promised = still_promised(purchase)
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

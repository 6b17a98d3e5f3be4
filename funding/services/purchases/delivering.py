"""It has come, in whole or in part, with a photograph of the work where there is one."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import services
from core.errors import RuleBroken
from core.money import pounds
from funding.lifecycle import PURCHASE_LIFE
from funding.models import Delivery, Purchase
from funding.services import receipts
from funding.services.purchases import lines


@transaction.atomic
def confirm_delivery(
    purchase: Purchase, *, by, at: datetime, words: str = "", photo=None
) -> Purchase:
    """All of it has come, or been done; said by the worker or by the provider."""
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "confirm_delivery")
    made = _keep(purchase, outstanding(purchase), by=by, at=at, words=words, photo=photo)
    rest = lines.of(purchase)
    lines.keep_delivered(made, rest, {each.position: each.outstanding for each in rest})
    return services.move(
        purchase,
        "confirm_delivery",
        life=PURCHASE_LIFE,
        by=by,
        at=at,
        words=words,
        delivered_at=at,
        delivered_by=by,
        delivered_amount=purchase.amount,
    )


@transaction.atomic
def confirm_part(
    purchase: Purchase,
    *,
    by,
    at: datetime,
    amount: Decimal | None = None,
    quantities: lines.Quantities | None = None,
    words: str = "",
    photo=None,
) -> Purchase:
    """A part of it has come; the rest is outstanding. What came can be invoiced.

    Of an order by quantity it is said how many of each line came, of any other what it is worth.
    Where that is all that was outstanding, the order is delivered.
    """
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "confirm_part")
    left, ordered = outstanding(purchase), lines.of(purchase)
    if ordered:
        lines.refuse_more_than_outstanding(ordered, quantities or {})
        amount = lines.worth_of(ordered, quantities or {})
    if ordered and amount == left:
        return confirm_delivery(purchase, by=by, at=at, words=words, photo=photo)
    if amount >= left:
        raise RuleBroken(
            _("Only %(left)s is outstanding. If all of it has come, say so instead.")
            % {"left": pounds(left)},
            field="amount",
        )
    made = _keep(purchase, amount, by=by, at=at, words=words, photo=photo)
    lines.keep_delivered(made, ordered, quantities or {})
    return services.move(
        purchase,
        "confirm_part",
        life=PURCHASE_LIFE,
        by=by,
        at=at,
        words=words,
        data={"amount": str(amount)},
        delivered_amount=purchase.delivered_amount + amount,
    )


def outstanding(purchase: Purchase) -> Decimal:
    """What was ordered and has not come yet."""
    return purchase.amount - purchase.delivered_amount


def _keep(purchase: Purchase, amount: Decimal, *, by, at, words: str, photo) -> Delivery:
    made = Delivery.objects.create(
        purchase=purchase, amount=amount, words=words[:300], at=at, by=by
    )
    if photo:
        receipts.keep_photo(made, by=by, at=at, file=photo)
    return made

"""Ordering what was approved, and cancelling what is not wanted any more."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, events, services
from core.errors import NotAllowedNow, RuleBroken
from core.money import ZERO
from funding.lifecycle import COMMITTED, PURCHASE_LIFE, PanelStatus, PurchaseStatus
from funding.models import Purchase
from funding.services import budgets, ledger, notices
from funding.services.purchases import panels, quoting
from funding.services.purchases.settling import end_if_paid
from providers.services import check_able


@transaction.atomic
def order(purchase: Purchase, *, by, at: datetime, words: str = "") -> Purchase:
    """Order it from the provider, whose papers must be valid. The reference is the order number."""
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "order")
    if purchase.provider is None:
        raise RuleBroken(_("Nobody delivers this: buy it and keep the receipt."))
    check_able(purchase.provider, clock.day_of(at))
    services.move(
        purchase,
        "order",
        life=PURCHASE_LIFE,
        by=by,
        at=at,
        words=words,
        ordered_at=at,
        ordered_by=by,
    )
    notices.ordered(purchase, by=by, at=at)
    return purchase


@transaction.atomic
def confirm_order(purchase: Purchase, *, by, at: datetime, words: str = "") -> Purchase:
    """The provider has the order and will do it. Once."""
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "confirm_order")
    if purchase.events.filter(verb="confirm_order").exists():
        raise NotAllowedNow(_("You have confirmed this order already."))
    status = purchase.status
    events.record(purchase, "confirm_order", by=by, at=at, from_status=status, words=words)
    notices.order_confirmed(purchase, words=words)
    return purchase


@transaction.atomic
def cancel(purchase: Purchase, *, by, at: datetime, reason: str) -> Purchase:
    """It is no longer wanted: what was promised goes back to fund and personal budget."""
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "cancel")
    if purchase.delivered_amount > ZERO:
        raise RuleBroken(_("A part of it has come. Cancel the rest instead."))
    before = purchase.status
    services.move(
        purchase,
        "cancel",
        life=PURCHASE_LIFE,
        by=by,
        at=at,
        words=reason,
        cancelled_at=at,
        cancelled_by=by,
        cancel_reason=reason[:200],
    )
    _let_go(purchase, by=by, at=at, reason=reason)
    if before == PurchaseStatus.ORDERED:
        notices.cancelled(purchase, by=by, at=at)
    if before in COMMITTED:
        if purchase.from_personal_budget:
            budgets.release(purchase.case, amount=purchase.amount)
        ledger.release(purchase, by=by, at=at, words=reason)
    return purchase


def _let_go(purchase: Purchase, *, by, at, reason: str) -> None:
    """Providers need not give a price any more, and no panel need decide."""
    quoting.close_open(purchase, by=by, at=at)
    for panel in purchase.panels.filter(status=PanelStatus.CALLED):
        panels.call_off(panel, by=by, at=at, reason=reason)


@transaction.atomic
def cancel_rest(purchase: Purchase, *, by, at: datetime, reason: str) -> Purchase:
    """What has not come yet is not wanted any more: its money goes back, the rest stays owed."""
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "cancel_rest")
    rest = purchase.amount - purchase.delivered_amount
    if purchase.delivered_amount <= ZERO:
        raise RuleBroken(_("Nothing has come yet. Cancel the whole order instead."))
    services.move(
        purchase,
        "cancel_rest",
        life=PURCHASE_LIFE,
        by=by,
        at=at,
        words=reason,
        data={"released": str(rest)},
        delivered_at=at,
        delivered_by=by,
    )
    notices.rest_cancelled(purchase)
    if purchase.from_personal_budget:
        budgets.release(purchase.case, amount=rest)
    ledger.release(purchase, by=by, at=at, amount=rest, words=reason)
    return end_if_paid(purchase, by=by, at=at)

"""Agreeing to a price, refusing it, and promising the money."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, events, references, services
from core.errors import RuleBroken
from funding.lifecycle import PURCHASE_LIFE, PanelStatus
from funding.models import OrderLine, Purchase, PurchaseApproval
from funding.services import budgets, ledger, notices
from funding.services.purchases import looking, quoting
from funding.services.purchases.purposes import codes_of
from funding.services.purchases.tiers import agreed_tier


@transaction.atomic
def approve(purchase: Purchase, *, by, at: datetime, words: str = "") -> Purchase:
    """Agree to the price. When all whom the tier asks for have agreed, the money is promised.

    Above the first tier nobody agrees to what they asked for, and nobody counts twice. Above the
    last limit a panel decides, and prices must have been compared where the policy says so.
    """
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "approve")
    if purchase.tier > 1 and purchase.requested_by_id == by.pk:
        raise RuleBroken(_("You asked for this, so somebody else must agree to it."))
    if purchase.needs_panel:
        raise RuleBroken(_("The price is above the last limit, so a panel decides."))
    if purchase.approvals.filter(by=by).exists():
        raise RuleBroken(_("You have agreed already. One more person must agree."))
    quoting.refuse_too_few(purchase)
    return agree(purchase, by=by, at=at, words=words)


def agree(purchase: Purchase, *, by, at, words: str = "") -> Purchase:
    """One more agreement; the last one that the tier needs commits the money."""
    PurchaseApproval.objects.create(purchase=purchase, at=at, by=by, tier=purchase.tier)
    tier = agreed_tier(purchase)
    agreed = purchase.approvals.count()
    told = {"agreed": agreed, "needed": tier.approvers, "tier": tier.number}
    if agreed < tier.approvers:
        status = purchase.status
        events.record(purchase, "approve", by=by, at=at, from_status=status, words=words, data=told)
        return purchase
    return promise(purchase, by=by, at=at, words=words, told=told)


def agree_at_once(purchase: Purchase, *, by, at, lines: Sequence[OrderLine] = ()) -> Purchase:
    """Asked for and agreed in one breath: the rows that `request` and then `approve` would leave,
    in two statements (who pays; all rows), since this is what a busy hour asks of one fund.
    """
    references.give(purchase)
    asked = events.told(purchase, "request", by=by, at=at, words=purchase.why)
    PURCHASE_LIFE.check(purchase, "approve")
    before = purchase.status
    purchase.status = PURCHASE_LIFE.target(before, "approve")
    purchase.approved_at, purchase.approved_by = at, by
    told = {"agreed": 1, "needed": 1, "tier": purchase.tier}
    agreed = events.told(purchase, "approve", by=by, at=at, from_status=before, data=told)
    approval = PurchaseApproval(purchase=purchase, at=at, by=by, tier=purchase.tier)
    if purchase.from_personal_budget:
        budgets.reserve(purchase.case, amount=purchase.amount)
    along = (purchase, asked, agreed, approval, *looking.drawn(purchase), *lines)
    day, codes = clock.day_of(at), codes_of(purchase)
    ledger.commit(purchase, by=by, at=at, on=day, codes=codes, along=along)
    return purchase


def promise(purchase: Purchase, *, by, at, words: str = "", told=None) -> Purchase:
    """All have agreed: the purchase is approved and its price is committed, the money last."""
    services.move(
        purchase,
        "approve",
        life=PURCHASE_LIFE,
        by=by,
        at=at,
        words=words,
        data=told,
        approved_at=at,
        approved_by=by,
    )
    if purchase.requested_by_id != by.pk:
        notices.decided(purchase, words=_("It was approved. Order it now."))
    quoting.close_open(purchase, by=by, at=at)
    if purchase.from_personal_budget:
        budgets.reserve(purchase.case, amount=purchase.amount)
    ledger.commit(purchase, by=by, at=at, on=clock.day_of(at), codes=codes_of(purchase))
    return purchase


@transaction.atomic
def refuse(purchase: Purchase, *, by, at: datetime, reason: str) -> Purchase:
    """Say no, with the reason; whoever asked is told."""
    purchase = services.lock(purchase)
    if purchase.panels.filter(status=PanelStatus.CALLED).exists():
        raise RuleBroken(_("A panel is deciding on this. Call the panel off first."))
    return turn_down(purchase, by=by, at=at, reason=reason)


def turn_down(purchase: Purchase, *, by, at, reason: str) -> Purchase:
    """The refusal itself, of a locked purchase: by a person, or as a panel's decision."""
    services.move(
        purchase,
        "refuse",
        life=PURCHASE_LIFE,
        by=by,
        at=at,
        words=reason,
        refused_at=at,
        refused_by=by,
        refusal_reason=reason[:200],
    )
    quoting.close_open(purchase, by=by, at=at)
    notices.decided(purchase, words=_("It was refused: %(reason)s") % {"reason": reason})
    return purchase

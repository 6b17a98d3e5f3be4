"""A purchase from request to delivery. Asks only for what amount and risk require.

Locks are taken in one order everywhere: purchase, invoice, personal budget, accounts.
"""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, events, services
from core.errors import RuleBroken
from core.money import to_pennies
from funding.lifecycle import COMMITTED, PURCHASE_LIFE, PurchaseStatus
from funding.models import Fund, Purchase, PurchaseApproval, Quote
from funding.services import budgets, ledger, notices, receipts
from funding.services.agreements import fund_for
from providers.services import check_able


def tier_of(policy, amount: Decimal, *, is_high_risk: bool = False):
    """The tier that must agree: by price, and never the first where something could go wrong."""
    tier = policy.tier_for(amount)
    tiers = policy.tiers()
    if is_high_risk and tier.number == 1 and len(tiers) > 1:
        return tiers[1]
    return tier


def agreed_tier(purchase):
    """The tier that was found when the purchase was asked for (or its price last changed)."""
    return purchase.policy.tiers()[purchase.tier - 1]


def codes_of(purchase) -> list[str]:
    """What the purchase is for, in the codes that restricted agreements name."""
    codes = [purchase.category]
    if purchase.barrier_id:
        reason = purchase.barrier.reason
        codes += [reason.code] + ([reason.need.code] if reason.need_id else [])
    if purchase.goal_id and purchase.goal.need_id:
        codes.append(purchase.goal.need.code)
    return codes


@transaction.atomic
def request(
    *,
    by,
    at: datetime,
    what: str,
    why: str,
    category: str,
    amount: Decimal,
    case=None,
    programme=None,
    fund: Fund | None = None,
    group_name: str = "",
    places: int | None = None,
    item=None,
    provider=None,
    goal=None,
    barrier=None,
    from_personal_budget: bool = False,
    is_high_risk: bool = False,
    spotted_at: datetime | None = None,
) -> Purchase:
    """Ask for one thing, for a resident's case or for a group of a programme.

    Within the first tier and without risk it is agreed at once by whoever asks, and the money is
    promised in the same breath. Everything else waits for those who must agree, who are told.
    """
    day = clock.day_of(at)
    programme = programme or case.programme
    policy = case.policy if case is not None else programme.policy_on(day)
    _refuse_request(case=case, goal=goal, barrier=barrier, spotted_at=spotted_at, at=at)
    tier = tier_of(policy, amount, is_high_risk=is_high_risk)
    purchase = Purchase.objects.create(
        programme=programme,
        fund=fund or fund_for(programme, day),
        policy=policy,
        case=case,
        group_name=group_name,
        places=places,
        what=what,
        why=why,
        category=category,
        item=item,
        provider=provider or getattr(item, "provider", None),
        goal=goal,
        barrier=barrier,
        from_personal_budget=from_personal_budget,
        is_high_risk=is_high_risk,
        amount=to_pennies(amount),
        tier=tier.number,
        spotted_at=spotted_at or at,
        requested_at=at,
        requested_by=by,
    )
    events.record(purchase, "request", by=by, at=at, words=why)
    if tier.number == 1:
        return _agree(purchase, by=by, at=at)
    notices.ask_to_agree(purchase, tier, leave_out={by.email})
    return purchase


def _refuse_request(*, case, goal, barrier, spotted_at, at) -> None:
    if case is not None and case.status == "closed":
        raise RuleBroken(_("This case is closed. Reopen it before something is bought."))
    if goal is not None and (case is None or goal.case_id != case.pk):
        raise RuleBroken(_("This goal belongs to somebody else."), field="goal")
    if barrier is not None and (case is None or barrier.referral_id != case.referral_id):
        raise RuleBroken(_("This barrier belongs to somebody else."), field="barrier")
    if spotted_at is not None and spotted_at > at:
        raise RuleBroken(_("The need cannot be seen after it is asked for."), field="spotted_at")


@transaction.atomic
def quote(
    purchase: Purchase,
    *,
    by,
    at: datetime,
    provider,
    amount: Decimal,
    lead_days: int = 0,
    words: str = "",
    take: bool = False,
) -> Quote:
    """A provider's price. With `take` it becomes the purchase's price and provider.

    A price that somebody agreed to already does not change under them.
    """
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "quote")
    given = {"amount": amount, "lead_days": lead_days, "words": words}
    made, _new = Quote.objects.update_or_create(
        purchase=purchase,
        provider=provider,
        defaults={**given, "given_at": at, "given_by": by},
    )
    if take:
        if purchase.approvals.exists():
            raise RuleBroken(_("Somebody has agreed to the price already."))
        purchase.amount, purchase.provider = amount, provider
        tier = tier_of(purchase.policy, amount, is_high_risk=purchase.is_high_risk)
        purchase.tier = tier.number
    told = {"amount": str(amount), "taken": take}
    services.move(purchase, "quote", life=PURCHASE_LIFE, by=by, at=at, words=words, data=told)
    return made


@transaction.atomic
def approve(purchase: Purchase, *, by, at: datetime, words: str = "") -> Purchase:
    """Agree to the price. When all whom the tier asks for have agreed, the money is promised.

    Above the first tier nobody agrees to what they asked for, and nobody counts twice.
    """
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "approve")
    if purchase.tier > 1 and purchase.requested_by_id == by.pk:
        raise RuleBroken(_("You asked for this, so somebody else must agree to it."))
    if purchase.approvals.filter(by=by).exists():
        raise RuleBroken(_("You have agreed already. One more person must agree."))
    return _agree(purchase, by=by, at=at, words=words)


def _agree(purchase: Purchase, *, by, at, words: str = "") -> Purchase:
    """One more agreement; the last one that the tier needs commits the money."""
    PurchaseApproval.objects.create(purchase=purchase, at=at, by=by, tier=purchase.tier)
    tier = agreed_tier(purchase)
    agreed = purchase.approvals.count()
    told = {"agreed": agreed, "needed": tier.approvers, "tier": tier.number}
    if agreed < tier.approvers:
        status = purchase.status
        events.record(purchase, "approve", by=by, at=at, from_status=status, words=words, data=told)
        return purchase
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
    if purchase.from_personal_budget:
        budgets.reserve(purchase.case, amount=purchase.amount)
    ledger.commit(purchase, by=by, at=at, on=clock.day_of(at), codes=codes_of(purchase))
    return purchase


@transaction.atomic
def refuse(purchase: Purchase, *, by, at: datetime, reason: str) -> Purchase:
    """Say no, with the reason; whoever asked is told."""
    purchase = services.lock(purchase)
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
    notices.decided(purchase, words=_("It was refused: %(reason)s") % {"reason": reason})
    return purchase


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
    notices.ordered(purchase)
    return purchase


@transaction.atomic
def confirm_delivery(purchase: Purchase, *, by, at: datetime, words: str = "") -> Purchase:
    """It has come, or been done; said by the worker or by the provider."""
    purchase = services.lock(purchase)
    return services.move(
        purchase,
        "confirm_delivery",
        life=PURCHASE_LIFE,
        by=by,
        at=at,
        words=words,
        delivered_at=at,
        delivered_by=by,
    )


@transaction.atomic
def cancel(purchase: Purchase, *, by, at: datetime, reason: str) -> Purchase:
    """It is no longer wanted: what was promised goes back to fund and personal budget."""
    purchase = services.lock(purchase)
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
    if before == PurchaseStatus.ORDERED:
        notices.cancelled(purchase)
    if before in COMMITTED:
        if purchase.from_personal_budget:
            budgets.release(purchase.case, amount=purchase.amount)
        ledger.release(purchase, by=by, at=at, words=reason)
    return purchase


@transaction.atomic
def settle(purchase: Purchase, *, by, at: datetime, amount: Decimal, file) -> Purchase:
    """A worker bought it in a shop: the receipt is kept, its sum is paid, the rest goes back."""
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "settle")
    if purchase.provider_id is not None:
        raise RuleBroken(_("A provider delivers this: it is paid by their invoice."))
    if purchase.requested_at > at:
        raise RuleBroken(_("It cannot be bought before it is asked for."))
    receipts.keep(purchase, by=by, at=at, amount=amount, file=file)
    stamps = {"ordered_at": at, "ordered_by": by, "delivered_at": at, "delivered_by": by}
    return finish(purchase, by=by, at=at, amount=amount, words=_("Bought in a shop"), **stamps)


def finish(purchase: Purchase, *, by, at, amount: Decimal, invoice=None, words="", **changes):
    """Pay `amount` of a locked purchase and end it: the money last, so it is held shortest."""
    promised = ledger.committed_for(purchase)
    ledger.refuse_above(purchase, amount)
    told = {"paid": str(amount), "released": str(promised - amount)}
    services.move(
        purchase,
        "settle",
        life=PURCHASE_LIFE,
        by=by,
        at=at,
        words=words,
        data=told,
        **changes,
    )
    if purchase.from_personal_budget:
        budgets.use(purchase.case, promised=promised, paid=amount)
    ledger.pay(purchase, amount=amount, by=by, at=at, invoice=invoice, words=words)
    return purchase

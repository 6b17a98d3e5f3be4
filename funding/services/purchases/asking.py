"""Asking for something: no more questions than price and risk require."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, events, writing
from core.errors import RuleBroken
from core.money import to_pennies
from funding.models import Fund, OrderLine, Purchase
from funding.services import notices
from funding.services.purchases import agreeing, looking
from funding.services.purchases.lines import Wanted, as_wanted, lines_for
from funding.services.purchases.purposes import refuse_other_needs, refuse_purpose
from funding.services.purchases.tiers import panel_decides, tier_of
from funding.services.sources import fund_for

LIGHT_STEPS, FULL_STEPS = 5, 6
"""How many questions each way of asking puts; the form says otherwise when it asked fewer."""


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
    item=None,
    provider=None,
    is_high_risk: bool = False,
    spotted_at: datetime | None = None,
    seconds: int | None = None,
    again_of: Purchase | None = None,
    wanted: Sequence[Wanted] = (),
    **more,
) -> Purchase:
    """Ask for one thing, for a resident's case or for a group of a programme.

    Within the first tier and without risk it is agreed at once by whoever asks, and the money is
    promised in the same breath. Everything else waits for those who must agree, who are told.
    `wanted` lists what is in it when it is more than one thing; it comes to `amount`. `more` are
    goal, barrier, need, group_name, places and from_personal_budget.
    """
    day = clock.day_of(at)
    programme = programme or case.programme
    policy = case.policy if case is not None else programme.policy_on(day)
    refuse_closed(case)
    if spotted_at is not None and spotted_at > at:
        raise RuleBroken(_("The need cannot be seen after it is asked for."), field="spotted_at")
    refuse_purpose(case=case, **{name: more.get(name) for name in ("goal", "barrier", "need")})
    tier = tier_of(policy, amount, is_high_risk=is_high_risk)
    purchase = Purchase(
        programme=programme,
        fund=fund,
        policy=policy,
        case=case,
        what=what,
        why=why,
        category=category,
        item=item,
        provider=provider or getattr(item, "provider", None),
        is_high_risk=is_high_risk,
        amount=to_pennies(amount),
        tier=tier.number,
        needs_panel=panel_decides(policy, amount),
        spotted_at=spotted_at or at,
        requested_at=at,
        requested_by=by,
        seconds=seconds,
        again_of=again_of,
        **_way(tier, again_of),
        **more,
    )
    refuse_other_needs(purchase)
    lines = lines_for(purchase, wanted)
    if tier.number == 1 and tier.approvers == 1 and not purchase.needs_panel:
        return agreeing.agree_at_once(purchase, by=by, at=at, lines=lines)
    purchase.fund = fund or fund_for(programme, day)
    writing.insert(purchase)
    OrderLine.objects.bulk_create(lines)
    events.record(purchase, "request", by=by, at=at, words=why)
    return _go_on(purchase, tier, by=by, at=at)


def _way(tier, again_of) -> dict:
    """How it was asked for, and how many questions that way puts."""
    if again_of is not None:
        return {"way": Purchase.Way.AGAIN, "steps": 1}
    if tier.number == 1:
        return {"way": Purchase.Way.LIGHT, "steps": LIGHT_STEPS}
    return {"way": Purchase.Way.FULL, "steps": FULL_STEPS}


def _go_on(purchase: Purchase, tier, *, by, at) -> Purchase:
    """Agreed at once, or those who must agree are told."""
    if tier.number == 1 and not purchase.needs_panel:
        purchase = agreeing.agree(purchase, by=by, at=at)
        looking.draw(purchase)
        return purchase
    if not purchase.needs_panel:
        notices.ask_to_agree(purchase, tier, leave_out={by.email})
    else:
        notices.ask_for_a_panel(purchase, leave_out={by.email})
    return purchase


def refuse_closed(case) -> None:
    """RuleBroken for a case that is closed: nothing is bought for it. A group has no case."""
    if case is not None and case.status == "closed":
        raise RuleBroken(_("This case is closed. Reopen it before something is bought."))


@transaction.atomic
def repeat(purchase: Purchase, *, by, at: datetime, amount: Decimal | None = None) -> Purchase:
    """The same again from the personal budget: the week's fares, another top-up. One action.

    A purchase of its own, under the rules of today, that names the one it repeats. At another
    price it is one sum, without the list of what was in it.
    """
    if not purchase.from_personal_budget:
        raise RuleBroken(_("Only what the personal budget pays is bought again like this."))
    names = ("what", "why", "category", "case", "item", "provider", "goal", "barrier")
    same = {name: getattr(purchase, name) for name in names}
    return request(
        by=by,
        at=at,
        **same,
        amount=amount or purchase.amount,
        wanted=as_wanted(purchase) if amount in (None, purchase.amount) else (),
        is_high_risk=purchase.is_high_risk,
        from_personal_budget=True,
        again_of=purchase,
    )

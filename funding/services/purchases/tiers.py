"""Who must agree to a price."""

from decimal import Decimal


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


def panel_decides(policy, amount: Decimal) -> bool:
    """Whether the price is above what single people may agree to."""
    return policy.panel_above is not None and amount > policy.panel_above


def reprice(purchase, amount: Decimal) -> None:
    """Give the purchase another price, and with it those who must agree. Does not save."""
    policy = purchase.policy
    purchase.amount = amount
    purchase.tier = tier_of(policy, amount, is_high_risk=purchase.is_high_risk).number
    purchase.needs_panel = panel_decides(policy, amount)

"""A purchase from request to delivery. Asks only for what amount and risk require.

One module a noun: asking, agreeing, ordering, delivering, settling, using, looking afterwards.
Locks are taken in one order everywhere: purchase, quote or panel or invoice, personal budget,
accounts.
"""

from funding.services.purchases.agreeing import approve, refuse
from funding.services.purchases.asking import refuse_closed, repeat, request
from funding.services.purchases.delivering import confirm_delivery, confirm_part, outstanding
from funding.services.purchases.looking import look_back
from funding.services.purchases.ordering import cancel, cancel_rest, confirm_order, order
from funding.services.purchases.panels import call_panel
from funding.services.purchases.purposes import codes_of
from funding.services.purchases.quoting import ask_for_quotes, choose_quote, quote
from funding.services.purchases.settling import (
    end_if_paid,
    finish,
    give_back,
    money_back,
    pay_part,
    settle,
)
from funding.services.purchases.tiers import agreed_tier, tier_of
from funding.services.purchases.using import free_place, hand_over, take_back, use_place

__all__ = [
    "agreed_tier",
    "approve",
    "ask_for_quotes",
    "call_panel",
    "cancel",
    "cancel_rest",
    "choose_quote",
    "codes_of",
    "confirm_delivery",
    "confirm_order",
    "confirm_part",
    "end_if_paid",
    "finish",
    "free_place",
    "give_back",
    "hand_over",
    "look_back",
    "money_back",
    "order",
    "outstanding",
    "pay_part",
    "quote",
    "refuse",
    "refuse_closed",
    "repeat",
    "request",
    "settle",
    "take_back",
    "tier_of",
    "use_place",
]

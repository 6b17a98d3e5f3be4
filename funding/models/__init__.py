"""Funders, agreements, the floating fund, personal budgets, purchases: money is only moved."""

from funding.models.agreement import Fund, FundingAgreement, SplitRule
from funding.models.budget import PersonalBudget
from funding.models.delivery import CreditNote, Delivery, Receipt
from funding.models.invoice import Invoice, InvoiceEvent
from funding.models.ledger import Account, Movement
from funding.models.panel import PanelDecision, PanelEvent, PanelMember
from funding.models.purchase import Purchase, PurchaseApproval, PurchaseEvent, PurchaseShare
from funding.models.quote import Quote, QuoteRequest, QuoteRequestEvent
from funding.models.use import BoughtItem, LookBack, PlaceUse

__all__ = [
    "Account",
    "BoughtItem",
    "CreditNote",
    "Delivery",
    "Fund",
    "FundingAgreement",
    "Invoice",
    "InvoiceEvent",
    "LookBack",
    "Movement",
    "PanelDecision",
    "PanelEvent",
    "PanelMember",
    "PersonalBudget",
    "PlaceUse",
    "Purchase",
    "PurchaseApproval",
    "PurchaseEvent",
    "PurchaseShare",
    "Quote",
    "QuoteRequest",
    "QuoteRequestEvent",
    "Receipt",
    "SplitRule",
]

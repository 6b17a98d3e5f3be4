"""Funders, agreements, the floating fund, personal budgets, purchases: money is only moved."""

from funding.models.agreement import Fund, FundingAgreement, SplitRule
from funding.models.budget import PersonalBudget
from funding.models.invoice import Invoice, InvoiceEvent
from funding.models.ledger import Account, Movement
from funding.models.purchase import (
    Purchase,
    PurchaseApproval,
    PurchaseEvent,
    PurchaseShare,
    Quote,
    Receipt,
)

__all__ = [
    "Account",
    "Fund",
    "FundingAgreement",
    "Invoice",
    "InvoiceEvent",
    "Movement",
    "PersonalBudget",
    "Purchase",
    "PurchaseApproval",
    "PurchaseEvent",
    "PurchaseShare",
    "Quote",
    "Receipt",
    "SplitRule",
]

"""Funders, agreements, the floating fund, personal budgets, purchases: money is only moved."""

from funding.models.agreement import Fund, FundingAgreement, SplitRule
from funding.models.approval import PurchaseApproval, PurchaseShare
from funding.models.budget import BudgetOverride, PersonalBudget
from funding.models.claim import Claim, ClaimEvent, ClaimLine
from funding.models.delivery import CreditNote, Delivery, Receipt
from funding.models.finance import CostCode, LedgerExport, Recount
from funding.models.invoice import Invoice, InvoiceEvent
from funding.models.ledger import Account, Movement
from funding.models.order_line import DeliveryLine, InvoiceLine, OrderLine, QuoteLine
from funding.models.panel import PanelDecision, PanelEvent, PanelMember
from funding.models.periods import FundPeriod, Reattribution, YearEnd
from funding.models.purchase import Purchase, PurchaseEvent
from funding.models.quote import Quote, QuoteRequest, QuoteRequestEvent
from funding.models.terms import (
    Advance,
    AgreementVersion,
    Condition,
    FunderName,
    Instalment,
    InstalmentReceipt,
)
from funding.models.use import BoughtItem, LookBack, PlaceUse

__all__ = [
    "Account",
    "Advance",
    "AgreementVersion",
    "BoughtItem",
    "BudgetOverride",
    "Claim",
    "ClaimEvent",
    "ClaimLine",
    "Condition",
    "CostCode",
    "CreditNote",
    "Delivery",
    "DeliveryLine",
    "Fund",
    "FundPeriod",
    "FunderName",
    "FundingAgreement",
    "Instalment",
    "InstalmentReceipt",
    "Invoice",
    "InvoiceEvent",
    "InvoiceLine",
    "LedgerExport",
    "LookBack",
    "Movement",
    "OrderLine",
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
    "QuoteLine",
    "QuoteRequest",
    "QuoteRequestEvent",
    "Reattribution",
    "Receipt",
    "Recount",
    "SplitRule",
    "YearEnd",
]

"""Pages of the money."""

from funding.views import finance, invoices, requests, verbs
from funding.views.funds import FundPage, Home, LedgerExport, StatementPage, Statements
from funding.views.purchases import Approvals, PurchasePage, Purchases, ReceiptFile

__all__ = [
    "Approvals",
    "FundPage",
    "Home",
    "LedgerExport",
    "PurchasePage",
    "Purchases",
    "ReceiptFile",
    "StatementPage",
    "Statements",
    "finance",
    "invoices",
    "requests",
    "verbs",
]

"""Pages of the money."""

from funding.views import finance, invoices, requests, verbs
from funding.views.funds import FundPage, Home
from funding.views.purchases import Approvals, PurchasePage, Purchases
from funding.views.receipts import ReceiptFile
from funding.views.statements import StatementPage, Statements

__all__ = [
    "Approvals",
    "FundPage",
    "Home",
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

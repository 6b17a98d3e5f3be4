"""Addresses of the money: funds and statements, purchases, invoices."""

from django.urls import path

from funding import views
from funding.views import finance, invoices, requests, verbs

app_name = "funding"
purchase = "purchases/<str:reference>/"
invoice = "invoices/<str:reference>/"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("statements/", views.Statements.as_view(), name="statements"),
    path("statements/<str:reference>/", views.StatementPage.as_view(), name="statement"),
    path("statements/<str:reference>/receive/", finance.Receive.as_view(), name="receive"),
    path("ledger/export/", views.LedgerExport.as_view(), name="export"),
    path("funds/<slug:slug>/", views.FundPage.as_view(), name="fund"),
    path("funds/<slug:slug>/split/", finance.SetSplitRule.as_view(), name="set_split_rule"),
    # Asking
    path("buy/", requests.Buy.as_view(), name="buy"),
    path("buy/group/", requests.RequestForGroup.as_view(), name="request_group"),
    path("buy/for/<str:reference>/", requests.Request.as_view(), name="request"),
    path("buy/for/<str:reference>/live/", requests.RequestLive.as_view(), name="request_live"),
    path("budgets/<str:reference>/override/", finance.OverrideCap.as_view(), name="override_cap"),
    # Purchases
    path("purchases/", views.Purchases.as_view(), name="purchases"),
    path("to-agree/", views.Approvals.as_view(), name="approvals"),
    path(purchase, views.PurchasePage.as_view(), name="purchase"),
    path(f"{purchase}quote/", verbs.Quote.as_view(), name="quote"),
    path(f"{purchase}approve/", verbs.Approve.as_view(), name="approve"),
    path(f"{purchase}refuse/", verbs.Refuse.as_view(), name="refuse"),
    path(f"{purchase}order/", verbs.Order.as_view(), name="order"),
    path(f"{purchase}confirm-delivery/", verbs.ConfirmDelivery.as_view(), name="confirm_delivery"),
    path(f"{purchase}settle/", verbs.Settle.as_view(), name="settle"),
    path(f"{purchase}cancel/", verbs.Cancel.as_view(), name="cancel"),
    path(f"{purchase}invoice/", invoices.Submit.as_view(), name="invoice_submit"),
    path("receipts/<str:reference>/", views.ReceiptFile.as_view(), name="receipt"),
    # Invoices
    path("invoices/", invoices.Invoices.as_view(), name="invoices"),
    path(invoice, invoices.InvoicePage.as_view(), name="invoice"),
    path(f"{invoice}submit/", invoices.SubmitAgain.as_view(), name="invoice_submit_again"),
    path(
        f"{invoice}ask-for-changes/",
        invoices.AskForChanges.as_view(),
        name="invoice_ask_for_changes",
    ),
    path(f"{invoice}approve/", invoices.Approve.as_view(), name="invoice_approve"),
    path(f"{invoice}dispute/", invoices.Dispute.as_view(), name="invoice_dispute"),
    path(f"{invoice}pay/", invoices.Pay.as_view(), name="invoice_pay"),
]

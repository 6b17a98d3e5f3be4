"""Addresses of the money: funds and statements, purchases, invoices."""

from django.urls import path

from funding import fund_urls, views
from funding.views import delivery, invoices, panels, quotes, requests, using, verbs

app_name = "funding"
purchase = "purchases/<str:reference>/"
invoice = "invoices/<str:reference>/"
price = "prices/<str:reference>/"
panel = "panels/<str:reference>/"
urlpatterns = [
    *fund_urls.urlpatterns,
    # Asking
    path("buy/", requests.Buy.as_view(), name="buy"),
    path("buy/group/", requests.RequestForGroup.as_view(), name="request_group"),
    path("buy/for/<str:reference>/", requests.Request.as_view(), name="request"),
    path("buy/for/<str:reference>/live/", requests.RequestLive.as_view(), name="request_live"),
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
    path(f"{purchase}prices/", quotes.AskForQuotes.as_view(), name="ask_for_quotes"),
    path(f"{purchase}take-a-price/", quotes.ChooseQuote.as_view(), name="choose_quote"),
    path(f"{purchase}panel/", panels.CallPanel.as_view(), name="call_panel"),
    path(f"{purchase}order.pdf", delivery.OrderPaper.as_view(), name="order_paper"),
    path(f"{purchase}confirm/", delivery.ConfirmOrder.as_view(), name="confirm_order"),
    path(f"{purchase}part/", delivery.ConfirmPart.as_view(), name="confirm_part"),
    path(f"{purchase}cancel-rest/", delivery.CancelRest.as_view(), name="cancel_rest"),
    path(f"{purchase}money-back/", delivery.GiveBack.as_view(), name="give_back"),
    path(f"{purchase}again/", using.Repeat.as_view(), name="repeat"),
    path(f"{purchase}look/", using.LookBack.as_view(), name="look_back"),
    path(f"{purchase}places/", using.UsePlace.as_view(), name="use_place"),
    path(f"{purchase}places/<str:case>/free/", using.FreePlace.as_view(), name="free_place"),
    path(f"{purchase}items/", using.HandOver.as_view(), name="hand_over"),
    path(f"{purchase}items/<str:item>/back/", using.TakeBack.as_view(), name="take_back"),
    path("afterwards/", using.Afterwards.as_view(), name="afterwards"),
    path("speed/", using.Speed.as_view(), name="speed"),
    # Prices and panels
    path(price, quotes.QuoteRequestPage.as_view(), name="quote_request"),
    path(f"{price}answer/", quotes.Answer.as_view(), name="quote_answer"),
    path(f"{price}decline/", quotes.Decline.as_view(), name="quote_decline"),
    path("panels/", panels.Panels.as_view(), name="panels"),
    path(panel, panels.PanelPage.as_view(), name="panel"),
    path(f"{panel}vote/", panels.Vote.as_view(), name="panel_vote"),
    path(f"{panel}interest/", panels.DeclareInterest.as_view(), name="panel_declare_interest"),
    path(f"{panel}decide/", panels.Decide.as_view(), name="panel_decide"),
    path(f"{panel}call-off/", panels.CallOff.as_view(), name="panel_call_off"),
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
    path(f"{invoice}withdraw/", invoices.Withdraw.as_view(), name="invoice_withdraw"),
    path(f"{invoice}credit/", invoices.Credit.as_view(), name="invoice_credit"),
    path(f"{invoice}pay/", invoices.Pay.as_view(), name="invoice_pay"),
]

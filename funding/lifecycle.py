"""The lives of a purchase and of an invoice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.lifecycle import Lifecycle, move


class PurchaseStatus(models.TextChoices):
    """Where a purchase stands."""

    REQUESTED = "requested", _("Asked for")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    ORDERED = "ordered", _("Ordered")
    DELIVERED = "delivered", _("Delivered")
    PAID = "paid", _("Paid")
    CANCELLED = "cancelled", _("Cancelled")


COMMITTED = (PurchaseStatus.APPROVED, PurchaseStatus.ORDERED, PurchaseStatus.DELIVERED)
IN_USE = (PurchaseStatus.ORDERED, PurchaseStatus.DELIVERED, PurchaseStatus.PAID)
DONE = (PurchaseStatus.DELIVERED, PurchaseStatus.PAID)
AGREED = (*COMMITTED, PurchaseStatus.PAID, PurchaseStatus.CANCELLED)

PURCHASE_LIFE = Lifecycle(
    "purchases",
    PurchaseStatus,
    [
        move("request", (), PurchaseStatus.REQUESTED, _("Ask for it")),
        move("quote", PurchaseStatus.REQUESTED, None, _("Give a price")),
        move("ask_for_quotes", PurchaseStatus.REQUESTED, None, _("Ask providers for a price")),
        move("choose_quote", PurchaseStatus.REQUESTED, None, _("Take a price")),
        move("call_panel", PurchaseStatus.REQUESTED, None, _("Call a panel")),
        move("approve", PurchaseStatus.REQUESTED, PurchaseStatus.APPROVED, _("Approve")),
        move("refuse", PurchaseStatus.REQUESTED, PurchaseStatus.REFUSED, _("Refuse")),
        move("order", PurchaseStatus.APPROVED, PurchaseStatus.ORDERED, _("Order it")),
        move(
            "confirm_delivery", PurchaseStatus.ORDERED, PurchaseStatus.DELIVERED, _("It has come")
        ),
        move("confirm_order", PurchaseStatus.ORDERED, None, _("Confirm the order")),
        # Some of it; the rest is still to come.
        move("confirm_part", PurchaseStatus.ORDERED, None, _("A part of it has come")),
        # Some of it has come and the rest is not wanted any more.
        move("cancel_rest", PurchaseStatus.ORDERED, PurchaseStatus.DELIVERED, _("Cancel the rest")),
        # From "approved" when a worker bought it in a shop and keeps the receipt; from "delivered"
        # by the payment of the provider's invoice.
        move(
            "settle",
            (PurchaseStatus.APPROVED, PurchaseStatus.DELIVERED),
            PurchaseStatus.PAID,
            _("Bought it: keep the receipt"),
        ),
        move(
            "cancel",
            (PurchaseStatus.REQUESTED, PurchaseStatus.APPROVED, PurchaseStatus.ORDERED),
            PurchaseStatus.CANCELLED,
            _("Cancel"),
        ),
        move("give_back", PurchaseStatus.PAID, None, _("Money came back")),
        move("repeat", DONE, None, _("Buy the same again")),
        move("look_back", AGREED, None, _("Look at it afterwards")),
        move("use_place", IN_USE, None, _("Give somebody a place")),
        move("free_place", IN_USE, None, _("Free a place")),
        move("hand_over", IN_USE, None, _("Note an item lent or given")),
        move("take_back", IN_USE, None, _("The item came back")),
    ],
)


class QuoteStatus(models.TextChoices):
    """Where a request for a price stands."""

    ASKED = "asked", _("Asked")
    ANSWERED = "answered", _("Price given")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("No answer in time")
    CLOSED = "closed", _("No longer needed")


QUOTE_LIFE = Lifecycle(
    "quotes",
    QuoteStatus,
    [
        move("answer", QuoteStatus.ASKED, QuoteStatus.ANSWERED, _("Give your price")),
        move("decline", QuoteStatus.ASKED, QuoteStatus.DECLINED, _("Not for us")),
        move("expire", QuoteStatus.ASKED, QuoteStatus.EXPIRED, _("No answer in time")),
        move("close", QuoteStatus.ASKED, QuoteStatus.CLOSED, _("No longer needed")),
    ],
)


class PanelStatus(models.TextChoices):
    """Where a panel stands."""

    CALLED = "called", _("Being decided")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    CALLED_OFF = "called_off", _("Called off")


# "decide" counts the votes and does one of "agree" and "decline".
PANEL_LIFE = Lifecycle(
    "panels",
    PanelStatus,
    [
        move("vote", PanelStatus.CALLED, None, _("Vote")),
        move("declare_interest", PanelStatus.CALLED, None, _("Declare an interest")),
        move("decide", PanelStatus.CALLED, None, _("Record the decision")),
        move("agree", PanelStatus.CALLED, PanelStatus.AGREED, _("Agree")),
        move("decline", PanelStatus.CALLED, PanelStatus.DECLINED, _("Decline")),
        move("call_off", PanelStatus.CALLED, PanelStatus.CALLED_OFF, _("Call the panel off")),
    ],
)


class InvoiceStatus(models.TextChoices):
    """Where an invoice stands."""

    SUBMITTED = "submitted", _("Submitted")
    CHANGES_ASKED = "changes_asked", _("Changes asked for")
    APPROVED = "approved", _("Approved")
    DISPUTED = "disputed", _("Disputed")
    PAID = "paid", _("Paid")
    WITHDRAWN = "withdrawn", _("Withdrawn")


INVOICE_LIFE = Lifecycle(
    "invoices",
    InvoiceStatus,
    [
        move(
            "submit",
            (InvoiceStatus.CHANGES_ASKED, InvoiceStatus.DISPUTED),
            InvoiceStatus.SUBMITTED,
            _("Send the invoice"),
        ),
        move(
            "ask_for_changes",
            InvoiceStatus.SUBMITTED,
            InvoiceStatus.CHANGES_ASKED,
            _("Ask for changes"),
        ),
        move("approve", InvoiceStatus.SUBMITTED, InvoiceStatus.APPROVED, _("Approve the invoice")),
        move(
            "dispute",
            (InvoiceStatus.SUBMITTED, InvoiceStatus.APPROVED),
            InvoiceStatus.DISPUTED,
            _("Dispute"),
        ),
        move("pay", InvoiceStatus.APPROVED, InvoiceStatus.PAID, _("Record the payment")),
        move(
            "withdraw",
            (InvoiceStatus.SUBMITTED, InvoiceStatus.CHANGES_ASKED, InvoiceStatus.DISPUTED),
            InvoiceStatus.WITHDRAWN,
            _("Withdraw the invoice"),
        ),
        move("credit", InvoiceStatus.PAID, None, _("Record a credit note")),
    ],
)


class ClaimStatus(models.TextChoices):
    """Where a claim stands."""

    DRAFTED = "drafted", _("Drafted")
    SENT = "sent", _("Sent")
    QUERIED = "queried", _("Queried")
    PAID = "paid", _("Paid")
    WITHDRAWN = "withdrawn", _("Withdrawn")


CLAIM_LIFE = Lifecycle(
    "claims",
    ClaimStatus,
    [
        move("draft", (), ClaimStatus.DRAFTED, _("Draft a claim")),
        move(
            "send",
            (ClaimStatus.DRAFTED, ClaimStatus.QUERIED),
            ClaimStatus.SENT,
            _("Send it to the funder"),
        ),
        move("query", ClaimStatus.SENT, ClaimStatus.QUERIED, _("Ask about it")),
        move("settle_claim", ClaimStatus.SENT, ClaimStatus.PAID, _("It was paid")),
        move(
            "withdraw",
            (ClaimStatus.DRAFTED, ClaimStatus.QUERIED),
            ClaimStatus.WITHDRAWN,
            _("Withdraw it"),
        ),
    ],
)

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

PURCHASE_LIFE = Lifecycle(
    "purchases",
    PurchaseStatus,
    [
        move("request", (), PurchaseStatus.REQUESTED, _("Ask for it")),
        move("quote", PurchaseStatus.REQUESTED, None, _("Give a price")),
        move("approve", PurchaseStatus.REQUESTED, PurchaseStatus.APPROVED, _("Approve")),
        move("refuse", PurchaseStatus.REQUESTED, PurchaseStatus.REFUSED, _("Refuse")),
        move("order", PurchaseStatus.APPROVED, PurchaseStatus.ORDERED, _("Order it")),
        move(
            "confirm_delivery", PurchaseStatus.ORDERED, PurchaseStatus.DELIVERED, _("It has come")
        ),
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
    ],
)


class InvoiceStatus(models.TextChoices):
    """Where an invoice stands."""

    SUBMITTED = "submitted", _("Submitted")
    CHANGES_ASKED = "changes_asked", _("Changes asked for")
    APPROVED = "approved", _("Approved")
    DISPUTED = "disputed", _("Disputed")
    PAID = "paid", _("Paid")


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
    ],
)

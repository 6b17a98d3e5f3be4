"""The one table of words and colours for purchases, invoices and movements."""

from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.presenters import Tag
from funding.lifecycle import InvoiceStatus, PurchaseStatus
from funding.models import Movement

PURCHASE_COLOURS = {
    PurchaseStatus.REQUESTED: "stone",
    PurchaseStatus.APPROVED: "amber",
    PurchaseStatus.REFUSED: "danger",
    PurchaseStatus.ORDERED: "stone",
    PurchaseStatus.DELIVERED: "good",
    PurchaseStatus.PAID: "wash",
    PurchaseStatus.CANCELLED: "stone",
}
INVOICE_COLOURS = {
    InvoiceStatus.SUBMITTED: "stone",
    InvoiceStatus.CHANGES_ASKED: "amber",
    InvoiceStatus.APPROVED: "good",
    InvoiceStatus.DISPUTED: "danger",
    InvoiceStatus.PAID: "wash",
}
MOVEMENT_TAGS = {
    Movement.Kind.GRANT: (gettext_lazy("Received"), "good"),
    Movement.Kind.RELEASE: (gettext_lazy("Released"), "good"),
    Movement.Kind.CORRECT: (gettext_lazy("Corrected"), "amber"),
    Movement.Kind.RETURN: (gettext_lazy("Given back"), "good"),
}
PURCHASE_STORY = {
    "request": (gettext_lazy("Asked for"), "basket", "wash"),
    "quote": (gettext_lazy("A price came in"), "pound", "wash"),
    "approve": (gettext_lazy("Approved"), "tick", "good"),
    "refuse": (gettext_lazy("Refused"), "cross", "danger"),
    "order": (gettext_lazy("Ordered"), "mail", "wash"),
    "confirm_delivery": (gettext_lazy("It has come"), "home", "good"),
    "settle": (gettext_lazy("Paid"), "pound", "good"),
    "cancel": (gettext_lazy("Cancelled"), "cross", "stone"),
}
INVOICE_STORY = {
    "submit": (gettext_lazy("Invoice sent"), "document", "wash"),
    "ask_for_changes": (gettext_lazy("Changes asked for"), "pencil", "amber"),
    "approve": (gettext_lazy("Invoice approved"), "tick", "good"),
    "dispute": (gettext_lazy("Disputed"), "alert", "danger"),
    "pay": (gettext_lazy("Paid"), "pound", "good"),
}


def purchase_tag(purchase) -> Tag:
    """Where the purchase stands."""
    return Tag(purchase.get_status_display(), PURCHASE_COLOURS[purchase.status])


def invoice_tag(invoice) -> Tag:
    """Where the invoice stands."""
    return Tag(invoice.get_status_display(), INVOICE_COLOURS[invoice.status])


def movement_tag(movement) -> Tag:
    """What a line of a statement is: for a commitment, where its purchase stands now."""
    if movement.kind == Movement.Kind.COMMIT and movement.purchase is not None:
        return purchase_tag(movement.purchase)
    text, colour = MOVEMENT_TAGS.get(movement.kind, (movement.get_kind_display(), "stone"))
    return Tag(text, colour)


def day(moment) -> str:
    """3 November 2026, from a day or a moment."""
    return format_date(localtime(moment) if hasattr(moment, "hour") else moment, "j F Y")


def short_day(moment) -> str:
    """3 Nov, never broken over two lines."""
    return format_date(localtime(moment) if hasattr(moment, "hour") else moment, "j\u00a0M")


NUMBERS = {
    1: gettext_lazy("One"),
    2: gettext_lazy("Two"),
    3: gettext_lazy("Three"),
    4: gettext_lazy("Four"),
    5: gettext_lazy("Five"),
    6: gettext_lazy("Six"),
}


def funders_words(count: int) -> str:
    """Four funders, one fund."""
    number = NUMBERS.get(count, count)
    if count == 1:
        return _("One funder, one fund")
    return _("%(number)s funders, one fund") % {"number": number}

"""The one table of words and colours for purchases, invoices and movements."""

from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
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
    InvoiceStatus.WITHDRAWN: "stone",
}
MOVEMENT_TAGS = {
    Movement.Kind.GRANT: (gettext_lazy("Received"), "good"),
    Movement.Kind.RELEASE: (gettext_lazy("Released"), "good"),
    Movement.Kind.CORRECT: (gettext_lazy("Corrected"), "amber"),
    Movement.Kind.RETURN: (gettext_lazy("Returned"), "good"),
    Movement.Kind.ADVANCE: (gettext_lazy("Set free"), "amber"),
    Movement.Kind.CARRY: (gettext_lazy("Carried forward"), "wash"),
    Movement.Kind.BACK: (gettext_lazy("Given back"), "stone"),
}
PURCHASE_STORY = {
    "request": (gettext_lazy("Asked for"), "basket", "wash"),
    "quote": (gettext_lazy("A price came in"), "pound", "wash"),
    "ask_for_quotes": (gettext_lazy("Providers asked for a price"), "mail", "wash"),
    "choose_quote": (gettext_lazy("A price was taken"), "pound", "good"),
    "call_panel": (gettext_lazy("A panel was called"), "people", "wash"),
    "confirm_order": (gettext_lazy("The provider confirmed the order"), "tick", "good"),
    "confirm_part": (gettext_lazy("A part has come"), "home", "amber"),
    "cancel_rest": (gettext_lazy("The rest was cancelled"), "cross", "stone"),
    "pay_part": (gettext_lazy("Paid in part"), "pound", "good"),
    "give_back": (gettext_lazy("Money came back"), "pound", "amber"),
    "look_back": (gettext_lazy("Looked at afterwards"), "tick", "wash"),
    "use_place": (gettext_lazy("A place was given"), "person", "wash"),
    "free_place": (gettext_lazy("A place is free again"), "person", "stone"),
    "hand_over": (gettext_lazy("Lent or given"), "home", "wash"),
    "take_back": (gettext_lazy("It came back"), "home", "stone"),
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
    "credit": (gettext_lazy("Credit note"), "pound", "amber"),
    "withdraw": (gettext_lazy("Withdrawn"), "cross", "stone"),
}


def purchase_tag(purchase) -> Tag:
    """Where the purchase stands; part deliveries and money that came back are said."""
    if purchase.status == PurchaseStatus.ORDERED and purchase.delivered_amount:
        return Tag(_("Delivered in part"), "amber")
    if purchase.status == PurchaseStatus.REQUESTED and purchase.needs_panel:
        return Tag(_("A panel decides"), "amber")
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
    """3 Nov, of another year 3 Nov 2025; never broken over two lines."""
    day = localtime(moment) if hasattr(moment, "hour") else moment
    this_year = day.year == clock.today().year
    return format_date(day, "j\u00a0M" if this_year else "j\u00a0M\u00a0Y")


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

"""What stands behind the signed links that providers get: a request for a price, an order."""

from django.utils.translation import gettext as _

from accounts.services import stand_in_for
from funding.lifecycle import PurchaseStatus, QuoteStatus
from funding.models import Purchase, QuoteRequest


def quote_request(reference: str) -> QuoteRequest | None:
    """The request for a price with what its page shows."""
    rows = QuoteRequest.objects.select_related(
        "purchase__case__resident", "purchase__programme", "provider__organisation", "asked_by"
    )
    return rows.filter(reference=reference).first()


def order(reference: str) -> Purchase | None:
    """The order with what its page shows."""
    rows = Purchase.objects.select_related(
        "case__resident",
        "case__worker",
        "programme__lead_provider",
        "provider__organisation",
        "ordered_by",
        "requested_by",
        "fund",
        "policy",
    ).prefetch_related("events", "invoices", "lines")
    return rows.filter(reference=reference).first()


def actor(thing):
    """Who acts for the provider that got the link."""
    return stand_in_for(thing.provider.organisation)


def quote_settled(request: QuoteRequest) -> str:
    """Why there is no price to give any more, or nothing."""
    return {
        QuoteStatus.ASKED: "",
        QuoteStatus.ANSWERED: _("Your price is in. Thank you; you hear whether it is taken."),
        QuoteStatus.DECLINED: _("You said no. Thank you for saying so."),
        QuoteStatus.EXPIRED: _("The last day for a price has passed."),
        QuoteStatus.CLOSED: _("A price is no longer needed. Thank you all the same."),
    }[request.status]


def order_settled(purchase: Purchase) -> str:
    """Why there is nothing to do for this order any more, or nothing."""
    if purchase.status in (PurchaseStatus.ORDERED, PurchaseStatus.DELIVERED):
        return ""
    if purchase.status == PurchaseStatus.PAID:
        return _("This order has been done and paid. Thank you.")
    return _("This order is no longer wanted. Ring us if you have begun already.")

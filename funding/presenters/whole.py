"""Everything of one purchase that its page shows, in as few questions as there are answers.

Few purchases have prices, a panel, receipts, credit notes and invoices at once. Which of them one
has is asked along with the purchase itself, and only those are fetched.
"""

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects

from funding.models import (
    CreditNote,
    Invoice,
    InvoiceEvent,
    OrderLine,
    PanelDecision,
    Purchase,
    PurchaseApproval,
    PurchaseEvent,
    PurchaseShare,
    Quote,
    QuoteRequest,
    Receipt,
)

_JOINED = (
    *("case__resident", "case__policy", "case__worker", "fund", "policy"),
    *("provider__organisation", "goal", "barrier__reason", "need", "requested_by", "look_back"),
)


def _always() -> tuple[Prefetch, ...]:
    return (
        Prefetch("approvals", PurchaseApproval.objects.select_related("by")),
        Prefetch("events", PurchaseEvent.objects.select_related("by")),
        Prefetch("shares", PurchaseShare.objects.select_related("agreement__funder")),
    )


def _perhaps() -> dict:
    invoiced = Prefetch("events", InvoiceEvent.objects.select_related("by"))
    return {
        "quotes": Quote.objects.select_related("provider__organisation"),
        "quote_requests": QuoteRequest.objects.select_related("provider__organisation"),
        "panels": PanelDecision.objects.all(),
        "receipts": Receipt.objects.all(),
        "lines": OrderLine.objects.all(),
        "credit_notes": CreditNote.objects.all(),
        "invoices": Invoice.objects.prefetch_related(invoiced),
    }


def joined(rows):
    """Purchases with what they point at, and whether there is any of each thing they may have."""
    has = {
        f"has_{name}": Exists(found.model.objects.filter(purchase=OuterRef("pk")))
        for name, found in _perhaps().items()
    }
    return rows.select_related(*_JOINED).annotate(**has)


def fetch_parts(purchase: Purchase) -> None:
    """Fill in what there is of a purchase that `joined` found; what there is none of costs none."""
    perhaps = [
        Prefetch(name, found if getattr(purchase, f"has_{name}") else found.none())
        for name, found in _perhaps().items()
    ]
    prefetch_related_objects([purchase], *_always(), *perhaps)

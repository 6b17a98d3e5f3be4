"""Pages of the money."""

from core.views import HouseView, ScopedDetailView
from funding.models import Invoice, Purchase


class Home(HouseView):
    """Money."""

    access = "funds.view"
    template_name = "funding/home.html"


class PurchasePage(ScopedDetailView):
    """One purchase."""

    access = "purchases.view"
    model = Purchase
    name = "purchase"
    template_name = "funding/purchase.html"


class InvoicePage(ScopedDetailView):
    """One invoice."""

    access = "invoices.view"
    model = Invoice
    name = "invoice"
    template_name = "funding/invoice.html"

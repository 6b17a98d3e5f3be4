"""Ways back and buttons that several pages about money share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.presenters import Action, Crumb
from funding.lifecycle import InvoiceStatus, PurchaseStatus


def money(user) -> Crumb | None:
    """Back to the money, for those who have such a page."""
    if user.has_perm("funds.view"):
        return Crumb(_("Money"), reverse("funding:home"))
    return None


def invoice_action(user, purchase, invoices) -> list[Action]:
    """A provider sends an invoice for what has come, unless its last one is in."""
    open_ = purchase.status in (PurchaseStatus.ORDERED, PurchaseStatus.DELIVERED)
    last_in = any(each.is_last and each.status != InvoiceStatus.WITHDRAWN for each in invoices)
    if not open_ or not purchase.delivered_amount or last_in:
        return []
    if not user.has_perm("invoices.submit", purchase):
        return []
    url = reverse("funding:invoice_submit", args=[purchase.reference])
    kind = "main" if purchase.status == PurchaseStatus.DELIVERED else "second"
    return [Action(_("Send an invoice"), url, kind)]

"""Ways back and buttons that several pages about money share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.presenters import Action, Crumb
from funding.lifecycle import PurchaseStatus


def money(user) -> Crumb | None:
    """Back to the money, for those who have such a page."""
    if user.has_perm("funds.view"):
        return Crumb(_("Money"), reverse("funding:home"))
    return None


def invoice_action(user, purchase, invoices) -> list[Action]:
    """A provider whose order is delivered sends the invoice from here."""
    if purchase.status != PurchaseStatus.DELIVERED or invoices:
        return []
    if not user.has_perm("invoices.submit", purchase):
        return []
    url = reverse("funding:invoice_submit", args=[purchase.reference])
    return [Action(_("Send the invoice"), url, "main")]

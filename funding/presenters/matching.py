"""An order held against what came, what was asked for and what was paid; and its clocks."""

from django.utils.translation import gettext as _

from core.money import ZERO, pounds
from core.presenters import Cell, Column, Fact, Row, Table
from funding.lifecycle import InvoiceStatus
from funding.models import Purchase
from funding.presenters.afterwards import span


def clocks(purchase: Purchase) -> list[Fact]:
    """How long from the day the need was seen to the yes, and from the yes until it was done."""
    found = []
    if purchase.approved_at:
        took = purchase.approved_at - purchase.spotted_at
        found.append(Fact(_("From need to yes"), span(took.total_seconds())))
    if purchase.delivered_at:
        took = purchase.delivered_at - purchase.approved_at
        found.append(Fact(_("From yes to done"), span(took.total_seconds())))
    return found


def matching(purchase: Purchase) -> Table | None:
    """Ordered, delivered, invoiced, paid: one under the other, once something was ordered."""
    if not purchase.ordered_at:
        return None
    invoices = [each for each in purchase.invoices.all() if each.status != InvoiceStatus.WITHDRAWN]
    invoiced = sum((each.amount for each in invoices), ZERO)
    paid = sum((each.amount for each in invoices if each.status == InvoiceStatus.PAID), ZERO)
    if purchase.provider_id is None:
        invoiced = paid = purchase.delivered_amount
    sums = (
        (_("Ordered"), purchase.amount),
        (_("Delivered"), purchase.delivered_amount),
        (_("Invoiced"), invoiced),
        (_("Paid"), paid),
        (_("Came back"), purchase.refunded),
    )
    shown = sums if purchase.refunded else sums[:-1]
    late = invoiced > purchase.delivered_amount
    rows = tuple(
        Row((Cell(said), Cell(pounds(total), tone="danger" if late and total is invoiced else "")))
        for said, total in shown
    )
    columns = (Column(_("Step")), Column(_("In all"), numeric=True))
    return Table(_("Ordered against delivered, invoiced and paid"), columns, rows)

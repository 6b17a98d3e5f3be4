"""What is in an order by quantity: on the order itself, and held against what came."""

from django.utils.translation import gettext as _

from core.money import pounds
from core.presenters import Cell, Column, Row, Table
from funding.models import OrderLine, Purchase


def in_order(purchase: Purchase) -> list[OrderLine]:
    """The lines as they stand on the order; none for a single thing."""
    return sorted(purchase.lines.all(), key=lambda each: each.position)


def as_ordered(purchase: Purchase) -> Table | None:
    """What, how many, at how much each, and what that comes to."""
    lines = in_order(purchase)
    if not lines:
        return None
    columns = (
        Column(_("What")),
        Column(_("How many"), numeric=True),
        Column(_("Each"), numeric=True),
        Column(_("In all"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(each.what),
                Cell(str(each.quantity)),
                Cell(pounds(each.unit_price)),
                Cell(pounds(each.worth)),
            )
        )
        for each in lines
    )
    return Table(_("What is in it"), columns, rows)


def against(purchase: Purchase) -> Table | None:
    """The same held against what came and what was invoiced, once it was ordered of a provider."""
    lines = in_order(purchase)
    if not lines or not purchase.ordered_at or purchase.provider_id is None:
        return as_ordered(purchase)
    columns = (
        Column(_("What")),
        Column(_("Each"), numeric=True),
        Column(_("Ordered"), numeric=True),
        Column(_("Delivered"), numeric=True),
        Column(_("Invoiced"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(each.what),
                Cell(pounds(each.unit_price)),
                Cell(str(each.quantity)),
                Cell(str(each.delivered)),
                Cell(str(each.invoiced)),
            )
        )
        for each in lines
    )
    return Table(_("What is in it, and what has come of it"), columns, rows)


def of_invoice(invoice) -> Table | None:
    """What an invoice asks for, by quantity, at the ordered prices."""
    asked = sorted(invoice.lines.all(), key=lambda each: each.line.position)
    if not asked:
        return None
    columns = (
        Column(_("What")),
        Column(_("How many"), numeric=True),
        Column(_("Ordered at, each"), numeric=True),
        Column(_("In all"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(each.line.what, sub=_delivered_words(each.line)),
                Cell(str(each.quantity)),
                Cell(pounds(each.line.unit_price)),
                Cell(pounds(each.quantity * each.line.unit_price)),
            )
        )
        for each in asked
    )
    return Table(_("What it asks for"), columns, rows)


def _delivered_words(line: OrderLine) -> str:
    told = {"come": line.delivered, "all": line.quantity, "invoiced": line.invoiced}
    return _("%(come)d of %(all)d have come, %(invoiced)d are invoiced") % told

"""Orders by quantity: what is in an order, what of it came, and what an invoice asks for.

Quantities travel as a dict of position → how many. What comes and what is invoiced is counted by
the database, which refuses more than was ordered or more than came; these functions say so first,
in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from core.errors import RuleBroken
from core.money import ZERO, pounds
from funding.models import (
    Delivery,
    DeliveryLine,
    Invoice,
    InvoiceLine,
    OrderLine,
    Purchase,
    Quote,
    QuoteLine,
)

Quantities = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many of one thing, at a price each in pounds."""

    what: str
    quantity: int
    unit_price: Decimal

    @property
    def worth(self) -> Decimal:
        """What all of them cost."""
        return self.quantity * self.unit_price


def total(wanted: Sequence[Wanted]) -> Decimal:
    """What everything on the list costs."""
    return sum((each.worth for each in wanted), ZERO)


def lines_for(purchase: Purchase, wanted: Sequence[Wanted]) -> list[OrderLine]:
    """The rows of a new purchase, not written yet. RuleBroken when they miss its price."""
    if not wanted:
        return []
    if any(each.quantity < 1 or each.unit_price <= ZERO for each in wanted):
        raise RuleBroken(_("Say how many of each thing, and what one costs."), field="quantity")
    if total(wanted) != purchase.amount:
        told = {"lines": pounds(total(wanted)), "price": pounds(purchase.amount)}
        raise RuleBroken(_("The list comes to %(lines)s, the price is %(price)s.") % told)
    return [
        OrderLine(
            purchase=purchase,
            position=number,
            what=each.what[:160],
            quantity=each.quantity,
            unit_price=each.unit_price,
        )
        for number, each in enumerate(wanted, start=1)
    ]


def of(purchase: Purchase) -> list[OrderLine]:
    """The lines of a purchase in their order; none for a single thing."""
    return list(purchase.lines.order_by("position"))


def as_wanted(purchase: Purchase) -> list[Wanted]:
    """The same things once more, for a purchase like this one."""
    return [Wanted(each.what, each.quantity, each.unit_price) for each in of(purchase)]


def worth_of(lines: Sequence[OrderLine], quantities: Quantities) -> Decimal:
    """What so many of each line are worth."""
    return sum((quantities.get(each.position, 0) * each.unit_price for each in lines), ZERO)


def refuse_more_than_outstanding(lines: Sequence[OrderLine], quantities: Quantities) -> None:
    """RuleBroken when more would come than was ordered, or nothing at all."""
    for line in lines:
        if quantities.get(line.position, 0) > line.outstanding:
            told = {"left": line.outstanding, "what": line.what}
            words = _("%(left)d of “%(what)s” are outstanding, no more.") % told
            raise RuleBroken(words, field=field(line))
    if not any(quantities.get(each.position, 0) for each in lines):
        raise RuleBroken(_("Say how many of at least one thing have come."), field=field(lines[0]))


def refuse_more_than_came(lines: Sequence[OrderLine], quantities: Quantities) -> None:
    """RuleBroken when more would be invoiced than has come and was not invoiced, or nothing."""
    for line in lines:
        if quantities.get(line.position, 0) > line.to_invoice:
            told = {"left": line.to_invoice, "what": line.what}
            words = _("%(left)d of “%(what)s” have come and are not invoiced yet, no more.") % told
            raise RuleBroken(words, field=field(line))
    if not any(quantities.get(each.position, 0) for each in lines):
        raise RuleBroken(_("Say how many of at least one thing it is for."), field=field(lines[0]))


def keep_delivered(made: Delivery, lines: Sequence[OrderLine], quantities: Quantities) -> None:
    """Write down how many of each line came with a delivery."""
    DeliveryLine.objects.bulk_create(
        DeliveryLine(delivery=made, line=each, quantity=quantities[each.position])
        for each in lines
        if quantities.get(each.position)
    )


def keep_invoiced(invoice: Invoice, lines: Sequence[OrderLine], quantities: Quantities) -> None:
    """Write down how many of each line an invoice asks for."""
    InvoiceLine.objects.bulk_create(
        InvoiceLine(invoice=invoice, line=each, quantity=quantities[each.position])
        for each in lines
        if quantities.get(each.position)
    )


def invoiced_worth(invoice: Invoice) -> Decimal | None:
    """What an invoice's quantities come to at the ordered prices; None without quantities."""
    rows = list(invoice.lines.select_related("line"))
    return sum((each.quantity * each.line.unit_price for each in rows), ZERO) if rows else None


def keep_prices(quote: Quote, prices: Mapping[int, Decimal]) -> None:
    """Write down a provider's price for one of each line."""
    for line in of(quote.purchase):
        QuoteLine.objects.update_or_create(
            quote=quote, line=line, defaults={"unit_price": prices[line.position]}
        )


def priced(lines: Sequence[OrderLine], prices: Mapping[int, Decimal]) -> Decimal:
    """What the order costs at these prices each. RuleBroken when one is missing."""
    if any(prices.get(each.position) is None for each in lines):
        raise RuleBroken(_("Give a price for one of each thing."), field=field(lines[0]))
    return sum((each.quantity * prices[each.position] for each in lines), ZERO)


def take_prices(quote: Quote) -> None:
    """The prices of a quote that is taken become those of the lines."""
    for each in quote.lines.select_related("line").order_by("line_id"):
        each.line.unit_price = each.unit_price
        each.line.save(update_fields=["unit_price"])


def field(line: OrderLine) -> str:
    """The name under which forms ask about a line."""
    return f"line_{line.position}"

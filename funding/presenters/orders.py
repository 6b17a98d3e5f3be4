"""An order as the provider reads it: the same facts on the page, behind the link and on paper."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core import clock
from core.money import pounds
from core.phones import read_out
from core.presenters import Fact, Table
from funding.models import Purchase
from funding.presenters import order_lines, words
from funding.presenters.people import deliver_to


@dataclass(frozen=True, slots=True)
class Order:
    """What stands on an order. `deliver_to` is empty where the reader may not know it."""

    number: str
    ordered_on: str
    what: str
    amount: str
    provider: str
    provider_address: str
    buyer: str
    buyer_contact: str
    programme: str
    deliver_to: str
    names_resident: bool
    words: str
    lines: Table | None = None

    @property
    def facts(self) -> list[Fact]:
        """Label and answer, in the order in which they are read."""
        found = [
            Fact(_("Order number"), self.number),
            Fact(_("Ordered on"), self.ordered_on),
            Fact(_("What"), self.what),
            Fact(_("Price at most"), self.amount),
        ]
        if self.deliver_to:
            found.append(Fact(_("Deliver to"), self.deliver_to))
        if self.words:
            found.append(Fact(_("To note"), self.words))
        found.append(Fact(_("Questions to"), self.buyer_contact))
        return found


def order_of(purchase: Purchase, *, shows_where: bool) -> Order:
    """The order. With `shows_where`, what the provider must know to deliver, and no more."""
    where, named = _where(purchase) if shows_where else ("", False)
    body, worker = purchase.provider.organisation, purchase.ordered_by or purchase.requested_by
    return Order(
        number=purchase.reference,
        ordered_on=words.day(purchase.ordered_at) if purchase.ordered_at else _("not yet"),
        what=_what(purchase),
        amount=pounds(purchase.amount),
        provider=body.name,
        provider_address=body.email,
        buyer=purchase.programme.lead_provider.name,
        buyer_contact=", ".join(
            each for each in (str(worker), read_out(worker.phone), worker.email) if each
        ),
        programme=purchase.programme.name,
        deliver_to=where,
        names_resident=named,
        words=_said(purchase),
        lines=order_lines.as_ordered(purchase),
    )


def _where(purchase: Purchase) -> tuple[str, bool]:
    if purchase.case_id is None:
        return purchase.group_name, False
    return deliver_to(purchase, at=clock.now())


def _what(purchase: Purchase) -> str:
    if purchase.places:
        told = {"what": purchase.what, "places": purchase.places}
        return _("%(what)s, %(places)d places") % told
    return purchase.what


def _said(purchase: Purchase) -> str:
    """What was written when it was ordered."""
    said = [each.words for each in purchase.events.all() if each.verb == "order"]
    return said[-1] if said else ""

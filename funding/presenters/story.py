"""What happened to a purchase, an invoice, a price or a panel, as a timeline."""

from decimal import Decimal

from django.utils.translation import gettext as _

from core.money import pounds
from core.presenters import TimelineEntry
from funding.presenters import words


def story(purchase, invoices=(), *, seen: set[int]) -> list[TimelineEntry]:
    """Everything that happened to the purchase and its invoices, newest first."""
    hides = purchase.case_id is not None and purchase.case_id not in seen
    told = [
        entry(each, words.PURCHASE_STORY, hides=hides and each.verb == "request")
        for each in _in_order(purchase)
    ]
    for invoice in invoices:
        told += [entry(each, words.INVOICE_STORY) for each in _in_order(invoice)]
    return newest_first(told)


def of_one(thing, table) -> list[TimelineEntry]:
    """What happened to one thing, newest first, in the words of `table`."""
    return newest_first([entry(each, table) for each in _in_order(thing)])


def invoice_story(invoice) -> list[TimelineEntry]:
    """What happened to one invoice, newest first."""
    return of_one(invoice, words.INVOICE_STORY)


def _in_order(thing) -> list:
    return sorted(thing.events.all(), key=lambda event: event.pk)


def newest_first(told: list[TimelineEntry]) -> list[TimelineEntry]:
    """By moment, and of one moment what was written last first."""
    return sorted(told, key=lambda each: each.at)[::-1]


def entry(event, table, *, hides: bool = False) -> TimelineEntry:
    """One event in the words of `table`; `hides` what was written."""
    title, icon, tone = table.get(event.verb, (event.verb, "dot", "wash"))
    data = event.data
    if event.verb == "approve" and data.get("agreed", 1) < data.get("needed", 1):
        title = _("Agreed, one more must")
    said = _sums("" if hides else event.words, data)
    return TimelineEntry(event.at, title, said, foot=_who(event), icon=icon, tone=tone)


def _sums(said: str, data: dict) -> str:
    """The words with the sums that belong to them."""
    if data.get("paid"):
        told = {"paid": _read(data["paid"]), "released": _read(data.get("released", "0"))}
        return _("%(said)s: %(paid)s paid, %(released)s went back.") % {"said": said, **told}
    if data.get("amount"):
        return f"{_read(data['amount'])}. {said}" if said else _read(data["amount"])
    return said


def _read(kept: str) -> str:
    """A sum as an event keeps it, in the words people read: £3,740.00."""
    return pounds(Decimal(kept))


def _who(event) -> str:
    """Who did it; behind a link, who they said they were."""
    if not event.by_id:
        return _("The service itself")
    said = (event.data.get("through") or {}).get("name")
    return f"{said}, {event.by}" if said else str(event.by)

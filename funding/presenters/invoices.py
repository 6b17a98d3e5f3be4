"""Invoices on screen."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.money import ZERO, pounds
from core.presenters import Action, Cell, Column, Fact, Row, Table
from funding.lifecycle import INVOICE_LIFE, InvoiceStatus
from funding.presenters import words

_URLS = {
    "approve": "funding:invoice_approve",
    "pay": "funding:invoice_pay",
    "submit": "funding:invoice_submit_again",
    "ask_for_changes": "funding:invoice_ask_for_changes",
    "dispute": "funding:invoice_dispute",
    "withdraw": "funding:invoice_withdraw",
    "credit": "funding:invoice_credit",
}
_MAIN = ("pay", "approve", "submit")


def columns() -> tuple[Column, ...]:
    """Headings of a list of invoices."""
    return (
        Column(_("Invoice")),
        Column(_("From")),
        Column(_("For")),
        Column(_("State")),
        Column(_("Sent")),
        Column(_("Amount"), numeric=True),
    )


def row(invoice) -> Row:
    """One invoice in a list; the purchase by reference, never the resident."""
    purchase = invoice.purchase
    provider = purchase.provider.organisation.name if purchase.provider_id else ""
    return Row(
        (
            Cell(invoice.number, url=invoice.get_absolute_url(), sub=invoice.reference),
            Cell(provider),
            Cell(purchase.what, sub=purchase.reference),
            Cell(tags=(words.invoice_tag(invoice),)),
            Cell(words.short_day(invoice.submitted_at)),
            Cell(pounds(invoice.amount)),
        ),
        key=invoice.reference,
    )


def table(invoices, *, caption: str) -> Table:
    """A few invoices."""
    return Table(caption, columns(), tuple(row(each) for each in invoices))


def facts(invoice, *, promised, bank: str) -> list[Fact]:
    """The invoice held against its order."""
    purchase = invoice.purchase
    found = [
        Fact(_("They ask for"), pounds(invoice.amount)),
        Fact(_("Approved price"), pounds(promised)),
        Fact(_("Difference"), _difference(invoice, promised)),
        Fact(_("Delivered so far"), pounds(purchase.delivered_amount)),
        Fact(_("Their number"), invoice.number),
        Fact(
            _("Order"),
            f"{purchase.reference}, {purchase.what}",
            url=purchase.get_absolute_url(),
        ),
        Fact(_("From"), purchase.provider.organisation.name if purchase.provider_id else "–"),
    ]
    if purchase.delivered_at:
        found.append(Fact(_("Delivered"), words.day(purchase.delivered_at)))
    if bank:
        found.append(Fact(_("Pay into"), bank))
    if invoice.payment_reference:
        found.append(Fact(_("Payment reference"), invoice.payment_reference))
    return found


def credits_table(notes) -> Table | None:
    """Credit notes and refunds, the newest first."""
    if not notes:
        return None
    columns = (
        Column(_("Number")),
        Column(_("Why")),
        Column(_("On")),
        Column(_("Came back"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(each.number, sub=each.reference),
                Cell(each.reason),
                Cell(words.short_day(each.added_at)),
                Cell(pounds(each.amount)),
            )
        )
        for each in sorted(notes, key=lambda note: note.pk, reverse=True)
    )
    return Table(_("Money that came back"), columns, rows)


def _difference(invoice, promised) -> str:
    if not invoice.is_last:
        return _("A part: more invoices follow")
    gap = invoice.amount - promised
    if gap > ZERO:
        return _("%(gap)s above what was approved: it needs a new approval") % {"gap": pounds(gap)}
    if gap < ZERO:
        return _("%(gap)s less: it goes back to the funders") % {"gap": pounds(-gap)}
    return _("None")


_WAITS_FOR = {
    InvoiceStatus.SUBMITTED: lambda who: _("Whoever looks after the money checks it next."),
    InvoiceStatus.CHANGES_ASKED: lambda who: _("%(who)s puts it right and sends it again.") % who,
    InvoiceStatus.DISPUTED: lambda who: _("%(who)s answers next.") % who,
    InvoiceStatus.APPROVED: lambda who: _("It is paid next."),
}


def waits_for(invoice) -> str:
    """Whose move it is, and what it is; nothing when it is over."""
    said = _WAITS_FOR.get(invoice.status)
    provider = invoice.purchase.provider
    who = provider.organisation.name if provider else _("The provider")
    return said({"who": who}) if said else ""


def actions(user, invoice) -> list[Action]:
    """The verbs that the life allows and the person may do, the main one first."""
    found = [
        verb
        for verb in INVOICE_LIFE.verbs_from(invoice.status)
        if user.has_perm(f"invoices.{verb}", invoice)
    ]
    main = next((verb for verb in _MAIN if verb in found), "")
    return [
        Action(
            INVOICE_LIFE.moves[verb].label,
            reverse(_URLS[verb], args=[invoice.reference]),
            "main" if verb == main else "second",
        )
        for verb in sorted(found, key=lambda each: each != main)
    ]

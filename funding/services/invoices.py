"""An invoice from coming in to being paid, in plain states."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import events, services
from core.errors import RuleBroken
from core.money import pounds
from funding.lifecycle import INVOICE_LIFE, InvoiceStatus, PurchaseStatus
from funding.models import Invoice, Purchase
from funding.services import ledger, notices, purchases


@transaction.atomic
def submit(
    purchase: Purchase, *, by, at: datetime, number: str, amount: Decimal, words: str = ""
) -> Invoice:
    """The provider asks to be paid for what was delivered.

    An invoice that was given back for changes, or disputed, is sent anew under the same number or
    another; it stays one invoice with its whole story.
    """
    purchase = services.lock(purchase)
    if purchase.status != PurchaseStatus.DELIVERED:
        raise RuleBroken(_("Say first that it has been delivered, then send the invoice."))
    given = {"number": number.strip(), "amount": amount, "words": words[:300]}
    _refuse_number_used(purchase, given["number"])
    before = services.lock_all(Invoice.objects.filter(purchase=purchase))
    if before:
        return _submit_again(before[-1], by=by, at=at, given=given)
    invoice = Invoice.objects.create(purchase=purchase, submitted_at=at, submitted_by=by, **given)
    events.record(invoice, "submit", by=by, at=at, words=words, data={"amount": str(amount)})
    notices.invoice_came(invoice)
    return invoice


def _submit_again(invoice: Invoice, *, by, at, given) -> Invoice:
    if invoice.status == InvoiceStatus.SUBMITTED:
        raise RuleBroken(_("This invoice was sent already and waits for an answer."))
    changes = {**given, "submitted_at": at, "submitted_by": by}
    services.move(
        invoice,
        "submit",
        life=INVOICE_LIFE,
        by=by,
        at=at,
        words=given["words"],
        data={"amount": str(given["amount"])},
        approved_at=None,
        approved_by=None,
        **changes,
    )
    notices.invoice_came(invoice)
    return invoice


def _refuse_number_used(purchase: Purchase, number: str) -> None:
    """The same invoice number of the same provider is the same invoice: it is paid once."""
    used = Invoice.objects.filter(purchase__provider=purchase.provider_id, number=number)
    if used.exclude(purchase=purchase).exists():
        raise RuleBroken(
            _("You have sent an invoice %(number)s before, for another order.")
            % {"number": number},
            field="number",
        )


@transaction.atomic
def ask_for_changes(invoice: Invoice, *, by, at: datetime, reason: str) -> Invoice:
    """Give it back: something on it is not right yet."""
    invoice = _locked(invoice)
    services.move(invoice, "ask_for_changes", life=INVOICE_LIFE, by=by, at=at, words=reason)
    notices.invoice_decided(
        invoice, words=_("Change this and send it again: %(reason)s") % {"reason": reason}
    )
    return invoice


@transaction.atomic
def approve(invoice: Invoice, *, by, at: datetime, words: str = "") -> Invoice:
    """It matches the order. Never above what was approved, never by whoever sent it."""
    invoice = _locked(invoice)
    INVOICE_LIFE.check(invoice, "approve")
    if invoice.submitted_by_id == by.pk:
        raise RuleBroken(_("You sent this invoice, so somebody else must approve it."))
    ledger.refuse_above(invoice.purchase, invoice.amount)
    return services.move(
        invoice,
        "approve",
        life=INVOICE_LIFE,
        by=by,
        at=at,
        words=words,
        approved_at=at,
        approved_by=by,
    )


@transaction.atomic
def dispute(invoice: Invoice, *, by, at: datetime, reason: str) -> Invoice:
    """It is not owed as it stands. Nothing is paid until it is sent anew and approved."""
    invoice = _locked(invoice)
    services.move(
        invoice,
        "dispute",
        life=INVOICE_LIFE,
        by=by,
        at=at,
        words=reason,
        approved_at=None,
        approved_by=None,
    )
    notices.invoice_decided(invoice, words=_("It is disputed: %(reason)s") % {"reason": reason})
    return invoice


@transaction.atomic
def pay(invoice: Invoice, *, by, at: datetime, payment_reference: str = "") -> Invoice:
    """Record the payment: the purchase is paid, and what was promised beyond it is released.

    One transaction for invoice, purchase, personal budget and ledger: all or nothing, and once.
    """
    invoice = _locked(invoice)
    INVOICE_LIFE.check(invoice, "pay")
    if invoice.submitted_by_id == by.pk:
        raise RuleBroken(_("You sent this invoice, so somebody else must pay it."))
    services.move(
        invoice,
        "pay",
        life=INVOICE_LIFE,
        by=by,
        at=at,
        data={"amount": str(invoice.amount)},
        paid_at=at,
        paid_by=by,
        payment_reference=payment_reference,
    )
    told = {"amount": pounds(invoice.amount)}
    notices.invoice_decided(invoice, words=_("%(amount)s was paid.") % told)
    purchases.finish(
        invoice.purchase,
        by=by,
        at=at,
        amount=invoice.amount,
        invoice=invoice,
        words=_("Invoice %(number)s") % {"number": invoice.number},
    )
    return invoice


def _locked(invoice: Invoice) -> Invoice:
    """The invoice and its purchase, locked in the one order: purchase, then invoice."""
    purchase = services.lock(invoice.purchase)
    fresh = services.lock(invoice)
    fresh.purchase = purchase
    return fresh

"""An invoice from coming in to being paid, in plain states."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from core import events, services
from core.errors import RuleBroken
from core.money import ZERO, pounds
from funding.lifecycle import INVOICE_LIFE, InvoiceStatus, PurchaseStatus
from funding.models import Invoice, Purchase
from funding.services import ledger, notices, purchases
from funding.services.purchases import lines

OPEN = (
    InvoiceStatus.SUBMITTED,
    InvoiceStatus.CHANGES_ASKED,
    InvoiceStatus.APPROVED,
    InvoiceStatus.DISPUTED,
)


@transaction.atomic
def submit(
    purchase: Purchase,
    *,
    by,
    at: datetime,
    number: str,
    amount: Decimal,
    words: str = "",
    is_last: bool = True,
    quantities: lines.Quantities | None = None,
) -> Invoice:
    """The provider asks to be paid for what has come, in one invoice or in several.

    An invoice that was given back for changes, or disputed, is sent anew under the same number or
    another; it stays one invoice with its whole story. `is_last` says that no other follows. Of
    an order by quantity it is said how many of each line it is for: never more than have come.
    """
    purchase = services.lock(purchase)
    if purchase.status not in (PurchaseStatus.ORDERED, PurchaseStatus.DELIVERED) or not (
        purchase.delivered_amount
    ):
        raise RuleBroken(_("Say first that it has been delivered, then send the invoice."))
    given = {"number": number.strip(), "amount": amount, "words": words[:300], "is_last": is_last}
    _refuse_number_used(purchase, given["number"])
    before = services.lock_all(Invoice.objects.filter(purchase=purchase))
    again = [each for each in before if _is_again(each, given["number"])]
    if again:
        return _submit_again(again[-1], by=by, at=at, given=given, quantities=quantities)
    if is_last and any(each.is_last and each.status != InvoiceStatus.WITHDRAWN for each in before):
        raise RuleBroken(_("Your last invoice for this order is in already."))
    invoice = Invoice.objects.create(purchase=purchase, submitted_at=at, submitted_by=by, **given)
    _keep_quantities(invoice, quantities)
    events.record(invoice, "submit", by=by, at=at, words=words, data={"amount": str(amount)})
    notices.invoice_came(invoice)
    return invoice


def _keep_quantities(invoice: Invoice, quantities: lines.Quantities | None) -> None:
    """How many of each line it asks for, in the place of what it asked for before."""
    invoice.lines.all().delete()
    ordered = lines.of(invoice.purchase)
    if ordered:
        lines.refuse_more_than_came(ordered, quantities or {})
        lines.keep_invoiced(invoice, ordered, quantities or {})


def _is_again(invoice: Invoice, number: str) -> bool:
    """Whether an invoice that comes in is this one sent anew."""
    back = (InvoiceStatus.CHANGES_ASKED, InvoiceStatus.DISPUTED)
    return invoice.number == number or invoice.status in back


@transaction.atomic
def submit_again(
    invoice: Invoice, *, by, at: datetime, quantities: lines.Quantities | None = None, **given
) -> Invoice:
    """This very invoice, put right and sent anew."""
    invoice = _locked(invoice)
    given = {**given, "number": given["number"].strip(), "words": given.get("words", "")[:300]}
    _refuse_number_used(invoice.purchase, given["number"])
    return _submit_again(invoice, by=by, at=at, given=given, quantities=quantities)


def _submit_again(invoice: Invoice, *, by, at, given, quantities) -> Invoice:
    if invoice.status == InvoiceStatus.SUBMITTED:
        raise RuleBroken(_("This invoice was sent already and waits for an answer."))
    changes = {**given, "submitted_at": at, "submitted_by": by}
    services.move(
        invoice,
        "submit",
        life=INVOICE_LIFE,
        by=by,
        at=at,
        data={"amount": str(given["amount"])},
        approved_at=None,
        approved_by=None,
        **changes,
    )
    _keep_quantities(invoice, quantities)
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
    _refuse_unmatched(invoice)
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


def _refuse_unmatched(invoice: Invoice) -> None:
    """Never above what is promised, nor above what has come, counting the other invoices."""
    purchase = invoice.purchase
    others = purchase.invoices.exclude(pk=invoice.pk)
    waiting = _sum(others.filter(status=InvoiceStatus.APPROVED))
    ledger.refuse_above(purchase, invoice.amount + waiting)
    left = purchase.delivered_amount - waiting - _sum(others.filter(status=InvoiceStatus.PAID))
    if invoice.amount > left:
        raise RuleBroken(
            _(
                "What has come and is not invoiced yet is worth %(left)s. Approve it once the rest "
                "has come, or ask for changes."
            )
            % {"left": pounds(max(left, ZERO))}
        )
    worth = lines.invoiced_worth(invoice)
    if worth is not None and invoice.amount > worth:
        raise RuleBroken(
            _(
                "At the ordered prices its quantities come to %(worth)s. Ask for changes, or have "
                "the difference agreed to as a purchase of its own."
            )
            % {"worth": pounds(worth)}
        )


def _sum(invoices) -> Decimal:
    return invoices.aggregate(total=Sum("amount", default=ZERO))["total"]


@transaction.atomic
def withdraw(invoice: Invoice, *, by, at: datetime, reason: str) -> Invoice:
    """The provider takes it back: sent by mistake, or twice. Nothing is paid for it."""
    invoice = _locked(invoice)
    return services.move(
        invoice,
        "withdraw",
        life=INVOICE_LIFE,
        by=by,
        at=at,
        words=reason,
        approved_at=None,
        approved_by=None,
    )


@transaction.atomic
def credit(
    invoice: Invoice, *, by, at: datetime, number: str, amount: Decimal, reason: str
) -> Invoice:
    """A credit note: the provider gave some or all of a paid invoice back.

    The money goes back to the funders who paid, in a movement that names purchase and invoice.
    """
    invoice = _locked(invoice)
    INVOICE_LIFE.check(invoice, "credit")
    back = invoice.credit_notes.aggregate(total=Sum("amount", default=ZERO))["total"]
    if amount > invoice.amount - back:
        told = {"left": pounds(invoice.amount - back)}
        raise RuleBroken(_("Only %(left)s of this invoice can come back.") % told, field="amount")
    note = purchases.money_back(
        invoice.purchase,
        by=by,
        at=at,
        amount=amount,
        number=number,
        reason=reason,
        invoice=invoice,
    )
    told = {"amount": str(amount), "note": note.reference}
    events.record(
        invoice, "credit", by=by, at=at, from_status=invoice.status, words=reason, data=told
    )
    return invoice


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
    _pay_purchase(invoice, by=by, at=at)
    return invoice


def _pay_purchase(invoice: Invoice, *, by, at) -> None:
    """The purchase's side: the last of its invoices ends it, any other is a part."""
    purchase = invoice.purchase
    others = list(purchase.invoices.exclude(pk=invoice.pk))
    waits = any(each.status in OPEN for each in others)
    last = invoice.is_last or any(
        each.is_last for each in others if each.status == InvoiceStatus.PAID
    )
    ends = purchase.status == PurchaseStatus.DELIVERED and last and not waits
    act = purchases.finish if ends else purchases.pay_part
    words = _("Invoice %(number)s") % {"number": invoice.number}
    act(purchase, by=by, at=at, amount=invoice.amount, invoice=invoice, words=words)
    if not ends and purchase.status == PurchaseStatus.DELIVERED:
        purchases.end_if_paid(purchase, by=by, at=at)


def _locked(invoice: Invoice) -> Invoice:
    """The invoice and its purchase, locked in the one order: purchase, then invoice."""
    purchase = services.lock(invoice.purchase)
    fresh = services.lock(invoice)
    fresh.purchase = purchase
    return fresh

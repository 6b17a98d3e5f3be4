"""Paying: by a receipt from a shop, by invoices, and what comes back afterwards."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import events, services
from core.errors import RuleBroken
from core.money import ZERO, pounds
from funding.lifecycle import PURCHASE_LIFE
from funding.models import CreditNote, Purchase
from funding.services import budgets, ledger, receipts


@transaction.atomic
def settle(purchase: Purchase, *, by, at: datetime, amount: Decimal, file) -> Purchase:
    """A worker bought it in a shop: the receipt is kept, its sum is paid, the rest goes back."""
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "settle")
    if purchase.provider_id is not None:
        raise RuleBroken(_("A provider delivers this: it is paid by their invoice."))
    if purchase.requested_at > at:
        raise RuleBroken(_("It cannot be bought before it is asked for."))
    ledger.refuse_above(purchase, amount)
    receipts.keep(purchase, by=by, at=at, amount=amount, file=file)
    stamps = {"ordered_at": at, "ordered_by": by, "delivered_at": at, "delivered_by": by}
    stamps["delivered_amount"] = amount
    return finish(purchase, by=by, at=at, amount=amount, words=_("Bought in a shop"), **stamps)


def finish(purchase: Purchase, *, by, at, amount: Decimal, invoice=None, words="", **changes):
    """Pay `amount` of a locked purchase and end it: the money last, so it is held shortest."""
    promised = ledger.still_promised(purchase)
    ledger.refuse_above(purchase, amount)
    told = {"paid": str(amount), "released": str(promised - amount)}
    services.move(
        purchase,
        "settle",
        life=PURCHASE_LIFE,
        by=by,
        at=at,
        words=words,
        data=told,
        **changes,
    )
    if purchase.from_personal_budget:
        budgets.use(purchase.case, promised=promised, paid=amount)
    ledger.pay(purchase, amount=amount, by=by, at=at, invoice=invoice, words=words)
    return purchase


def pay_part(purchase: Purchase, *, by, at, amount: Decimal, invoice, words="") -> Purchase:
    """Pay one of several invoices of a locked purchase; what else was promised stays promised."""
    ledger.refuse_above(purchase, amount)
    status, told = purchase.status, {"amount": str(amount)}
    events.record(purchase, "pay_part", by=by, at=at, from_status=status, words=words, data=told)
    if purchase.from_personal_budget:
        budgets.use(purchase.case, promised=amount, paid=amount)
    ledger.pay(
        purchase, amount=amount, by=by, at=at, invoice=invoice, words=words, release_rest=False
    )
    return purchase


def end_if_paid(purchase: Purchase, *, by, at) -> Purchase:
    """A locked purchase whose whole promise has been paid or released is paid."""
    if ledger.still_promised(purchase) > ZERO:
        return purchase
    return services.move(
        purchase, "settle", life=PURCHASE_LIFE, by=by, at=at, words=_("All of it is paid")
    )


@transaction.atomic
def give_back(
    purchase: Purchase, *, by, at: datetime, amount: Decimal, number: str, reason: str
) -> Purchase:
    """A shop gave money back for something returned: it goes to the funders who paid it."""
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "give_back")
    if purchase.provider_id is not None:
        raise RuleBroken(_("A provider was paid for this: record the credit note on the invoice."))
    money_back(purchase, by=by, at=at, amount=amount, number=number, reason=reason)
    told = {"amount": str(amount)}
    events.record(
        purchase,
        "give_back",
        by=by,
        at=at,
        from_status=purchase.status,
        words=reason,
        data=told,
    )
    return purchase


def money_back(purchase, *, by, at, amount: Decimal, number: str, reason: str, invoice=None):
    """Paid → available, in proportion to who paid, named by purchase and invoice. Once a number."""
    number = number.strip()
    if purchase.credit_notes.filter(number=number).exists():
        raise RuleBroken(
            _("%(number)s has been recorded already.") % {"number": number}, field="number"
        )
    left = ledger.paid_for(purchase)
    if amount > left:
        told = {"left": pounds(left)}
        raise RuleBroken(_("Only %(left)s of what was paid can come back.") % told, field="amount")
    note = CreditNote.objects.create(
        purchase=purchase,
        invoice=invoice,
        number=number,
        amount=amount,
        reason=reason[:300],
        added_at=at,
        added_by=by,
    )
    purchase.refunded += amount
    purchase.save(update_fields=["refunded"])
    if purchase.from_personal_budget:
        budgets.give_back(purchase.case, amount=amount)
    ledger.give_back(
        purchase, amount=amount, by=by, at=at, key=note.reference, invoice=invoice, words=reason
    )
    return note

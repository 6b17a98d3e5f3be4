"""Forms about purchases, invoices and what came back, each with all that must be so before it."""

from collections.abc import Callable
from decimal import Decimal

from core import clock
from funding.models import Purchase
from funding.services import budgets, invoices, purchases
from funding.services.purchases import panels
from tests.factories.buying import called, seats
from tests.factories.funding import Money, goal_of, need, receipt_image
from tests.money_forms.sending import Sending, fill


def _request(money: Money) -> Sending:
    goal_of(money.case)
    told = {"amount": "20.00", "is_high_risk": "no", "purse": "budget", "supplier": "shop"}
    return fill(money.link_worker, "funding:request", money.case.reference, **told)


def _approve(money: Money) -> Sending:
    return fill(money.team_lead, "funding:approve", money.ask("120.00").reference)


def _order(money: Money) -> Sending:
    return fill(money.link_worker, "funding:order", money.approved("60.00").reference)


def _deliver(money: Money) -> Sending:
    purchase = money.approved("60.00")
    purchases.order(purchase, by=money.link_worker, at=clock.now())
    return fill(money.link_worker, "funding:confirm_delivery", purchase.reference)


def _cancel(money: Money) -> Sending:
    purchase = money.approved("40.00", provider=None, from_personal_budget=True)
    return fill(money.team_lead, "funding:cancel", purchase.reference)


def _settle(money: Money) -> Sending:
    purchase = money.approved("30.00", provider=None, from_personal_budget=True)
    return fill(money.link_worker, "funding:settle", purchase.reference, amount="28.50")


def _request_for_group(money: Money) -> Sending:
    need()
    told = {"amount": "40.00", "places": 4, "is_high_risk": "no", "supplier": "shop"}
    return fill(money.link_worker, "funding:request_group", **told)


def _repeat(money: Money) -> Sending:
    purchase = money.delivered("12.00", from_personal_budget=True)
    return fill(money.link_worker, "funding:repeat", purchase.reference, amount="13.00")


def _decide(money: Money) -> Sending:
    panel = called(money, members=2)
    for each in seats(panel):
        panels.vote(panel, by=each, at=clock.now(), vote="for")
    return fill(money.manager, "funding:panel_decide", panel.reference)


def _ordered(money: Money, amount: str) -> Purchase:
    return purchases.order(money.approved(amount), by=money.link_worker, at=clock.now())


def _confirm_part(money: Money) -> Sending:
    purchase = _ordered(money, "60.00")
    told = {"amount": "25.50"}
    return fill(money.link_worker, "funding:confirm_part", purchase.reference, **told)


def _in_part(money: Money, amount: str, part: str) -> Purchase:
    told = {"by": money.link_worker, "at": clock.now(), "amount": Decimal(part)}
    return purchases.confirm_part(_ordered(money, amount), **told)


def _cancel_rest(money: Money) -> Sending:
    purchase = _in_part(money, "60.00", "20.10")
    return fill(money.team_lead, "funding:cancel_rest", purchase.reference)


def _give_back(money: Money) -> Sending:
    purchase = money.approved("30.00", provider=None, from_personal_budget=True)
    told = {"by": money.link_worker, "at": clock.now(), "file": receipt_image(size=(8, 8))}
    purchases.settle(purchase, amount=Decimal("29.00"), **told)
    back = {"number": "SLIP-1", "amount": "9.33"}
    return fill(money.link_worker, "funding:give_back", purchase.reference, **back)


def _invoice(money: Money) -> Sending:
    purchase = money.delivered("70.00")
    told = {"number": f"N-{purchase.reference}", "amount": "65.00"}
    return fill(money.provider_worker, "funding:invoice_submit", purchase.reference, **told)


def _invoice_again(money: Money) -> Sending:
    invoice = money.invoiced("70.00")
    invoices.ask_for_changes(invoice, by=money.finance, at=clock.now(), reason="Half came")
    told = {"number": f"{invoice.number}-2", "amount": "35.00"}
    return fill(money.provider_worker, "funding:invoice_submit_again", invoice.reference, **told)


def _approve_invoice(money: Money) -> Sending:
    return fill(money.finance, "funding:invoice_approve", money.invoiced("80.00").reference)


def _pay_invoice(money: Money) -> Sending:
    invoice = money.invoiced("90.00", asks="85.00")
    invoices.approve(invoice, by=money.finance, at=clock.now())
    return fill(money.finance, "funding:invoice_pay", invoice.reference)


def _pay_a_part(money: Money) -> Sending:
    purchase = _in_part(money, "90.00", "40.00")
    told = {"number": f"P-{purchase.reference}", "amount": Decimal("40.00"), "is_last": False}
    invoice = invoices.submit(purchase, by=money.provider_worker, at=clock.now(), **told)
    invoices.approve(invoice, by=money.finance, at=clock.now())
    return fill(money.finance, "funding:invoice_pay", invoice.reference)


def _credit(money: Money) -> Sending:
    invoice = money.paid("90.00", asks="85.00")
    told = {"number": "CN-1", "amount": "33.34"}
    return fill(money.finance, "funding:invoice_credit", invoice.reference, **told)


def _override(money: Money) -> Sending:
    budgets.budget_of(money.case)
    return fill(money.manager, "funding:override_cap", money.case.reference, extra="50.00")


FORMS: dict[str, Callable[[Money], Sending]] = {
    "request": _request,
    "request_group": _request_for_group,
    "repeat": _repeat,
    "approve": _approve,
    "panel_decide": _decide,
    "order": _order,
    "confirm_delivery": _deliver,
    "confirm_part": _confirm_part,
    "cancel": _cancel,
    "cancel_rest": _cancel_rest,
    "settle": _settle,
    "give_back": _give_back,
    "invoice_submit": _invoice,
    "invoice_submit_again": _invoice_again,
    "invoice_approve": _approve_invoice,
    "invoice_pay": _pay_invoice,
    "invoice_pay_part": _pay_a_part,
    "invoice_credit": _credit,
    "override_cap": _override,
}

"""Every form that moves money, ready to be sent: who sends it, where, with which answers.

The answers are filled into the form that its own page shows, so that a question that is added
tomorrow is answered here too.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from django import forms
from django.test import Client
from django.urls import reverse

from core import clock, once
from core.forms import DateField, YesNoField
from core.models import OnceKey
from funding.models import Invoice, Movement, PersonalBudget, Purchase
from funding.services import budgets, invoices, purchases
from tests.factories.funding import Money, goal_of, receipt_image

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Sending:
    """One form as it goes over the wire, with the key that makes it one act."""

    user: object
    path: str
    data: dict
    has_file: bool = False
    key: str = field(default_factory=once.new_key)

    def body(self, **changes) -> dict:
        """What is posted; a file is made anew each time, since it is read to its end."""
        files = {"file": receipt_image(size=(8, 8))} if self.has_file else {}
        return {**self.data, once.FIELD: self.key, **files, **changes}


def client_of(user) -> Client:
    """A browser that is signed in."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend=BACKEND)
    return client


def fill(user, name: str, *args, **answers) -> Sending:
    """The form at that address, filled in."""
    path = reverse(name, args=args)
    response = client_of(user).get(path)
    assert response.status_code == 200, (name, response.status_code)
    form = response.context["form"]
    data: dict = {}
    for key, question in form.fields.items():
        if key in answers or question.required:
            data |= _answer(form.add_prefix(key), question, answers.get(key))
    has_file = any(isinstance(each, forms.FileField) for each in form.fields.values())
    return Sending(user, path, data, has_file)


def _answer(name: str, question: forms.Field, given) -> dict:
    if isinstance(question, DateField):
        day = given or clock.today()
        return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}
    if isinstance(question, forms.FileField):
        return {}
    if given is not None:
        return {name: given}
    if isinstance(question, YesNoField):
        return {name: "yes"}
    if isinstance(question, forms.ChoiceField):
        return {name: next(str(key) for key, _words in question.choices if key)}
    number = isinstance(question, forms.DecimalField | forms.IntegerField)
    return {name: "1" if number else "As agreed"}


# -- each form, with all that must be so before it can be sent ---------------------------------


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


def _invoice(money: Money) -> Sending:
    purchase = money.delivered("70.00")
    told = {"number": f"N-{purchase.reference}", "amount": "65.00"}
    return fill(money.provider_worker, "funding:invoice_submit", purchase.reference, **told)


def _approve_invoice(money: Money) -> Sending:
    return fill(money.finance, "funding:invoice_approve", money.invoiced("80.00").reference)


def _pay_invoice(money: Money) -> Sending:
    invoice = money.invoiced("90.00", asks="85.00")
    invoices.approve(invoice, by=money.finance, at=clock.now())
    return fill(money.finance, "funding:invoice_pay", invoice.reference)


def _receive(money: Money) -> Sending:
    agreement = money.agreements[-1]
    agreement.amount += Decimal("500.00")
    agreement.save()
    return fill(money.finance, "funding:receive", agreement.reference, amount="250.00")


def _override(money: Money) -> Sending:
    budgets.budget_of(money.case)
    return fill(money.manager, "funding:override_cap", money.case.reference, extra="50.00")


FORMS: dict[str, Callable[[Money], Sending]] = {
    "request": _request,
    "approve": _approve,
    "order": _order,
    "confirm_delivery": _deliver,
    "cancel": _cancel,
    "settle": _settle,
    "invoice_submit": _invoice,
    "invoice_approve": _approve_invoice,
    "invoice_pay": _pay_invoice,
    "receive": _receive,
    "override_cap": _override,
}


def facts(money: Money) -> dict:
    """All that money is about in this world, without keys that differ from world to world."""
    bought = Purchase.objects.filter(fund=money.fund).order_by("pk")
    billed = Invoice.objects.filter(purchase__fund=money.fund).order_by("pk")
    moved = Movement.objects.filter(fund=money.fund).order_by("pk")
    return {
        "purchases": list(bought.values_list("status", "amount", "tier")),
        "events": list(bought.order_by("events__pk").values_list("events__verb", flat=True)),
        "approvals": bought.filter(approvals__isnull=False).count(),
        "shares": list(bought.order_by("shares__pk").values_list("shares__amount", flat=True)),
        "receipts": bought.filter(receipts__isnull=False).count(),
        "invoices": list(billed.values_list("status", "amount")),
        "invoice events": list(
            billed.order_by("events__pk").values_list("events__verb", flat=True)
        ),
        "movements": list(moved.values_list("kind", "source__kind", "target__kind", "amount")),
        "balances": sorted(money.fund.accounts.values_list("kind", "balance")),
        "budgets": list(
            PersonalBudget.objects.filter(case=money.case).values_list(
                "cap", "extra", "committed", "paid"
            )
        ),
    }


def used_keys(sending: Sending) -> int:
    """How often the form's key was claimed."""
    return OnceKey.objects.filter(user=sending.user, key=sending.key).count()

"""What must be the same after one act, however often and however rudely it was asked for."""

from django.db.models import Count

from core.models import OnceKey
from funding.models import (
    Account,
    Advance,
    Claim,
    CreditNote,
    Delivery,
    FundingAgreement,
    FundPeriod,
    InstalmentReceipt,
    Invoice,
    Movement,
    PanelDecision,
    PersonalBudget,
    Purchase,
    Reattribution,
    YearEnd,
)
from tests.factories.funding import Money
from tests.money_forms.sending import Sending


def facts(money: Money) -> dict:
    """All that money is about in this world, without keys that differ from world to world."""
    return {**_bought(money), **_billed(money), **_held(money), **_ended(money)}


def _bought(money: Money) -> dict:
    bought = Purchase.objects.filter(fund=money.fund).order_by("pk")
    panels = PanelDecision.objects.filter(purchase__in=bought).order_by("pk")
    return {
        "purchases": list(bought.values_list("status", "amount", "tier", "delivered_amount")),
        "events": list(bought.order_by("events__pk").values_list("events__verb", flat=True)),
        "approvals": bought.filter(approvals__isnull=False).count(),
        "panels": list(panels.values_list("status", "events__verb").order_by("events__pk")),
        "shares": list(bought.order_by("shares__pk").values_list("shares__amount", flat=True)),
        "receipts": bought.filter(receipts__isnull=False).count(),
        "deliveries": list(
            Delivery.objects.filter(purchase__in=bought).values_list("amount").order_by("pk")
        ),
    }


def _billed(money: Money) -> dict:
    billed = Invoice.objects.filter(purchase__fund=money.fund).order_by("pk")
    notes = CreditNote.objects.filter(purchase__fund=money.fund).order_by("pk")
    return {
        "invoices": list(billed.values_list("status", "amount")),
        "invoice events": list(
            billed.order_by("events__pk").values_list("events__verb", flat=True)
        ),
        "credit notes": list(notes.values_list("number", "amount")),
    }


def _held(money: Money) -> dict:
    """Of every fund of the programme: money may be carried from one into another."""
    moved = Movement.objects.filter(fund__programme=money.programme).order_by("pk")
    accounts = Account.objects.filter(fund__programme=money.programme)
    budgets = PersonalBudget.objects.filter(case=money.case)
    return {
        "movements": list(moved.values_list("kind", "source__kind", "target__kind", "amount")),
        "balances": sorted(accounts.values_list("kind", "balance")),
        "budgets": list(budgets.values_list("cap", "extra", "committed", "paid")),
    }


def _ended(money: Money) -> dict:
    """What was decided about a whole agreement or fund."""
    agreed = FundingAgreement.objects.filter(fund__programme=money.programme)
    claims = Claim.objects.filter(agreement__in=agreed).annotate(n=Count("lines"))
    told = {"agreement__in": agreed}
    return {
        "claims": list(claims.values_list("status", "spent", "due", "n").order_by("pk")),
        "claim events": list(claims.order_by("events__pk").values_list("events__verb", flat=True)),
        "instalments": InstalmentReceipt.objects.filter(instalment__agreement__in=agreed).count(),
        "advances": list(Advance.objects.filter(**told).values_list("amount", "above")),
        "year ends": list(YearEnd.objects.filter(**told).values_list("decision", "amount")),
        "moved": list(Reattribution.objects.filter(**told).values_list("amount", "purchases")),
        "closed": list(FundPeriod.objects.filter(fund=money.fund).values_list("ends_on")),
    }


def used_keys(sending: Sending) -> int:
    """How often the form's key was claimed."""
    return OnceKey.objects.filter(user=sending.user, key=sending.key).count()

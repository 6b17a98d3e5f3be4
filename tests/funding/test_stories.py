"""Worked examples, followed from the request to the payment, to the penny."""

from decimal import Decimal

import pytest

from core import clock
from core.errors import DomainError, NotAllowedNow, RuleBroken
from funding.models import Movement, PersonalBudget
from funding.services import budgets, invoices, purchases
from tests.factories.funding import Money, balances, receipt_image

D = Decimal


def shares(purchase):
    """What each funder bears, in the order of the agreements."""
    return [each.amount for each in purchase.shares.order_by("agreement_id")]


def test_key_safe_for_doreen__is_paid_by_four_funders_in_proportion(money):
    purchase = money.ask("64.50")
    assert (purchase.status, purchase.tier) == ("requested", 2)

    purchases.approve(purchase, by=money.team_lead, at=clock.now())
    # 60 : 25 : 20 : 15 of £64.50 is 32.25, 13.4375, 10.75, 8.0625.
    assert shares(purchase) == [D("32.25"), D("13.44"), D("10.75"), D("8.06")]
    assert balances(money.fund) == {
        "outside": D("-120000.00"),
        "available": D("119935.50"),
        "committed": D("64.50"),
        "paid": D("0.00"),
    }


def test_invoice_below_the_price__releases_the_rest_in_the_same_breath(money):
    invoice = money.paid("180.00", asks="155.50")
    assert invoice.status == "paid"
    assert invoice.purchase.status == "paid"
    assert balances(money.fund) == {
        "outside": D("-120000.00"),
        "available": D("119844.50"),
        "committed": D("0.00"),
        "paid": D("155.50"),
    }
    released = Movement.objects.filter(kind="release", purchase=invoice.purchase)
    assert sum(each.amount for each in released) == D("24.50")


def test_invoice_above_the_price__needs_a_new_approval(money):
    invoice = money.invoiced("180.00", asks="200.00")
    with pytest.raises(RuleBroken, match=r"£20\.00 more"):
        invoices.approve(invoice, by=money.finance, at=clock.now())
    assert balances(money.fund)["paid"] == 0


def test_small_thing_without_risk__is_agreed_at_once_by_whoever_asks(money):
    purchase = money.ask("38.50", provider=None, from_personal_budget=True)
    assert purchase.status == "approved"
    assert purchase.approved_by == money.link_worker

    purchases.settle(
        purchase, by=money.link_worker, at=clock.now(), amount=D("36.00"), file=receipt_image()
    )
    budget = PersonalBudget.objects.get(case=money.case)
    assert (budget.committed, budget.paid, budget.left) == (D("0.00"), D("36.00"), D("64.00"))
    assert balances(money.fund)["paid"] == D("36.00")
    assert purchase.receipts.get().file.name.endswith(".jpg")


def test_small_thing_with_risk__needs_the_second_tier(money):
    purchase = money.ask("38.50", is_high_risk=True)
    assert (purchase.status, purchase.tier) == ("requested", 2)


def test_personal_budget__never_goes_above_its_cap(money):
    for _ in range(2):
        money.ask("45.00", from_personal_budget=True)
    with pytest.raises(RuleBroken, match=r"£10\.00 of the personal budget of £100\.00 is left"):
        money.ask("45.00", from_personal_budget=True)
    assert money.case.purchases.count() == 2


def test_personal_budget__is_lifted_by_a_manager_with_a_reason(money):
    money.ask("50.00", from_personal_budget=True)
    money.ask("50.00", from_personal_budget=True)
    budgets.override_cap(
        money.case, by=money.manager, at=clock.now(), extra=D("20.00"), reason="Boiler broke"
    )
    money.ask("20.00", from_personal_budget=True)
    budget = PersonalBudget.objects.get(case=money.case)
    assert (budget.limit, budget.left, budget.extra_by) == (D("120.00"), D("0.00"), money.manager)


def test_two_people_agree_above_the_last_limit__and_none_of_them_asked(money):
    purchase = money.ask("1500.00", by=money.manager)
    with pytest.raises(RuleBroken, match="You asked for this"):
        purchases.approve(purchase, by=money.manager, at=clock.now())
    first, second = money.staff("manager"), money.staff("manager")
    purchase = purchases.approve(purchase, by=first, at=clock.now())
    assert purchase.status == "requested"
    assert balances(money.fund)["committed"] == 0
    with pytest.raises(RuleBroken, match="agreed already"):
        purchases.approve(purchase, by=first, at=clock.now())
    purchase = purchases.approve(purchase, by=second, at=clock.now())
    assert purchase.status == "approved"
    assert balances(money.fund)["committed"] == D("1500.00")


def test_cancelling__gives_everything_back(money):
    purchase = money.ask("40.00", from_personal_budget=True)
    purchases.order(purchase, by=money.link_worker, at=clock.now())
    purchases.cancel(purchase, by=money.link_worker, at=clock.now(), reason="Not needed")
    assert balances(money.fund)["available"] == D("120000.00")
    assert PersonalBudget.objects.get(case=money.case).left == D("100.00")
    with pytest.raises(NotAllowedNow):
        purchases.cancel(purchase, by=money.link_worker, at=clock.now(), reason="Again")


@pytest.mark.django_db
def test_fund_with_too_little__says_what_is_left_and_promises_nothing():
    money = Money(funders=(("Council", "100.00", ()), ("Trust", "50.00", ())))
    purchase = money.ask("151.00")
    with pytest.raises(RuleBroken, match=r"has £150\.00 left"):
        purchases.approve(purchase, by=money.team_lead, at=clock.now())
    purchase.refresh_from_db()
    assert purchase.status == "requested"
    assert not purchase.shares.exists()
    assert not purchase.approvals.exists()


@pytest.mark.django_db
def test_what_one_funder_cannot_bear__the_others_bear():
    money = Money(funders=(("Council", "100.00", ()), ("Trust", "50.00", ())))
    money.approved("90.00")  # 60 and 30: 40 and 20 are left
    last = money.approved("60.00")
    assert shares(last) == [D("40.00"), D("20.00")]
    assert balances(money.fund)["available"] == 0


@pytest.mark.django_db
def test_restricted_money__pays_only_for_its_purpose():
    money = Money(funders=(("Council", "100.00", ()), ("Charity", "100.00", ("transport",))))
    taxi = money.ask("20.00", category="transport")
    assert shares(taxi) == [D("10.00"), D("10.00")]
    kettle = money.ask("20.00", category="aids")
    assert shares(kettle) == [D("20.00")]
    with pytest.raises(DomainError, match=r"£70\.00 left for this purpose"):
        purchases.approve(money.ask("71.00"), by=money.team_lead, at=clock.now())

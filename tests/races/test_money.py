"""Real connections, real threads, one last pound. Each race has a twin that must lose.

The negative control does the same work without the guard (ask what is left, then write): it must
overspend, else the race proves nothing.
"""

import threading
from decimal import Decimal

import pytest
from django.db import connection, connections, transaction
from django.db.models import Sum

from core import clock
from core.errors import DomainError
from funding.models import Movement, PersonalBudget, Purchase
from funding.services import invoices, purchases, verify
from tests.factories.funding import Money, balances

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 32


def race(acts):
    """Run all `acts` at the same moment on connections of their own; what each came to."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            connection.ensure_connection()
            gate.wait(30)
            act()
            results[number] = "done"
        except DomainError as refusal:
            results[number] = refusal.message
        except Exception as error:
            results[number] = repr(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    return results


@pytest.fixture
def small():
    """A fund of £100 from two funders."""
    return Money(funders=(("Council", "70.00", ()), ("Trust", "30.00", ())))


def agree_to(purchase, by):
    """One approver's click."""
    return lambda: purchases.approve(purchase, by=by, at=clock.now())


def test_thirty_two_ask_for_thirty_of_a_hundred__three_get_it(small):
    asked = [small.ask("30.00", is_high_risk=True) for _ in range(THREADS)]
    results = race([agree_to(each, small.team_lead) for each in asked])
    assert results.count("done") == 3, results
    assert all("left for this purpose" in each for each in results if each != "done"), results
    assert balances(small.fund)["available"] == Decimal("10.00")
    assert balances(small.fund)["committed"] == Decimal("90.00")
    assert Purchase.objects.filter(status="approved").count() == 3
    assert verify.recount().holds


def sum_then_insert(fund_left, amount):
    """The way it is usually written: ask what is left, then write the spending down."""

    def act():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT COALESCE(sum(amount), 0) FROM race_spending")
            spent = cursor.fetchone()[0]
            cursor.execute("SELECT pg_sleep(0.005)")
            if spent + amount <= fund_left:
                cursor.execute("INSERT INTO race_spending (amount) VALUES (%s)", [amount])

    return act


def test_without_the_guard__the_same_race_overspends():
    from config.database_roles import as_owner, service

    with as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE race_spending (amount numeric(12, 2))")
        cursor.execute(f'GRANT ALL ON race_spending TO "{service()}"')
    try:
        race([sum_then_insert(100, Decimal("30.00"))] * THREADS)
        with connection.cursor() as cursor:
            cursor.execute("SELECT sum(amount) FROM race_spending")
            spent = cursor.fetchone()[0]
    finally:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("DROP TABLE race_spending")
    assert spent > 100, "the race is too slow to prove anything"


def test_one_personal_budget__is_never_drawn_above_its_cap():
    money = Money()
    results = race([lambda: money.ask("30.00", provider=None, from_personal_budget=True)] * THREADS)
    assert results.count("done") == 3, results
    budget = PersonalBudget.objects.get(case=money.case)
    assert budget.committed == Decimal("90.00")
    assert balances(money.fund)["committed"] == Decimal("90.00")
    assert verify.recount().holds


def test_one_purchase__is_agreed_once_however_often_it_is_clicked():
    money = Money()
    purchase = money.ask("200.00")
    people = [money.team_lead, money.manager] * (THREADS // 2)
    results = race([agree_to(purchase, each) for each in people])
    assert results.count("done") == 1, results
    assert balances(money.fund)["committed"] == Decimal("200.00")
    assert purchase.approvals.count() == 1


def test_one_invoice__is_paid_once_however_often_it_is_clicked():
    money = Money()
    invoice = money.invoiced("200.00", asks="150.00")
    invoices.approve(invoice, by=money.finance, at=clock.now())
    other = money.staff("finance")

    def pay(by):
        return lambda: invoices.pay(invoice, by=by, at=clock.now(), payment_reference="B")

    results = race([pay(each) for each in [money.finance, other] * (THREADS // 2)])
    assert results.count("done") == 1, results
    paid = Movement.objects.filter(kind="pay").aggregate(total=Sum("amount"))["total"]
    assert paid == Decimal("150.00")
    assert balances(money.fund)["available"] == Decimal("119850.00")
    assert verify.recount().holds


def test_paying_and_cancelling_and_agreeing_at_once__never_deadlocks_or_unbalances(small):
    asked = [small.ask("5.00", is_high_risk=True) for _ in range(12)]
    first = [purchases.approve(each, by=small.team_lead, at=clock.now()) for each in asked[:6]]

    def cancel(purchase):
        return lambda: purchases.cancel(
            purchase, by=small.team_lead, at=clock.now(), reason="No longer needed"
        )

    acts = [cancel(each) for each in first] + [
        agree_to(each, small.team_lead) for each in asked[6:]
    ]
    results = race(acts)
    assert results.count("done") == len(acts), results
    assert verify.recount().holds

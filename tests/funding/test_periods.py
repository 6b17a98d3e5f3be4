"""Closed books, year-end, re-attribution: forward only, and the database says so too."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import clock
from core.errors import RuleBroken
from funding.models import Account, FundPeriod, Movement
from funding.services import agreements, instalments, periods, reattribution, verify, year_end
from funding.services.standing import standings
from tests.factories.funding import balances

D = Decimal
DAY = dt.timedelta(days=1)


def close(money, days_ago=1, **more):
    return periods.close_period(
        money.fund,
        by=money.finance,
        at=clock.now(),
        ends_on=clock.today() - days_ago * DAY,
        **more,
    )


def raw(money, days_ago, **changes):
    """A receipt by somebody with SQL in hand, as the service's own role."""
    agreement = money.agreements[0]
    kinds = dict(agreement.accounts.values_list("kind", "pk"))
    at = clock.now() - days_ago * DAY
    sql = (
        "INSERT INTO funding_movement (at, kind, fund_id, agreement_id, source_id, target_id, "
        "amount, key, words) VALUES (%s, 'grant', %s, %s, %s, %s, 1, %s, '')"
    )
    values = [at, money.fund.pk, agreement.pk, kinds["outside"], kinds["available"], f"raw-{at}"]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


# -- closing --------------------------------------------------------------------------------


def test_closed_books__take_no_movement_even_by_raw_sql(money):
    agreement = money.agreements[0]
    agreement.amount += 10
    agreement.save()
    raw(money, 3)
    close(money, 2)
    with pytest.raises(DatabaseError, match="are closed"), transaction.atomic():
        raw(money, 2)
    with pytest.raises(DatabaseError, match="are closed"), transaction.atomic():
        raw(money, 90)
    raw(money, 0)
    for sql in (
        "DELETE FROM funding_fundperiod",
        "UPDATE funding_fundperiod SET ends_on = '2020-01-01'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert verify.recount().holds


def test_what_comes_to_light_late__stands_in_the_open_period_with_a_note(money):
    agreement = money.agreements[0]
    agreement.amount += 100
    agreement.save()
    close(money, 5)
    told = {"by": money.finance, "at": clock.now(), "amount": D("100.00"), "key": "late"}
    instalments.receive_grant(agreement, received_on=clock.today() - 30 * DAY, **told)
    movement = Movement.objects.get(key__startswith="late:")
    assert clock.day_of(movement.at) == clock.today()
    assert "after its books were closed" in movement.words


def test_periods__are_closed_in_order_once_they_are_over(money):
    with pytest.raises(RuleBroken, match="that is over"), transaction.atomic():
        close(money, 0)
    first = close(money, 40)
    assert first.starts_on == money.fund.starts_on
    with pytest.raises(RuleBroken, match="already"), transaction.atomic():
        close(money, 40)
    second = close(money, 10)
    assert second.starts_on == first.ends_on + DAY
    with pytest.raises(DatabaseError, match="after the one before it"), transaction.atomic():
        FundPeriod.objects.create(
            fund=money.fund,
            starts_on=clock.today() - 5 * DAY,
            ends_on=clock.today() - 3 * DAY,
            closed_at=clock.now(),
            closed_by=money.finance,
        )


def test_books_that_do_not_add_up__are_not_closed(money, monkeypatch):
    found = verify.Recount({}, "account 7 holds £1 too much")
    monkeypatch.setattr(verify, "recount", lambda: found)
    with pytest.raises(RuleBroken, match="account 7"), transaction.atomic():
        close(money)
    assert not money.fund.periods.exists()


# -- year-end -------------------------------------------------------------------------------


@pytest.fixture
def next_year(money):
    """An agreement of the same funder that goes on longer."""
    old = money.agreements[0]
    return agreements.make_agreement(
        money.fund,
        funder=old.funder,
        amount=D("5000.00"),
        starts_on=clock.today(),
        ends_on=old.ends_on + 100 * DAY,
    )


def end(agreement, money, decision, **more):
    return year_end.end_year(
        agreement, by=money.finance, at=clock.now(), decision=decision, words="By letter", **more
    )


def standing_of(agreement):
    return standings(type(agreement).objects.filter(pk=agreement.pk))[0][1]


def test_unspent_money__is_carried_into_the_next_agreement_and_promises_stay(money, next_year):
    money.approved("400.00")
    old = money.agreements[0]
    promised = standing_of(old).committed
    made = end(old, money, "carry", into=next_year)
    then, now = standing_of(old), standing_of(next_year)
    assert (then.left, then.committed, then.carried) == (D(0), promised, made.amount)
    assert (now.left, now.received, now.carried) == (made.amount, D(0), -made.amount)
    assert then.difference == now.difference == 0
    assert verify.recount().holds
    with pytest.raises(RuleBroken, match="Nothing of this agreement"), transaction.atomic():
        end(old, money, "carry", into=next_year)


def test_unspent_money__may_go_back_to_the_funder(money):
    old = money.agreements[3]
    end(old, money, "back")
    standing = standing_of(old)
    assert (standing.left, standing.back, standing.received) == (D(0), D(15000), D(15000))
    assert verify.recount().holds


def test_money__is_never_carried_to_another_funder(money, next_year):
    for wrong in (money.agreements[1], None, money.agreements[0]):
        with pytest.raises(RuleBroken, match="same funder"), transaction.atomic():
            end(money.agreements[0], money, "carry", into=wrong)
    assert balances(money.fund)["available"] == D("120000.00")


# -- re-attribution -------------------------------------------------------------------------


def move(money, source=0, into=1, **more):
    told = {"from_on": money.fund.starts_on, "reason": "The ICB joined", **more}
    return reattribution.reattribute(
        money.agreements[source],
        by=money.finance,
        at=clock.now(),
        into=money.agreements[into],
        **told,
    )


def test_a_promise_and_a_payment__are_borne_by_another_from_now_on(money):
    promised = money.delivered("333.33")
    paid = money.paid("180.00", asks="155.55").purchase
    first, second = money.agreements[:2]
    before = standing_of(first), standing_of(second)
    made = move(money)
    after = standing_of(first), standing_of(second)
    assert (after[0].committed, after[0].paid) == (D(0), D(0))
    assert after[1].committed == before[0].committed + before[1].committed
    assert after[1].paid == before[0].paid + before[1].paid
    assert made.amount == before[0].committed + before[0].paid
    assert made.purchases == 2
    assert {promised.pk, paid.pk} == set(
        Movement.objects.filter(key__startswith=made.reference).values_list("purchase", flat=True)
    )
    undone = Movement.objects.filter(key__startswith=f"{made.reference}:undo")
    assert all(each.corrects_id and each.words == "The ICB joined" for each in undone)
    assert verify.recount().holds, verify.recount().difference


def test_after_it_moved__a_purchase_is_paid_and_released_from_where_it_is(money):
    from funding.services import invoices

    invoice = money.invoiced("300.00", asks="250.00")
    move(money)
    invoice = invoices.approve(invoice, by=money.finance, at=clock.now())
    invoices.pay(invoice, by=money.finance, at=clock.now(), payment_reference="BACS 2")
    assert standing_of(money.agreements[0]).paid == 0
    assert sum(standing_of(each).paid for each in money.agreements) == D("250.00")
    assert verify.recount().holds, verify.recount().difference


def test_it_goes_forward_only(money):
    money.paid("90.00")
    close(money, 1)
    with pytest.raises(RuleBroken, match="are closed"), transaction.atomic():
        move(money)
    moved = move(money, from_on=clock.today())
    assert moved.purchases == 1
    assert (
        Movement.objects.filter(
            key__startswith=moved.reference, at__lt=clock.start_of(clock.today())
        ).count()
        == 0
    )


def test_what_was_paid_before_the_day__stays(money):
    money.paid("90.00")
    with pytest.raises(RuleBroken, match="that has come"), transaction.atomic():
        move(money, from_on=clock.today() + DAY)
    Movement.objects.count()
    with pytest.raises(RuleBroken, match="same fund"), transaction.atomic():
        move(money, into=0)


def test_no_more_than_the_other_can_bear__is_moved(money):
    money.approved("100.00")
    money.approved("1000.00")
    made = move(money, most=D("60.00"))
    assert made.purchases == 1
    assert made.amount <= D("60.00")
    with pytest.raises(RuleBroken, match="Nothing fits"), transaction.atomic():
        move(money, most=D("0.01"))


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    prices=st.lists(st.integers(min_value=1, max_value=99_999), min_size=1, max_size=4),
    hops=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=3),
)
def test_whatever_moves_between_funders__no_penny_is_lost(money, prices, hops):
    with transaction.atomic():
        for pence in prices:
            money.approved(D(pence) / 100)
        before = balances(money.fund)
        for source, into in hops:
            try:
                with transaction.atomic():
                    move(money, source, into)
            except RuleBroken:
                continue
        assert balances(money.fund) == before
        assert not Account.objects.filter(kind="committed", balance__lt=0).exists()
        found = verify.recount()
        transaction.set_rollback(True)
    assert found.holds, found.difference

"""Agreements in dated terms, instalments, conditions, money set free before it came."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from core import clock
from core.errors import Conflict, DomainError, RuleBroken
from core.models import Mail
from funding.models import AgreementVersion, FunderName
from funding.services import advances, agreements, conditions, instalments, sources, terms, verify
from funding.services.standing import standings
from tests.factories.funding import Money

D = Decimal
DAY = dt.timedelta(days=1)


@pytest.fixture
def unpaid(money):
    """One more agreement, with nothing paid in."""
    today = clock.today()
    return agreements.make_agreement(
        money.fund,
        funder=money.agreements[0].funder,
        amount=D("1000.00"),
        starts_on=today - 10 * DAY,
        ends_on=today + 100 * DAY,
        by=money.manager,
    )


def change(agreement, money, **changes):
    told = {"effective_from": clock.today(), "reason": "New letter", **changes}
    return terms.change_agreement(agreement, by=money.manager, at=clock.now(), **told)


def refused(sql):
    """The database says no to the service's own role."""
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


# -- terms ----------------------------------------------------------------------------------


def test_new_terms__count_from_their_day_and_the_old_stay_readable(money, unpaid):
    change(unpaid, money, amount=D("1500.00"), effective_from=clock.today() + 5 * DAY)
    unpaid.refresh_from_db()
    assert unpaid.amount == D("1000.00")
    assert terms.put_in_force(on=clock.today() + 5 * DAY) == 1
    unpaid.refresh_from_db()
    assert unpaid.amount == D("1500.00")
    assert terms.put_in_force(on=clock.today() + 6 * DAY) == 0
    assert terms.terms_on(unpaid, clock.today()).amount == D("1000.00")
    assert [each.amount for each in unpaid.terms.order_by("pk")] == [D("1000.00"), D("1500.00")]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"effective_from": clock.today() - DAY, "amount": D("1500.00")}, "today or a later day"),
        ({"ends_on": clock.today() - DAY}, "last day cannot be before"),
        ({}, "Nothing would change"),
        ({"only_districts": ["DY1 2HQ"]}, "not a postcode district"),
    ],
)
def test_terms_that_cannot_be__are_refused(money, unpaid, changes, says):
    with pytest.raises(RuleBroken, match=says), transaction.atomic():
        change(unpaid, money, **changes)


def test_the_amount__is_never_less_than_what_was_paid_in(money):
    with pytest.raises(RuleBroken, match="paid in already"), transaction.atomic():
        change(money.agreements[0], money, amount=D("59999.99"))


def test_versions_and_names__are_never_changed(money, unpaid):
    terms.rename_funder(
        unpaid.funder, by=money.manager, at=clock.now(), name="Tipley ICB", from_on=clock.today()
    )
    assert AgreementVersion.objects.exists()
    assert FunderName.objects.exists()
    for table in ("agreementversion", "fundername"):
        for act in (f"UPDATE funding_{table} SET id = 0", f"DELETE FROM funding_{table}"):
            refused(act)


def test_a_funders_new_name__leaves_history_its_old_one(money, unpaid):
    funder, today = unpaid.funder, clock.today()
    old = funder.name
    more = {"by": money.manager, "at": clock.now()}
    terms.rename_funder(funder, name="Tipley ICB", from_on=today - 3 * DAY, **more)
    funder.refresh_from_db()
    assert funder.name == "Tipley ICB"
    assert terms.name_on(funder, today - 4 * DAY) == old
    assert terms.name_on(funder, today - 3 * DAY) == "Tipley ICB"
    with pytest.raises(RuleBroken, match="already"), transaction.atomic():
        terms.rename_funder(funder, name="Third", from_on=today - 5 * DAY, **more)
    with pytest.raises(RuleBroken, match="that has come"), transaction.atomic():
        terms.rename_funder(funder, name="Third", from_on=today + DAY, **more)


# -- restrictions ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("needs", "districts", "codes", "district", "may"),
    [
        ((), (), ("aids",), "DY1", True),
        (("aids",), (), ("aids",), "", True),
        (("warmth",), (), ("aids",), "DY1", False),
        ((), ("DY1",), ("aids",), "DY1", True),
        ((), ("DY1",), ("aids",), "DY2", False),
        ((), ("DY1",), ("aids",), "", False),
        (("aids",), ("DY1",), ("aids",), "DY2", False),
    ],
)
def test_restricted_money__pays_only_for_its_purpose_and_area(
    needs, districts, codes, district, may
):
    assert sources.may_pay(needs, codes, districts, district) is may


def test_money_for_one_area__pays_only_for_people_who_live_there(money):
    change(money.agreements[0], money, only_districts=["dy1"])
    money.case.resident.postcode = "DY2 7AB"
    money.case.resident.save()
    elsewhere = money.approved("300.00")
    assert money.agreements[0].pk not in elsewhere.shares.values_list("agreement", flat=True)
    money.case.resident.postcode = "DY1 2HQ"
    money.case.resident.save()
    money.case.refresh_from_db()
    there = money.approved("300.00")
    assert money.agreements[0].pk in there.shares.values_list("agreement", flat=True)
    assert verify.recount().holds


@pytest.mark.django_db
def test_restricted_first__uses_up_restricted_money_before_the_rest():
    money = Money(funders=(("Council", "1000.00", ()), ("Warm homes", "50.00", ("warmth",))))
    agreements.set_split_rule(money.fund, kind="restricted", effective_from=clock.today())
    purchase = money.approved("80.00", category="warmth")
    assert [each.amount for each in purchase.shares.order_by("agreement_id")] == [D("30"), D("50")]


def test_a_split_rule__is_never_set_for_the_past_or_twice_a_day(money):
    more = {"by": money.manager, "at": clock.now(), "kind": "first_call"}
    with pytest.raises(RuleBroken, match="today or a later day"), transaction.atomic():
        agreements.set_split_rule(money.fund, effective_from=clock.today() - DAY, **more)
    agreements.set_split_rule(money.fund, effective_from=clock.today(), **more)
    with pytest.raises(RuleBroken, match="begins on that day already"), transaction.atomic():
        agreements.set_split_rule(money.fund, effective_from=clock.today(), **more)


# -- instalments ----------------------------------------------------------------------------


def plan(agreement, money, amount, days):
    return instalments.plan_instalment(
        agreement,
        by=money.finance,
        at=clock.now(),
        amount=D(amount),
        due_on=clock.today() + days * DAY,
    )


def receive(agreement, money, amount, key="bank-1", **more):
    return instalments.receive_grant(
        agreement, amount=D(amount), by=money.finance, at=clock.now(), key=key, **more
    )


def test_an_instalment__is_late_until_all_of_it_came(money, unpaid):
    plan(unpaid, money, "400.00", -3)
    plan(unpaid, money, "600.00", 30)
    receive(unpaid, money, "150.00")
    first, second = instalments.expected([unpaid.pk], on=clock.today())
    assert (first.came, first.open, first.days_late) == (D("150.00"), D("250.00"), 3)
    assert (second.came, second.is_late) == (D("0.00"), False)
    receive(unpaid, money, "250.00", key="bank-2")
    assert not [
        each for each in instalments.expected([unpaid.pk], on=clock.today()) if each.is_late
    ]
    assert verify.recount().holds


def test_a_corrected_receipt__leaves_its_instalment_open_again(money, unpaid):
    plan(unpaid, money, "400.00", -3)
    receive(unpaid, money, "400.00")
    movement = unpaid.movements.get(kind="grant")
    agreements.correct(movement, by=money.finance, at=clock.now(), words="Another fund’s")
    assert instalments.expected([unpaid.pk], on=clock.today())[0].is_late


def test_the_plan__is_never_more_than_was_agreed(money, unpaid):
    plan(unpaid, money, "999.99", 10)
    with pytest.raises(RuleBroken, match=r"£0\.01 of the"), transaction.atomic():
        plan(unpaid, money, "0.02", 20)


def test_an_instalment_of_which_some_came__stays_in_the_plan(money, unpaid):
    planned = plan(unpaid, money, "400.00", 10)
    receive(unpaid, money, "1.00")
    with pytest.raises(RuleBroken, match="come already"), transaction.atomic():
        instalments.drop_instalment(planned, by=money.finance, at=clock.now())


def test_money_received__counts_once_a_key_and_never_above_what_was_agreed(money, unpaid):
    assert receive(unpaid, money, "600.00") is True
    assert receive(unpaid, money, "600.00") is False
    with pytest.raises(Conflict), transaction.atomic():
        receive(unpaid, money, "500.00")
    with pytest.raises(RuleBroken, match="still to come"), transaction.atomic():
        receive(unpaid, money, "400.01", key="bank-2")
    with pytest.raises(RuleBroken, match="that has come"), transaction.atomic():
        receive(unpaid, money, "1.00", key="b", received_on=clock.today() + DAY)


# -- before it came -------------------------------------------------------------------------


def advance(agreement, money, amount, **more):
    return advances.advance(
        agreement, by=money.manager, at=clock.now(), amount=D(amount), reason="Agreed", **more
    )


def test_money__may_not_be_spent_before_it_came_unless_the_funder_agreed(money, unpaid):
    with pytest.raises(RuleBroken, match="only once it has been paid in"), transaction.atomic():
        advance(unpaid, money, "100.00")
    change(unpaid, money, spend_ahead=True)
    unpaid.refresh_from_db()
    advance(unpaid, money, "300.00")
    with pytest.raises(RuleBroken, match=r"£700\.00 of what was agreed"), transaction.atomic():
        advance(unpaid, money, "700.01")
    receive(unpaid, money, "500.00")
    standing = dict(standings(type(unpaid).objects.filter(pk=unpaid.pk)))[unpaid]
    assert (standing.received, standing.owed, standing.left) == (D("500"), D("0"), D("500"))
    assert standing.difference == 0
    assert verify.recount().holds


def test_above_what_was_agreed__only_by_a_recorded_override(money, unpaid):
    receive(unpaid, money, "1000.00")
    made = advance(unpaid, money, "250.00", above_agreed=True)
    assert (made.above, made.by) == (D("250.00"), money.manager)
    assert verify.recount().holds


def test_above_what_was_agreed__the_database_refuses_without_an_override(money, unpaid):
    own = sources.account(unpaid, "owed"), sources.account(unpaid, "available")
    sql = (
        "INSERT INTO funding_movement (at, kind, fund_id, agreement_id, source_id, target_id, "
        "amount, key, words) VALUES (now(), 'advance', %s, %s, %s, %s, 1000.01, 'raw', '')"
    )
    with (
        pytest.raises(DatabaseError, match="more than was agreed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [money.fund.pk, unpaid.pk, *own])


# -- conditions -----------------------------------------------------------------------------


def test_a_condition__is_settled_once_with_what_shows_it(money, unpaid):
    more = {"by": money.finance, "at": clock.now()}
    asked = conditions.add_condition(unpaid, words="Half-year report", due_on=clock.today(), **more)
    conditions.settle_condition(asked, is_met=True, evidence="Sent on Monday", **more)
    with pytest.raises(DomainError), transaction.atomic():
        conditions.settle_condition(asked, is_met=False, evidence="No", **more)
    with pytest.raises(DatabaseError), transaction.atomic():
        type(asked).objects.update(evidence="")


@pytest.mark.parametrize(
    ("days", "mails"), [(31, 0), (30, 1), (20, 1), (7, 1), (0, 1), (-1, 1), (-8, 1)]
)
def test_a_condition__is_reminded_of_once_for_each_mark(money, unpaid, days, mails):
    conditions.add_condition(
        unpaid,
        words="Half-year report",
        due_on=max(unpaid.starts_on, clock.today() + days * DAY),
        by=money.finance,
        at=clock.now(),
    )
    assert conditions.remind(at=clock.now()) == mails
    assert conditions.remind(at=clock.now()) == 0
    told = Mail.objects.filter(subject__contains="condition").values_list("to", flat=True)
    assert (money.finance.email in set(told)) is bool(mails)
    assert money.link_worker.email not in set(told)


def test_a_late_instalment__is_told_once_a_week(money, unpaid):
    plan(unpaid, money, "400.00", -3)
    assert conditions.remind(at=clock.now()) == 1
    assert conditions.remind(at=clock.now() + DAY) == 0
    assert conditions.remind(at=clock.now() + 5 * DAY) == 1

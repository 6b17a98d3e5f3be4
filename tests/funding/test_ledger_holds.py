"""What PostgreSQL refuses, asked by raw SQL as the service's own role."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from core import clock
from core.errors import Conflict, RuleBroken
from funding.models import Account, Movement
from funding.services import agreements, ledger, verify
from funding.services.posting import Posting, post
from funding.services.sources import accounts_of
from tests.factories.funding import balances

D = Decimal


def refused(sql, params=(), *, says=""):
    """The statement fails, for the reason `says`, and leaves nothing behind."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as c:
        c.execute(sql, params)
        c.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert says in str(caught.value)


def insert(money, *, agreement=0, source="available", target="committed", **changes):
    """An INSERT into the ledger as somebody with SQL in hand would write it."""
    chosen = money.agreements[agreement]
    accounts = accounts_of([chosen.pk])[chosen.pk]
    row = {
        "at": clock.now(),
        "kind": "commit",
        "fund_id": money.fund.pk,
        "agreement_id": chosen.pk,
        "source_id": accounts[source],
        "target_id": accounts[target],
        "amount": D("10.00"),
        "purchase_id": changes.pop("purchase_id", None) or money.ask("120.00").pk,
        "key": f"raw-{clock.now().timestamp()}",
        "words": "",
        **changes,
    }
    names = ", ".join(row)
    marks = ", ".join(["%s"] * len(row))
    return f"INSERT INTO funding_movement ({names}) VALUES ({marks})", list(row.values())


def test_the_tests_run_as_the_service(money):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, tableowner FROM pg_tables WHERE tablename = %s",
            ["funding_account"],
        )
        me, owner = cursor.fetchone()
    assert me != owner


def test_a_balance__is_not_the_services_to_write(money):
    refused("UPDATE funding_account SET balance = balance + 1000", says="permission denied")
    refused("DELETE FROM funding_account", says="permission denied")
    account = Account.objects.filter(kind="available").first()
    refused(
        "INSERT INTO funding_account (fund_id, agreement_id, kind, balance) VALUES (%s, %s, %s, 5)",
        [account.fund_id, account.agreement_id, "paid"],
        says="changed by movements only",
    )
    refused("ALTER TABLE funding_account DISABLE TRIGGER ALL", says="must be owner")
    refused("DROP TRIGGER funding_post_movements ON funding_movement", says="must be owner")
    refused("TRUNCATE funding_movement", says="permission denied")


def test_a_movement__is_never_changed_or_taken_away(money):
    refused("UPDATE funding_movement SET amount = 1", says="permission denied")
    refused("DELETE FROM funding_movement", says="permission denied")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"amount": D("-5.00")}, "movement_amount_positive"),
        ({"amount": D("0.00")}, "movement_amount_positive"),
        ({"amount": D("60000.01")}, "account_never_below_zero"),
        ({"source": "outside", "target": "paid"}, "does not fit"),
        ({"source": "paid", "target": "available"}, "does not fit"),
        ({"source": "available", "target": "paid", "kind": "pay"}, "does not fit"),
        ({"source": "available", "target": "available"}, "movement_between_two_accounts"),
        ({"kind": "gift"}, "movement_kind_known"),
        ({"kind": "correct"}, "movement_correction_names_what"),
    ],
)
def test_a_movement_that_does_not_fit__is_refused(money, changes, says):
    refused(*insert(money, **changes), says=says)


def test_a_movement_between_two_funders__is_refused(money):
    other = accounts_of([money.agreements[1].pk])[money.agreements[1].pk]
    refused(*insert(money, target_id=other["committed"]), says="does not fit")


def test_a_movement_without_its_purchase__is_refused(money):
    sql, values = insert(money)
    names = sql.split("(")[1].split(")")[0].split(", ")
    values[names.index("purchase_id")] = None
    refused(sql, values, says="movement_names_its_purchase")


def test_a_correction__is_the_exact_opposite_of_what_it_names(money):
    grant = Movement.objects.filter(kind="grant").first()
    half = {
        "kind": "correct",
        "corrects_id": grant.pk,
        "source": "available",
        "target": "outside",
        "amount": grant.amount / 2,
    }
    refused(*insert(money, **half), says="does not fit")


def test_a_receipt_by_mistake__is_undone_once_and_stays_readable(money):
    agreement = money.agreements[3]
    grant = Movement.objects.get(agreement=agreement)
    for first in (True, False):
        done = agreements.correct(
            grant, by=money.finance, at=clock.now(), words="Twice on the list"
        )
        assert done is first
    assert agreements.received(agreement) == 0
    assert [each.kind for each in agreement.movements.order_by("pk")] == ["grant", "correct"]
    assert verify.recount().holds


def test_a_receipt_that_is_spent__cannot_be_undone(money):
    money.approved("40.00")
    grant = Movement.objects.filter(kind="grant").order_by("pk").first()
    with pytest.raises(RuleBroken), transaction.atomic():
        agreements.correct(grant, by=money.finance, at=clock.now(), words="Wrong")
    assert verify.recount().holds


def test_the_same_key__moves_money_once_and_never_another_amount(money):
    agreement = money.agreements[0]
    more = {"by": money.finance, "at": clock.now(), "key": "bank-77"}
    assert balances(money.fund)["available"] == D("120000.00")
    agreement.amount += D("500.00")
    agreement.save()
    assert agreements.receive_grant(agreement, amount=D("500.00"), **more) is True
    assert agreements.receive_grant(agreement, amount=D("500.00"), **more) is False
    with pytest.raises(Conflict), transaction.atomic():
        agreements.receive_grant(agreement, amount=D("400.00"), **more)
    assert balances(money.fund)["available"] == D("120500.00")


def test_a_key__may_be_any_words(money):
    """Keys of several movements travel as one array."""
    agreement, odd = money.agreements[0], 'Lee’s "gift", {half} \\ NULL'
    agreement.amount += D("500.00")
    agreement.save()
    more = {"by": money.finance, "at": clock.now(), "key": odd}
    assert agreements.receive_grant(agreement, amount=D("500.00"), **more) is True
    assert Movement.objects.filter(key__contains=odd).count() == 1


def test_committing_again__changes_nothing(money):
    purchase = money.approved("200.00")
    before = Movement.objects.count()
    rows = Movement.objects.filter(purchase=purchase)
    postings = [
        Posting(m.kind, m.agreement_id, m.source_id, m.target_id, m.amount, m.key) for m in rows
    ]
    again = post(
        postings, fund_id=money.fund.pk, by=money.manager, at=clock.now(), purchase=purchase
    )
    assert again is False
    assert Movement.objects.count() == before
    ledger.release(purchase, by=money.manager, at=clock.now())
    assert ledger.release(purchase, by=money.manager, at=clock.now()) is False
    assert balances(money.fund)["committed"] == 0


def test_more_than_was_agreed__is_not_received(money):
    with pytest.raises(RuleBroken, match=r"£0\.00 of this agreement is still to come"):
        agreements.receive_grant(
            money.agreements[0], amount=D("1.00"), by=money.finance, at=clock.now(), key="x"
        )


def test_all_movements_of_a_purchase__go_in_one_round_trip(money, django_assert_max_num_queries):
    purchase = money.ask("200.00")
    with django_assert_max_num_queries(6) as told:
        ledger.commit(purchase, by=money.manager, at=clock.now(), on=clock.today())
    posted = [each for each in told.captured_queries if "funding_movement" in each["sql"]]
    assert len(posted) == 1

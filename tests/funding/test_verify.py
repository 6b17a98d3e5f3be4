"""The recount names what it counted, and finds each kind of difference."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from config.database_roles import as_owner
from core.models import Mail
from funding.services import verify
from funding.tasks import verify_ledger


@pytest.fixture
def books(money):
    """Books with something in every column."""
    money.paid("180.00", asks="155.50")
    money.delivered("70.00")
    money.ask("20.00", from_personal_budget=True)
    money.ask("120.00")
    return money


def tamper(sql):
    """Do as the owner, with triggers put aside, what the service cannot: a thief with the key."""
    table = next(word for word in sql.split() if word.startswith("funding_"))
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql)
        assert cursor.rowcount > 0, "there was nothing to tamper with"


def test_sound_books__are_named_in_one_line(books, capsys):
    call_command("verify_ledger")
    told = capsys.readouterr().out
    assert told.count("\n") == 1
    assert "movements, 16 accounts, 4 agreements, 4 purchases, 1 personal budgets" in told


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE funding_account SET balance = balance + 1 WHERE kind = 'paid'", "its movements"),
        (
            "UPDATE funding_purchase SET status = 'paid' WHERE status = 'delivered'",
            "committed",
        ),
        ("UPDATE funding_purchase SET amount = amount + 1 WHERE status = 'approved'", "purchase"),
        ("UPDATE funding_personalbudget SET committed = committed + 1", "personal budget"),
        ("UPDATE funding_personalbudget SET paid = paid + 1", "personal budget"),
        ("UPDATE funding_invoice SET amount = amount + 1 WHERE status = 'paid'", "invoice"),
        ("DELETE FROM funding_movement WHERE kind = 'pay'", "its movements come to"),
    ],
)
def test_each_difference__is_found_and_fails(books, sql, says):
    tamper(sql)
    with pytest.raises(CommandError, match=says):
        call_command("verify_ledger")


def test_at_night__a_difference_is_told_to_finance_and_manager(books, monkeypatch):
    found = verify.Recount({}, "account 7 holds £1 too much")
    monkeypatch.setattr(verify, "recount", lambda: found)
    verify_ledger()
    told = set(
        Mail.objects.filter(template="funding", subject__contains="does not add up").values_list(
            "to", flat=True
        )
    )
    assert {books.finance.email, books.manager.email} <= told
    assert books.link_worker.email not in told

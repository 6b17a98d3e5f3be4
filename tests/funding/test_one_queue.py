"""What locks on a busy fund's rows used to hold is held without them; who moves money queues."""

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from config import database_roles
from funding.models import Purchase
from tests.factories.funding import Money

SHARE = "INSERT INTO funding_purchaseshare (purchase_id, agreement_id, amount) VALUES (%s, %s, 1)"
MOVE = """
    INSERT INTO funding_movement
        (at, kind, fund_id, agreement_id, source_id, target_id, amount, purchase_id, key, words)
    SELECT now(), 'commit', {fund}, {agreement}, {source}, {target}, 1, {purchase}, 'mine', ''
    FROM funding_movement WHERE purchase_id IS NOT NULL ORDER BY id DESC LIMIT 1
"""


def refused(sql, params=(), *, says):
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as c:
        c.execute(sql, params)
    assert says in str(caught.value)


@pytest.fixture
def owner(db):
    """What even the owner of the tables is refused."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    yield
    if database_roles.separate():
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {connection.ops.quote_name(settings.SERVICE_ROLE)}")


def test_a_share_of_somebody_elses_agreement__is_refused(money):
    other, bought = Money(), money.ask("12.00")
    strange = other.agreements[0].pk
    refused(SHARE, [bought.pk, strange], says="borne by an agreement of the fund")
    refused(SHARE, [bought.pk, 987_654_321], says="borne by an agreement of the fund")
    refused(SHARE, [987_654_321, strange], says="borne by an agreement of the fund")
    refused(
        "UPDATE funding_purchaseshare SET agreement_id = %s WHERE id = %s",
        [strange, bought.shares.first().pk],
        says="borne by an agreement of the fund",
    )


@pytest.mark.parametrize("wrong", ["fund", "agreement", "source", "target", "purchase"])
def test_a_movement_that_names_what_is_not_there__is_refused(money, wrong):
    money.ask("12.00")
    right = {"fund": "fund_id", "agreement": "agreement_id", "source": "source_id"}
    named = {**right, "target": "target_id", "purchase": "purchase_id", wrong: "987654321"}
    refused(MOVE.format(**named), says="does not fit its accounts")


@pytest.mark.parametrize("table", ["funding_account", "funding_fundingagreement", "funding_fund"])
def test_what_a_movement_names__is_never_taken_away(money, owner, table):
    bought = money.ask("12.00")
    one = bought.movements.first()
    pk = {
        "funding_account": one.source_id,
        "funding_fundingagreement": one.agreement_id,
        "funding_fund": one.fund_id,
    }[table]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET id = id + 100000 WHERE id = %s", [pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_movement_of_what_was_bought_from_another_fund__is_refused(money):
    elsewhere = Money().ask("12.00")
    money.ask("12.00")
    mine = {"fund": "fund_id", "agreement": "agreement_id", "source": "source_id"}
    named = {**mine, "target": "target_id", "purchase": str(elsewhere.pk)}
    refused(MOVE.format(**named), says="does not fit its accounts")


@pytest.mark.parametrize("bought", [True, False])
def test_a_purchase__is_never_taken_away(money, owner, bought):
    """Its movements and shares name it without a foreign key, so its row and key stay."""
    made = money.ask("12.00" if bought else "900.00")
    assert made.movements.exists() is bought
    stays = "never taken away"
    refused("DELETE FROM funding_purchase WHERE id = %s", [made.pk], says=stays)
    without_keys_to("funding_purchase")
    refused("UPDATE funding_purchase SET id = id + 1000 WHERE id = %s", [made.pk], says=stays)
    Purchase.objects.filter(pk=made.pk).update(what="Kettle")


def without_keys_to(table):
    """No foreign key names the table any more, so that none of them refuses first."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is owed would keep the table in use
        cursor.execute(
            "SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname)"
            " FROM pg_constraint WHERE contype = 'f' AND confrelid = %s::regclass",
            [table],
        )
        for (drop,) in cursor.fetchall():
            cursor.execute(drop)


@pytest.mark.django_db(transaction=True)
def test_a_purchase_that_changes__waits_for_nobody_who_only_names_it():
    """Two who wrote a line about the same purchase may both go on to change it."""
    made = Money().ask("12.00")
    naming = "SELECT FROM funding_purchase WHERE id = %s FOR KEY SHARE"  # as a foreign key does
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(naming, [made.pk])
        other = connection.copy()
        try:
            with other.cursor() as theirs:
                theirs.execute("SET lock_timeout = '2s'")
                theirs.execute(
                    "UPDATE funding_purchase SET reference = reference WHERE id = %s", [made.pk]
                )
                assert theirs.rowcount == 1
        finally:
            other.close()


@pytest.mark.django_db(transaction=True)
def test_a_purchase__locks_no_row_that_others_name():
    """Two at once must not both mark the same fund, agreement or account as in use."""
    money = Money()
    with transaction.atomic():
        money.ask("12.00")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM funding_fundingagreement WHERE xmax::text::bigint ="
                " (pg_current_xact_id()::text::bigint & 4294967295)"
            )
            assert cursor.fetchone() == (0,)
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid()"
                " AND locktype = 'advisory' AND granted"
            )
            assert cursor.fetchone() == (1,)

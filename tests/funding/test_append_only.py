"""Every append-only table, whoever made it: what the service's own role is refused by raw SQL.

The tables are found, not listed, so that one that is added tomorrow is asked the same.
"""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from config import database_roles
from funding.models import Account
from tests.factories.funding import Money

TABLES = database_roles.append_only_tables()
GUARDED = database_roles.guarded_tables()
MODELS = {model._meta.db_table: model for model in apps.get_models() if model._meta.managed}

REFUSED = {
    "update": ("UPDATE {table} SET {column} = {column}", "permission denied"),
    "update nothing": ("UPDATE {table} SET {column} = {column} WHERE false", "permission denied"),
    "delete": ("DELETE FROM {table}", "permission denied"),
    "truncate": ("TRUNCATE {table} CASCADE", "permission denied"),
    "lock a row": ("SELECT 1 FROM {table} FOR UPDATE", "permission denied"),
    "merge": (
        "MERGE INTO {table} t USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
        "permission denied",
    ),
    "no triggers": ("ALTER TABLE {table} DISABLE TRIGGER ALL", "must be owner"),
    "other owner": ("ALTER TABLE {table} OWNER TO CURRENT_USER", "must be owner"),
    "drop": ("DROP TABLE {table} CASCADE", "must be owner"),
    "a rule": ("CREATE RULE away AS ON INSERT TO {table} DO INSTEAD NOTHING", "must be owner"),
    "a trigger": (
        "CREATE TRIGGER mine BEFORE INSERT ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "permission denied",
    ),
}


def refused(sql: str, says: str) -> None:
    """The statement fails for the reason `says`."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as c:
        c.execute(sql)
    assert says in str(caught.value), sql


def test_there_are_tables_to_ask():
    assert {"funding_movement", "funding_purchaseevent", "funding_purchaseversion"} <= set(TABLES)
    assert len(TABLES) > 40


@pytest.mark.django_db
@pytest.mark.parametrize("way", REFUSED)
def test_no_statement_of_the_service_changes_what_was_written(way):
    sql, says = REFUSED[way]
    quote = connection.ops.quote_name
    for table in GUARDED:
        column = quote(MODELS[table]._meta.pk.column)
        if way == "lock a row" and table not in TABLES:
            continue
        refused(sql.format(table=quote(table), column=column), says)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "SET session_replication_role = replica",
        "SET SESSION AUTHORIZATION postgres",
        "ALTER SYSTEM SET session_replication_role = replica",
        "ALTER ROLE CURRENT_USER SUPERUSER",
        "CREATE EXTENSION adminpack",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ],
)
def test_no_setting_of_the_service_lifts_the_guards(sql):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
def test_the_service_gives_itself_no_right():
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in GUARDED:
            cursor.execute(f"GRANT ALL ON {quote(table)} TO CURRENT_USER")  # warns, gives nothing
            cursor.execute(
                "SELECT has_table_privilege(%s, 'UPDATE, DELETE, TRUNCATE, TRIGGER')", [table]
            )
            assert cursor.fetchone() == (False,), table


@pytest.mark.django_db
def test_every_append_only_table_has_its_trigger_and_it_is_on():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, bool_or(t.tgtype & 8 > 0), bool_or(t.tgtype & 16 > 0)"
            " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE c.relname = ANY(%s) AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
            " AND t.tgtype & 1 = 1 AND t.tgtype & 2 = 2 GROUP BY 1",
            [TABLES],
        )
        found = {name: (deletes, updates) for name, deletes, updates in cursor.fetchall()}
    assert {name for name in TABLES if found.get(name) != (True, True)} == set()


@pytest.mark.django_db
def test_not_even_the_owner_changes_a_row_that_is_there():
    Money().paid("40.00", asks="30.00")
    asked = 0
    for table in TABLES:
        model = MODELS[table]
        if not model._base_manager.exists():
            continue
        asked += 1
        for sql in (REFUSED["update"][0], REFUSED["delete"][0]):
            with database_roles.as_owner():
                refused(sql.format(table=table, column=model._meta.pk.column), "Cannot")
    assert asked >= 8


@pytest.mark.django_db
def test_an_account_is_never_the_services_to_fill():
    money = Money()
    account = Account.objects.filter(fund=money.fund, kind="available").first()
    for kind in ("available", "committed", "paid", "outside", "owed"):
        sql = (
            "INSERT INTO funding_account (fund_id, agreement_id, kind, balance)"
            f" VALUES ({account.fund_id}, {account.agreement_id}, '{kind}', 5)"
        )
        refused(sql, "changed by movements only")
        refused(f"{sql} ON CONFLICT (agreement_id, kind) DO UPDATE SET balance = 5", "denied")
    refused("UPDATE funding_account SET balance = 0", "permission denied")
    refused("DELETE FROM funding_account", "permission denied")

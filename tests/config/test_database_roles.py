"""The service's role can use the tables and can do nothing to them."""

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from config import database_roles

pytestmark = pytest.mark.django_db

TABLES = database_roles.append_only_tables()


def refused(statement, parameters=None):
    """The words PostgreSQL refuses with; the test's own transaction is left as it was."""
    with (
        pytest.raises(DatabaseError) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, parameters)
    return str(caught.value)


def ask(statement, parameters=None):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def test_tests_run_as_the_service():
    assert ask("SELECT current_user") == [(settings.SERVICE_ROLE,)]


def test_the_service_owns_nothing():
    owned = ask("SELECT relname FROM pg_class WHERE relowner = current_user::regrole")
    assert owned == []


def test_there_are_append_only_tables_of_ours_and_of_the_row_history():
    assert len(TABLES) > 10
    assert any(table.endswith("event") for table in TABLES)
    assert "core_accessentry" in TABLES


@pytest.mark.parametrize("table", database_roles.guarded_tables())
def test_append_only_rows_can_be_neither_changed_nor_deleted(table):
    column = ask(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s LIMIT 1", [table]
    )[0][0]
    quoted = f'"{table}"'
    assert "permission denied" in refused(f"DELETE FROM {quoted}")
    assert "permission denied" in refused(f'UPDATE {quoted} SET "{column}" = "{column}"')


@pytest.mark.parametrize("table", TABLES)
def test_append_only_rows_are_held_by_a_trigger_as_well(table):
    names = ask(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal"
        " AND tgenabled = 'O'",
        [f'"{table}"'],
    )
    assert any("append_only" in name for (name,) in names), names


@pytest.mark.parametrize("table", ["core_accessentry", "accounts_user", "django_session"])
def test_the_service_cannot_empty_alter_or_drop_a_table(table):
    assert "permission denied" in refused(f"TRUNCATE {table} CASCADE")
    assert "must be owner" in refused(f"ALTER TABLE {table} ADD COLUMN extra integer")
    assert "must be owner" in refused(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    assert "must be owner" in refused(f"DROP TABLE {table} CASCADE")


def test_the_service_cannot_drop_a_trigger_or_switch_all_of_them_off():
    name = ask("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_append_only_%%' LIMIT 1")
    table = ask("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s", [name[0][0]])[
        0
    ][0]
    assert "must be owner" in refused(f'DROP TRIGGER "{name[0][0]}" ON {table}')
    assert "permission denied" in refused("SET session_replication_role = replica")


def test_the_service_can_make_no_table_and_grant_itself_nothing():
    assert "permission denied" in refused("CREATE TABLE public.mine (id integer)")
    assert "permission denied" in refused("GRANT bridge_owner TO bridge_service")


def test_the_service_cannot_claim_that_a_migration_was_applied():
    assert "permission denied" in refused("DELETE FROM django_migrations")


def test_every_partition_has_the_rights_of_its_table():
    loose = ask(
        """
        SELECT child.relname FROM pg_inherits
        JOIN pg_class child ON child.oid = inhrelid JOIN pg_class parent ON parent.oid = inhparent
        WHERE parent.relname = ANY(%s)
          AND has_table_privilege(current_user, child.oid, 'UPDATE, DELETE, TRUNCATE')
        """,
        [TABLES],
    )
    assert loose == []


def test_a_real_connection_of_the_service_cannot_become_the_owner():
    """Not through SET ROLE as the tests do, but signed in as the service itself."""
    if settings.OWNER_DATABASE["PASSWORD"]:
        pytest.skip("The service's password is not known to the tests.")
    with (
        psycopg.connect(
            host=settings.OWNER_DATABASE["HOST"],
            user=settings.SERVICE_ROLE,
            dbname=connection.settings_dict["NAME"],
        ) as service,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        service.execute(f"SET ROLE {settings.OWNER_DATABASE['USER']}")


def test_the_owners_hands_are_given_back():
    with database_roles.as_owner():
        assert ask("SELECT current_user") == [(settings.OWNER_DATABASE["USER"],)]
    assert ask("SELECT current_user") == [(settings.SERVICE_ROLE,)]


def test_no_session_can_have_a_trigger_ignored():
    user = User.objects.create_user("kath@example.org", name="Kath Priddy")
    (name,) = ask(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'accounts_user'::regclass"
        " AND tgname LIKE 'pgtrigger_update%%'"
    )[0]
    ask("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{name}}}"])
    user.name = "Kathleen Priddy"
    user.save()
    assert user.versions.count() == 2

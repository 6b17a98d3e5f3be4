"""Two roles: the owner makes tables, the service uses them and owns none.

What the service may not do, no mistake in our code and no stolen page can do: alter a
table, disable a trigger, empty a table, change or delete a row of an append-only one.
``migrate`` and ``flush`` work as the owner (see their commands here), everything else as
the service. After every ``migrate`` the rights are given anew from nothing, so that they
always follow the models.

With one role for both (an external server that has only one) there is nothing to give:
the triggers still refuse changes to append-only rows, but the role could remove them.
"""

from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.db import connection

# Written by Django or its apps about themselves; the service only reads them.
READ_ONLY_TABLES = ("django_migrations",)

_acting = {"as_owner": False}


def owner():
    return settings.OWNER_DATABASE["USER"]


def service():
    return settings.SERVICE_ROLE


def separate():
    """Are there really two roles?"""
    return owner() != service()


def acting_as_owner():
    return _acting["as_owner"]


@contextmanager
def as_owner():
    """Run a block with the owner's rights, then return to the service's.

    The connection changes hands rather than a second alias being declared, so that
    migrations, tests and transactions know one database only.
    """
    if acting_as_owner() or not separate():
        yield
        return
    # In the tests the owner opened the connection and only took the service's role.
    change = _other_role if connection.settings_dict["USER"] == owner() else _other_connection
    with change():
        _acting["as_owner"] = True
        try:
            yield
        finally:
            _acting["as_owner"] = False


@contextmanager
def _other_role():
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {connection.ops.quote_name(service())}")


@contextmanager
def _other_connection():
    before = dict(connection.settings_dict)
    names = ("USER", "PASSWORD", "HOST", "PORT")
    connection.close()
    connection.close_pool()
    connection.settings_dict.update({n: settings.OWNER_DATABASE[n] for n in names})
    connection.settings_dict["OPTIONS"] = _without_pool(before["OPTIONS"])
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update({n: before[n] for n in (*names, "OPTIONS")})


def _without_pool(options):
    return {name: value for name, value in options.items() if name != "pool"}


def append_only_tables():
    """Tables whose rows may be added and read, never changed or removed."""
    return _tables(is_append_only)


def guarded_tables():
    """The same, and those that triggers alone change (``written_by_database``)."""
    return _tables(lambda m: is_append_only(m) or getattr(m, "written_by_database", False))


def _tables(wanted):
    models = (m for m in apps.get_models() if m._meta.managed and not m._meta.proxy)
    return sorted({model._meta.db_table for model in models if wanted(model)})


def is_append_only(model):
    """Ours say so with ``append_only = True``; pghistory's event tables always are."""
    from pghistory.models import Event

    return getattr(model, "append_only", False) is True or issubclass(model, Event)


def never_ignore():
    """No session may switch a trigger off by naming it in ``pgtrigger.ignore``.

    The library lets anyone who can SET a variable do that; for us a trigger is a wall. It writes
    its function anew with each trigger that it adds, so ours is put back after every migration.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME)"
            " RETURNS BOOLEAN AS $$ BEGIN RETURN FALSE; END $$ LANGUAGE plpgsql IMMUTABLE"
        )


def grant():
    """Give the service role its rights. Run as the owner, after every migration."""
    never_ignore()
    if not separate():
        return
    quote = connection.ops.quote_name
    role = quote(service())
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
        cursor.execute(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"
        )
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        for table in _with_partitions(cursor, guarded_tables()):
            cursor.execute(f"REVOKE UPDATE, DELETE ON {quote(table)} FROM {role}")
        for table in READ_ONLY_TABLES:
            cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON {quote(table)} FROM {role}")


def _with_partitions(cursor, tables):
    """These tables and every partition of theirs: each partition has rights of its own."""
    cursor.execute(
        """
        WITH RECURSIVE tree AS (
            SELECT oid FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relname = ANY(%s)
            UNION SELECT inhrelid FROM pg_inherits JOIN tree ON inhparent = tree.oid
        )
        SELECT relname FROM pg_class JOIN tree USING (oid) ORDER BY relname
        """,
        [list(tables)],
    )
    return [name for (name,) in cursor.fetchall()]

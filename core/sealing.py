"""Seals over the audit: a chain of digests that shows any row changed, added or taken away.

Triggers refuse changes to append-only tables, and the service's role could not lift them. Who owns
the database could; the seals make even that visible. Each seal covers a run of ids of one table.

A run is sealed only when no transaction that might still add a row to it is open. Such a
transaction has held a lock on the table since before it drew its id: so we note the highest id,
then wait until everyone who held that lock at that moment is gone.
"""

import hashlib
import time
from dataclasses import dataclass

import pgtrigger
from django.db import connection, transaction

from core import clock
from core.models import AuditSeal

RUN = 50_000
_PATIENCE = 2.0
_ONE_AT_A_TIME = 4_826_173


@dataclass(frozen=True, slots=True)
class Table:
    """One append-only table: its name, its key, its columns in order."""

    name: str
    key: str
    columns: tuple[str, ...]


def append_only_models() -> list:
    """Every model whose rows a trigger keeps from being changed or deleted."""
    guarded = pgtrigger.Update | pgtrigger.Delete
    found = {
        model
        for model, trigger in pgtrigger.registered()
        if isinstance(trigger, pgtrigger.Protect) and _acts(guarded) <= _acts(trigger.operation)
    }
    return sorted(found, key=lambda model: model._meta.db_table)


def _acts(operation) -> set[str]:
    """What a trigger watches: one act, or several together."""
    return {str(each) for each in getattr(operation, "operations", [operation])}


def tables() -> list[Table]:
    """The append-only tables that are sealed: all but the seals themselves."""
    return [
        Table(
            model._meta.db_table,
            model._meta.pk.column,
            tuple(each.column for each in model._meta.concrete_fields),
        )
        for model in append_only_models()
        if model is not AuditSeal
    ]


def seal_all() -> int:
    """Seal every table as far as it has settled; returns how many seals were made."""
    return sum(_seal_table(each) for each in tables())


def _seal_table(table: Table) -> int:
    made = 0
    highest = _settled_id(table)
    while highest is not None and _seal_run(table, highest):
        made += 1
    return made


def _settled_id(table: Table) -> int | None:
    """The highest id below which no row can appear any more; None when it cannot be told yet."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT max("{table.key}") FROM "{table.name}"')
        highest = cursor.fetchone()[0]
        writers = _writers(cursor, table)
        deadline = time.monotonic() + _PATIENCE
        while writers & _writers(cursor, table):
            if time.monotonic() > deadline:
                return None
            time.sleep(0.05)
    return highest


def _writers(cursor, table: Table) -> set[str]:
    """The transactions that hold a writer's lock on the table, but our own."""
    cursor.execute(
        "SELECT virtualtransaction FROM pg_locks WHERE locktype = 'relation'"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        " AND relation = %s::regclass AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()",
        [table.name],
    )
    return {row[0] for row in cursor.fetchall()}


@transaction.atomic
def _seal_run(table: Table, highest: int) -> bool:
    """Seal the next run of the table; False when there is nothing left up to `highest`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        last = AuditSeal.objects.filter(table=table.name).order_by("-last_id").first()
        first_id = last.last_id + 1 if last else 1
        cursor.execute(
            f'SELECT max(k) FROM (SELECT "{table.key}" AS k FROM "{table.name}"'
            f' WHERE "{table.key}" BETWEEN %s AND %s ORDER BY 1 LIMIT %s) AS run',
            [first_id, highest, RUN],
        )
        last_id = cursor.fetchone()[0]
    if last_id is None:
        return False
    rows, digest = rows_digest(table, table.columns, first_id, last_id)
    head = AuditSeal.objects.order_by("-pk").first()
    previous = head.digest if head else ""
    AuditSeal.objects.create(
        table=table.name,
        columns=list(table.columns),
        first_id=first_id,
        last_id=last_id,
        rows=rows,
        previous=previous,
        digest=seal_digest(
            previous,
            table=table.name,
            first_id=first_id,
            last_id=last_id,
            rows=rows,
            digest=digest,
        ),
        sealed_at=clock.now(),
    )
    return True


def rows_digest(table: Table, columns, first_id: int, last_id: int) -> tuple[int, str]:
    """How many rows there are in the run, and a digest over their columns in order of key."""
    names = ", ".join(f'"{each}"' for each in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'")
        cursor.execute("SET LOCAL intervalstyle = 'postgres'; SET LOCAL bytea_output = 'hex'")
        cursor.execute("SET LOCAL extra_float_digits = 1")
        cursor.execute(
            "SELECT count(*), coalesce(encode(sha256(string_agg("
            f"sha256(convert_to(ROW({names})::text, 'UTF8')), ''::bytea"
            f" ORDER BY \"{table.key}\")), 'hex'), '')"
            f' FROM "{table.name}" WHERE "{table.key}" BETWEEN %s AND %s',
            [first_id, last_id],
        )
        return cursor.fetchone()


def seal_digest(
    previous: str, *, table: str, first_id: int, last_id: int, rows: int, digest: str
) -> str:
    """The digest of a seal: over the one before it, the run and the run's rows."""
    text = "\n".join([previous, table, str(first_id), str(last_id), str(rows), digest])
    return hashlib.sha256(text.encode()).hexdigest()

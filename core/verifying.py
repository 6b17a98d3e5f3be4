"""Check the audit: seals, triggers, rights. Reads only."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection

from core import sealing
from core.models import AuditSeal


@dataclass(slots=True)
class Report:
    """What was counted, and what is wrong, the worst first."""

    tables: int = 0
    seals: int = 0
    rows: int = 0
    unsealed: int = 0
    triggers: int = 0
    problems: list[str] = field(default_factory=list)


def verify(progress: Callable | None = None) -> Report:
    """Check everything; stops recomputing at the first broken seal."""
    report = Report()
    tables = {each.name: each for each in sealing.tables()}
    report.tables = len(tables)
    _check_seals(report, tables)
    for table in tables.values():
        report.unsealed += _unsealed(table)
    _check_triggers(report)
    _check_rights(report)
    return report


def _check_seals(report: Report, tables) -> None:
    previous, up_to = "", {}
    for seal in AuditSeal.objects.order_by("pk").iterator():
        table = tables.get(seal.table)
        problem = _seal_problem(seal, table, previous, up_to)
        if problem:
            report.problems.append(problem)
            return
        report.seals += 1
        report.rows += seal.rows
        previous, up_to[seal.table] = seal.digest, seal.last_id


def _seal_problem(seal, table, previous: str, up_to: dict) -> str:
    run = f"{seal.table} rows {seal.first_id} to {seal.last_id}"
    if table is None:
        return f"audit broken: the table of the seal over {run} is not known any more"
    if seal.previous != previous:
        return f"audit broken: a seal before the one over {run} was changed or removed"
    if seal.first_id != up_to.get(seal.table, 0) + 1:
        return f"audit broken: the seal over {run} does not follow the one before it"
    rows, digest = sealing.rows_digest(table, seal.columns, seal.first_id, seal.last_id)
    if rows != seal.rows:
        return f"audit broken: {run} were {seal.rows} when sealed and are {rows} now"
    told = {"first_id": seal.first_id, "last_id": seal.last_id, "rows": seal.rows}
    if sealing.seal_digest(previous, table=seal.table, digest=digest, **told) != seal.digest:
        return f"audit broken: {run} are not as they were sealed"
    return ""


def _unsealed(table) -> int:
    last = AuditSeal.objects.filter(table=table.name).order_by("-last_id").first()
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT count(*) FROM "{table.name}" WHERE "{table.key}" > %s',
            [last.last_id if last else 0],
        )
        return cursor.fetchone()[0]


def _check_triggers(report: Report) -> None:
    """Each append-only table has its trigger before UPDATE and DELETE, enabled."""
    with connection.cursor() as cursor:
        for model in sealing.append_only_models():
            cursor.execute(
                "SELECT bool_or(tgtype & 16 > 0), bool_or(tgtype & 8 > 0) FROM pg_trigger"
                " WHERE tgrelid = %s::regclass AND tgenabled IN ('O', 'A') AND NOT tgisinternal"
                " AND tgtype & 2 > 0 AND tgname LIKE 'pgtrigger_append_only%%'",
                [model._meta.db_table],
            )
            on_update, on_delete = cursor.fetchone()
            if on_update and on_delete:
                report.triggers += 1
            else:
                report.problems.append(
                    f"audit unguarded: {model._meta.db_table} has no enabled append-only trigger"
                )


def _check_rights(report: Report) -> None:
    """The service's role owns none of the tables and may not change, delete or empty them."""
    role = settings.SERVICE_ROLE
    with connection.cursor() as cursor:
        for model in sealing.append_only_models():
            name = model._meta.db_table
            cursor.execute(
                "SELECT pg_has_role(%s, relowner, 'MEMBER'),"
                " has_table_privilege(%s, oid, 'UPDATE'),"
                " has_table_privilege(%s, oid, 'DELETE'),"
                " has_table_privilege(%s, oid, 'TRUNCATE'),"
                " has_table_privilege(%s, oid, 'TRIGGER') FROM pg_class WHERE oid = %s::regclass",
                [role, role, role, role, role, name],
            )
            words = ("own", "update", "delete from", "empty", "set triggers on")
            could = [word for word, yes in zip(words, cursor.fetchone(), strict=True) if yes]
            if could:
                report.problems.append(
                    f"audit unguarded: the service's role could {could[0]} {name}"
                )

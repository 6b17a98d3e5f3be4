"""New rows by as few round trips as can be, where the database is asked hundreds of times a second.

`insert` writes one row as `save()` would; `clauses` turns rows into the parts of a WITH, so that
they travel with a statement that is sent anyway. Both write what `save()` writes (values prepared
by the fields, defaults of the database, triggers, constraints); there are no receivers to skip,
since the house has none.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, cast

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault


def insert(row: models.Model) -> None:
    """Write one new row and learn its key."""
    sql, given = _insert([row], "r")
    back = _coming_back(type(row))
    names = ", ".join(connection.ops.quote_name(each.column) for each in back)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} RETURNING {names}", given)
        for field, value in zip(back, cursor.fetchone(), strict=True):
            setattr(row, field.attname, value)
    row._state.adding, row._state.db = False, connection.alias


def clauses(rows: Iterable[models.Model]) -> tuple[list[str], dict]:
    """`rows` as clauses for a WITH, one for each kind of row, and the values they name.

    The rows do not learn their keys; whoever needs those reads them back.
    """
    kinds: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        kinds.setdefault(type(row), []).append(row)
    parts, given = [], {}
    for number, alike in enumerate(kinds.values()):
        sql, values = _insert(alike, f"w{number}")
        parts.append(f"written_{number} AS ({sql})")
        given.update(values)
    return parts, given


def _insert(rows: Sequence[models.Model], prefix: str) -> tuple[str, dict]:
    fields, head = _shape(type(rows[0]), rows[0].pk is None)
    places, given = [], {}
    for line, row in enumerate(rows):
        marks = []
        cast(Any, row)._prepare_related_fields_for_save(operation_name="save")
        for field in fields:
            value = field.pre_save(row, add=True)
            if isinstance(value, DatabaseDefault):
                marks.append("DEFAULT")
                continue
            name = f"{prefix}_{line}_{field.column}"
            given[name] = field.get_db_prep_save(value, connection)
            marks.append(f"%({name})s")
        places.append(f"({', '.join(marks)})")
    return head + ", ".join(places), given


@cache
def _shape(model: type[models.Model], draws_key: bool) -> tuple[tuple[models.Field, ...], str]:
    """The columns that are written, and the beginning of the statement."""
    fields = tuple(
        field
        for field in model._meta.concrete_fields
        if not field.generated and not (draws_key and field.primary_key)
    )
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    return fields, f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES "


@cache
def _coming_back(model: type[models.Model]) -> tuple[models.Field, ...]:
    """What only the database knows: the key, generated columns, its own defaults."""
    return tuple(
        field
        for field in model._meta.concrete_fields
        if field.primary_key or field.generated or field.has_db_default()
    )

"""New rows by as few round trips as can be, where the database is asked hundreds of times a second.

`insert` writes one row as `save()` would; `clauses` turns rows into the parts of a WITH, so that
they travel with a statement that is sent anyway. Both write what `save()` writes (values prepared
by the fields, defaults of the database, triggers, constraints); there are no receivers to skip,
since the house has none.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault

from core import prepared
from core.prepared import Values

_AS_IT_IS: dict[type[models.Field], type] = {
    models.BooleanField: bool,
    models.CharField: str,
    models.DateTimeField: dt.datetime,
    models.ForeignKey: int,
    models.OneToOneField: int,
    models.TextField: str,
}
"""Values that a field of just this class would hand on unchanged, so that it need not be asked."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """Parts of a WITH, their names, and where in it the keys are found that its new rows draw."""

    parts: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    keys: dict[int, str] = field(default_factory=dict)

    def key(self, row: models.Model | None, values: Values) -> str:
        """SQL for the key of a row: its own, or what this statement gives it."""
        return self.keys.get(id(row)) or values.place(getattr(row, "pk", None))


def insert(row: models.Model) -> None:
    """Write one new row and learn its key."""
    values = Values()
    sql = _insert([row], values, Clauses())
    back = _coming_back(type(row))
    names = ", ".join(connection.ops.quote_name(each.column) for each in back)
    found = prepared.write(f"{sql} RETURNING {names}", values)
    for each, value in zip(back, found[0], strict=True):
        setattr(row, each.attname, value)
    written(row, row.pk)


def written(row: models.Model, key) -> None:
    """The row is there now, under this key."""
    row.pk = key
    row._state.adding, row._state.db = False, connection.alias


def clauses(rows: Iterable[models.Model], values: Values) -> Clauses:
    """`rows` as clauses for a WITH, one for each kind of row, their values added to `values`.

    A row may name one before it that is new itself and the only one of its kind. The rows do not
    learn their keys; whoever needs one asks the statement for it and says `written`.
    """
    kinds: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        kinds.setdefault(type(row), []).append(row)
    found = Clauses()
    for number, (model, alike) in enumerate(kinds.items()):
        key = connection.ops.quote_name(model._meta.pk.column)
        sql = _insert(alike, values, found)
        found.names.append(f"written_{number}")
        found.parts.append(f"written_{number} AS ({sql} RETURNING {key})")
        if len(alike) == 1 and alike[0].pk is None:
            found.keys[id(alike[0])] = f"(SELECT {key} FROM written_{number})"
    return found


def _insert(rows: Sequence[models.Model], values: Values, named: Clauses) -> str:
    fields, head = _shape(type(rows[0]), rows[0].pk is None)
    lines = []
    for row in rows:
        own, marks = row.__dict__, []
        for column, name, plain in fields:
            value = own.get(name)
            as_it_is = plain is not None and type(value) is plain
            marks.append(values.place(value) if as_it_is else _mark(row, column, values, named))
        lines.append(f"({', '.join(marks)})")
    return head + ", ".join(lines)


def _mark(row: models.Model, column: models.Field, values: Values, named: Clauses) -> str:
    """What stands in the text for one value of a row, when its field must be asked."""
    value = column.pre_save(row, add=True)
    if value is None and column.is_relation:
        other = row._state.fields_cache.get(column.name)
        if other is not None and other.pk is None and id(other) not in named.keys:
            raise ValueError(f"{column}: what it names is not written yet")
        return named.key(other, values)
    if isinstance(value, DatabaseDefault):
        return "DEFAULT"
    return values.place(column.get_db_prep_save(value, connection))


@cache
def _shape(model: type[models.Model], draws_key: bool) -> tuple[list[tuple], str]:
    """The columns that are written, each with the name of its value and the type that it needs
    not be asked about, and the beginning of the statement."""
    fields = [
        (each, each.attname, _plain(each))
        for each in model._meta.concrete_fields
        if not each.generated and not (draws_key and each.primary_key)
    ]
    quote = connection.ops.quote_name
    names = ", ".join(quote(each.column) for each, _name, _type in fields)
    return fields, f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES "


def _plain(column: models.Field) -> type | None:
    """The type of values that this field hands on as they are."""
    by_itself = getattr(column, "auto_now", False) or getattr(column, "auto_now_add", False)
    return None if by_itself else _AS_IT_IS.get(type(column))


@cache
def _coming_back(model: type[models.Model]) -> tuple[models.Field, ...]:
    """What only the database knows: the key, generated columns, its own defaults."""
    return tuple(
        each
        for each in model._meta.concrete_fields
        if each.primary_key or each.generated or each.has_db_default()
    )

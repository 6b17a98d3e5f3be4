"""New rows by as few round trips as can be, where the database is asked hundreds of times a second.

`insert` writes one row as `save()` would; `clauses` turns rows into the parts of a WITH, so that
they travel with a statement that is sent anyway. Both write what `save()` writes (values prepared
by the fields, defaults of the database, triggers, constraints); there are no receivers to skip,
since the house has none.

Rows of a kind are mostly written with the same columns filled and the same ones empty. Such a form
is put into words once and kept; after that only the values are gathered.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault

from core import prepared
from core.money import MoneyField
from core.prepared import NULL, Values, mark

_AS_IT_IS: dict[type[models.Field], type] = {
    models.BooleanField: bool,
    models.CharField: str,
    models.DateField: dt.date,
    models.DateTimeField: dt.datetime,
    models.ForeignKey: int,
    models.OneToOneField: int,
    models.PositiveIntegerField: int,
    models.PositiveSmallIntegerField: int,
    models.TextField: str,
    MoneyField: Decimal,
}
"""Values that a field of just this class would hand on unchanged, so that it need not be asked. An
amount that is no number is not one of them: its field refuses it."""

_NOT_THERE = object()
_DEFAULT, _FIRST_KEY = -1, -2
"""Places that hold no value: the column's default, and the key that the clause of number n draws
(_FIRST_KEY - n)."""

Line = tuple[int, ...]
Form = tuple[tuple[type[models.Model], bool, tuple[Line, ...]], ...]
"""Of each clause the kind of row, whether its key is drawn, and where in the statement each row
finds its values: all that the words depend on."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """The form of what goes into a WITH, and which of its clauses draws the key of a row."""

    form: Form
    keys: dict[int, int] = field(default_factory=dict)

    def place(self, row: models.Model | None, values: Values) -> int:
        """Where the key of a row is found: its own, or what this statement gives it."""
        number = self.keys.get(id(row))
        if number is not None:
            return _FIRST_KEY - number
        return values.put(getattr(row, "pk", None))


def told(form: Form, place: int) -> str:
    """What stands in the text for a place."""
    if place == _DEFAULT:
        return "DEFAULT"
    if place > _FIRST_KEY:
        return mark(place)
    number = _FIRST_KEY - place
    key = connection.ops.quote_name(form[number][0]._meta.pk.column)
    return f"(SELECT {key} FROM {clause_name(number)})"


def insert(row: models.Model) -> None:
    """Write one new row and learn its key."""
    values, model = Values(), type(row)
    form = ((model, row.pk is None, (_line(row, values, {}),)),)
    back = _coming_back(model)
    found = prepared.write(_one(form), values)
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
    form, keys = [], {}
    for number, (model, alike) in enumerate(kinds.items()):
        first = alike[0]
        draws_key = first.pk is None
        form.append((model, draws_key, tuple(_line(row, values, keys) for row in alike)))
        if len(alike) == 1 and draws_key:
            keys[id(first)] = number
    return Clauses(tuple(form), keys)


def _line(row: models.Model, values: Values, keys: dict[int, int]) -> Line:
    """Where each value of the row stands among `values`, to which it is added."""
    own: dict[str, Any] = row.__dict__
    put, line = values.put, []
    others = row._state.fields_cache
    for column, name, plain in _columns(type(row), row.pk is None):
        value: Any = own.get(name, _NOT_THERE)
        if type(value) is plain and (not isinstance(value, Decimal) or value.is_finite()):
            line.append(put(value))
        elif value is None and plain is not None and others.get(column.name) is None:
            line.append(NULL)
        elif plain is str and isinstance(value, str):  # one of a field's choices
            line.append(put(str(value)))
        else:
            line.append(_asked(row, column, values, keys))
    return tuple(line)


def _asked(row: models.Model, column: models.Field, values: Values, keys: dict[int, int]) -> int:
    """Where a value stands whose field must be asked for it."""
    value = column.pre_save(row, add=True)
    if value is None:
        other = row._state.fields_cache.get(column.name) if column.is_relation else None
        if other is None:
            return NULL
        if other.pk is None and id(other) not in keys:
            raise ValueError(f"{column}: what it names is not written yet")
        return _FIRST_KEY - keys[id(other)] if other.pk is None else values.put(other.pk)
    if isinstance(value, DatabaseDefault):
        return _DEFAULT
    return values.put(column.get_db_prep_save(value, connection))


def clause_name(number: int) -> str:
    """What a clause is called."""
    return f"written_{number}"


@lru_cache(maxsize=256)
def _one(form: Form) -> str:
    """The statement that writes one row and answers with what only the database knows of it."""
    quote = connection.ops.quote_name
    back = ", ".join(quote(each.column) for each in _coming_back(form[0][0]))
    return f"{_into(form, 0)} RETURNING {back}"


@lru_cache(maxsize=256)
def parts(form: Form) -> tuple[str, ...]:
    """The clauses in words."""
    keys = [connection.ops.quote_name(model._meta.pk.column) for model, _draws, _lines in form]
    return tuple(
        f"{clause_name(number)} AS ({_into(form, number)} RETURNING {key})"
        for number, key in enumerate(keys)
    )


def _into(form: Form, number: int) -> str:
    model, draws_key, lines = form[number]
    quote = connection.ops.quote_name
    names = ", ".join(quote(each.column) for each, *_rest in _columns(model, draws_key))
    rows = ", ".join(f"({', '.join(told(form, place) for place in line)})" for line in lines)
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {rows}"


@cache
def _columns(
    model: type[models.Model], draws_key: bool
) -> tuple[tuple[models.Field, str, type | None], ...]:
    """The columns that are written, each with the name of its value and the type that it needs
    not be asked about."""
    return tuple(
        (each, each.attname, _plain(each))
        for each in model._meta.concrete_fields
        if not each.generated and not (draws_key and each.primary_key)
    )


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

"""COPY into a model's table: names of fields in, PostgreSQL text format out."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from django.db import connection, models

from core.references import ALPHABET

BLOCK = 4000
_SPACE = 32**6
_STEP = 453_816_701  # odd, so that every number below 32**6 is met once


def reference(prefix: str, number: int) -> str:
    """The `number`-th scale reference of a kind: spread out, and never the same twice."""
    rest, letters = number * _STEP % _SPACE, []
    for _place in range(6):
        rest, digit = divmod(rest, 32)
        letters.append(ALPHABET[digit])
    return f"{prefix}-{''.join(letters)}"


def reserve(model: type[models.Model], count: int) -> range:
    """`count` fresh primary keys, taken from the sequence; nobody else may be writing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [model._meta.db_table])
        sequence = cursor.fetchone()[0]
        cursor.execute(
            "SELECT min(n), max(n) FROM (SELECT nextval(%s) n FROM generate_series(1, %s)) taken",
            [sequence, count],
        )
        first, last = cursor.fetchone()
    if last - first + 1 != count:
        raise RuntimeError("somebody else is writing: measure on a database of your own")
    return range(first, last + 1)


def copy(
    model: type[models.Model],
    columns: Iterable[str],
    rows: Iterable[tuple],
    *,
    progress: Callable[[int], None] = lambda _done: None,
) -> int:
    """COPY `rows` of `columns` (field attnames); other columns get their default. Returns how many.

    Cells are text that needs no escaping, numbers, dates, True, False or None.
    """
    names = list(columns)
    more, constant = _constants(model, set(names))
    quote = connection.ops.quote_name
    listed = ", ".join(quote(model._meta.get_field(name).column) for name in [*names, *more])
    done = 0
    with connection.cursor() as cursor:
        statement = f"COPY {quote(model._meta.db_table)} ({listed}) FROM STDIN"
        with cursor.copy(statement) as target:
            for block in _blocks(rows, constant):
                target.write("".join(block))
                done += len(block)
                progress(done)
    return done


def _blocks(rows: Iterable[tuple], constant: str) -> Iterator[list[str]]:
    block: list[str] = []
    for row in rows:
        block.append("\t".join(map(_cell, row)) + constant)
        if len(block) >= BLOCK:
            yield block
            block = []
    if block:
        yield block


def _constants(model, given: set[str]) -> tuple[list[str], str]:
    """The columns that are not given and must not be empty, with their defaults as text."""
    names, cells = [], []
    for field in model._meta.concrete_fields:
        if field.attname in given or field.generated or field.primary_key or field.null:
            continue
        if field.has_db_default():
            continue
        names.append(field.attname)
        cells.append(_default(field))
    return names, "".join(f"\t{each}" for each in cells) + "\n"


def _default(field) -> str:
    if isinstance(field, models.DateTimeField) and (field.auto_now_add or field.auto_now):
        return "now"
    value = field.get_default()
    if isinstance(value, list | dict):
        return "{}"
    return _cell(value)


def _cell(value) -> str:
    if value.__class__ is str:
        return value
    if value is None:
        return "\\N"
    if value is True or value is False:
        return "t" if value else "f"
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return str(value)

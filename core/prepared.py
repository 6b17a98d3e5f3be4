"""Statements that PostgreSQL plans once a connection, for the few paths a busy hour multiplies.

Django's own cursors put the values into the text, so that each statement is read and planned anew.
Here the values travel beside the text (`$1`, `$2`, …) and psycopg prepares a statement once it has
been asked `prepare_threshold` times on a connection. Everything else is as with Django's cursor:
its errors, its transaction, its list of queries.

Whoever builds the text sees to it that it stays the same from call to call, else nothing is won.
"""

from collections.abc import Iterable
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from psycopg.types.numeric import Int8


class _Cursor(psycopg.RawCursor):
    """Values beside the text."""

    name = "prepared"
    """pghistory puts who acts in front of a statement's text, but not for cursors with a name."""


NULL = 0
"""The place of nothing: it is no value, but a word of the text."""


class Values(list[Any]):
    """The values of one statement, in the order of their places in the text."""

    __slots__ = ("_moments",)

    def __init__(self, given: Iterable = ()):
        super().__init__(given)
        self._moments: dict[int, int] = {}

    def put(self, value) -> int:
        """Add a value; returns its place. All whole numbers are of one size, so that the same
        statement is not planned for each. One moment for several columns is sent once."""
        if value is None:
            return NULL
        kind = type(value)
        if kind is datetime:
            if (known := self._moments.get(id(value))) is not None:
                return known
            self._moments[id(value)] = len(self) + 1
        self.append(Int8(value) if kind is int else value)
        return len(self)

    def place(self, value) -> str:
        """The same, as its mark for the text."""
        return mark(self.put(value))


def mark(place: int) -> str:
    """How a place is written in the text."""
    return f"${place}" if place else "NULL"


@contextmanager
def cursor():
    """A cursor for statements with `$1` marks, on the connection and in the transaction of now."""
    here = connections[DEFAULT_DB_ALIAS]  # itself: `connection` looks it up at each word
    here.ensure_connection()
    with here._prepare_cursor(_Cursor(here.connection)) as found:
        yield found


def rows(sql: str, values: Values) -> list[tuple]:
    """What the statement answers."""
    with cursor() as found:
        found.execute(sql, values)
        return found.fetchall()


def write(sql: str, values: Values) -> list[tuple]:
    """The same for a statement that writes.

    Inside a page or task pghistory says who acts in front of each statement; a text with that in
    it would never be the same twice. So it is said by itself first, in front of nothing, and holds
    for the transaction.
    """
    if connection.execute_wrappers:
        with connection.cursor() as found:
            found.execute("VALUES (1)")
    return rows(sql, values)

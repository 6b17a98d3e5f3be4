"""Statements that PostgreSQL plans once a connection, for the few paths a busy hour multiplies.

Django's own cursors put the values into the text, so that each statement is read and planned anew.
Here the values travel beside the text (`$1`, `$2`, …) and psycopg prepares a statement once it has
been asked `prepare_threshold` times on a connection. Everything else is as with Django's cursor:
its errors, its transaction, its list of queries.

Whoever builds the text sees to it that it stays the same from call to call, else nothing is won.
"""

from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from psycopg.types.numeric import Int8


class _Cursor(psycopg.RawCursor):
    """Values beside the text."""

    name = "prepared"
    """pghistory puts who acts in front of a statement's text, but not for cursors with a name."""


class Values(list[Any]):
    """The values of one statement, in the order of their places in the text."""

    def place(self, value) -> str:
        """Where this value stands: its mark for the text. Nothing is a word of SQL itself, and
        all whole numbers are of one size, so that the same statement is not planned for each."""
        if value is None:
            return "NULL"
        self.append(Int8(value) if type(value) is int else value)
        return f"${len(self)}"


@contextmanager
def cursor():
    """A cursor for statements with `$1` marks, on the connection and in the transaction of now."""
    connection.ensure_connection()
    with connection._prepare_cursor(_Cursor(connection.connection)) as found:
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

"""A copy of the database in which the owner has taken guards away: what the negative controls of
the races run in. The service itself could never do that (tests/funding/test_ledger_holds.py).
"""

import time
from contextlib import closing, contextmanager

import psycopg
from django.db import connection, connections

from config.database_roles import as_owner
from tests import template_database


@contextmanager
def without(*constraints: tuple[str, str]):
    """Inside, every connection of this process leads to the copy; `constraints` are (table, name)
    pairs that are missing there."""
    told = connection.settings_dict
    before, copy = told["NAME"], f"{told['NAME']}_unguarded"
    with closing(template_database.connect()) as owner:
        template_database.drop(owner, copy)
        _copy(owner, copy)
        _lead_to(copy)
        try:
            with as_owner(), connection.cursor() as cursor:
                for table, name in constraints:
                    cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
            yield
        finally:
            _lead_to(before)
            template_database.drop(owner, copy)


def _copy(owner, copy: str) -> None:
    """The migrated database as it was made; nobody else may be reading it meanwhile."""
    deadline = time.monotonic() + 60
    while True:
        try:
            owner.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{template_database.name()}"')
            return
        except psycopg.errors.ObjectInUse:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def _lead_to(database: str) -> None:
    connections.close_all()
    connection.settings_dict["NAME"] = database

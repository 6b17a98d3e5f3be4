"""The indexes that the search asks are kept in order with each write (docs/decisions/0022)."""

import pytest
from django.contrib.postgres.indexes import GinIndex
from django.db import connection

from providers.models import Service


@pytest.mark.django_db
def test_the_indexes_of_the_search__have_no_waiting_list():
    wanted = {each.name for each in Service._meta.indexes if isinstance(each, GinIndex)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY(%s)"
            " AND 'fastupdate=off' = ANY(reloptions)",
            [list(wanted)],
        )
        in_order = {name for (name,) in cursor.fetchall()}
    assert len(wanted) > 4
    assert in_order == wanted

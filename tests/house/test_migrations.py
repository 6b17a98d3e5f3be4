"""Migrations: none missing, each named, each can be taken back."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL

AUTO = re.compile(r"_auto_|^\d{4}_(alter|add|remove|delete)_.*_and_more$")


def our_migrations():
    loader = MigrationLoader(None)
    return [
        migration
        for (app, _name), migration in loader.disk_migrations.items()
        if app in settings.OUR_APPS
    ]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def nameless(names) -> list[str]:
    return [name for name in names if AUTO.search(name)]


def test_every_migration_is_named():
    assert not nameless(migration.name for migration in our_migrations())


def test_the_rule_about_names_bites():
    assert nameless(["0002_auto_20261122_0300", "0003_alter_case_status_and_more"])
    assert not nameless(["0002_cover_by_colleagues"])


def one_way(operations) -> list:
    found = []
    for each in operations:
        found += one_way(getattr(each, "operations", []))
        if isinstance(each, RunPython) and each.reverse_code is None:
            found.append(each)
        if isinstance(each, RunSQL) and each.reverse_sql is None:
            found.append(each)
    return found


def test_every_migration_can_be_taken_back():
    wrong = [str(each) for each in our_migrations() if one_way(each.operations)]
    assert not wrong, wrong


def test_the_rule_about_the_way_back_bites():
    assert one_way([RunSQL("DROP TABLE x")])
    assert not one_way([RunSQL("SELECT 1", RunSQL.noop)])
    assert connection.alias == "default"

"""Brings the database up to date and fills it with the demo the first time."""

import os
import sys

import django
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def main():
    django.setup()
    try:
        migrate()
        seed()
    except (CommandError, DatabaseError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def migrate():
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        print(f"Bringing the database up to date ({len(plan)} steps) …", flush=True)
        call_command("migrate", interactive=False, verbosity=0)


def seed():
    from programmes.models import Programme

    wanted = os.environ.get("SEED_DEMO", "yes") == "yes"
    if wanted and not Programme.objects.exists():
        print("Filling the demo (once; about a minute) …", flush=True)
        call_command("seed_demo")


if __name__ == "__main__":
    sys.exit(main())

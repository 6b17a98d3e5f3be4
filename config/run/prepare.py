"""Brings the database up to date and fills it with the demo the first time."""

import os
import sys

import django
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from config.local_services import place as places
from config.local_services import postgres


def main():
    django.setup()
    try:
        start_over_if_half_filled()
        migrate()
        seed()
    except (CommandError, DatabaseError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def start_over_if_half_filled():
    """A demo that was interrupted is no demo: our own database is made anew."""
    note = filling()
    if not note.exists():
        return
    if os.environ.get("DATABASE_URL"):
        raise CommandError(
            "The demo was left half-filled in the database that DATABASE_URL names: "
            f"empty it, remove {note} and start again."
        )
    print("The demo was left half-filled; beginning anew …", flush=True)
    connection.close()
    postgres.make_anew(places.find())
    note.unlink()


def filling():
    """Stands while the demo is being filled."""
    return places.data_dir() / "filling"


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
        filling().touch()
        call_command("seed_demo")
        filling().unlink()


if __name__ == "__main__":
    sys.exit(main())

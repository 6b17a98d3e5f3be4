"""``migrate`` as the owner of the tables; afterwards the service role gets its rights."""

from django.core.management.commands.migrate import Command as Migrate

from config import database_roles
from config.swift_migrations import swiftly


class Command(Migrate):
    """One command everywhere: on a laptop, in the tests and in the one-off container."""

    def handle(self, *args, **options):
        with database_roles.as_owner(), swiftly():
            result = super().handle(*args, **options)
            if not options["plan"] and not options["check_unapplied"]:
                database_roles.grant()
        return result

"""``flush`` as the owner: the service role may not empty a table."""

from django.core.management.commands.flush import Command as Flush

from config import database_roles


class Command(Flush):
    def handle(self, **options):
        with database_roles.as_owner():
            return super().handle(**options)

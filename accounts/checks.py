"""Checks of the database that ``migrate`` and ``check --database default`` run."""

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, transaction

from accounts.models import User


@checks.register(checks.Tags.database)
def no_demo_people(app_configs, databases=None, **kwargs):
    """A live service does not start over the demo's data: everybody knows its passwords."""
    if settings.DEMO or not databases:
        return []
    try:
        with transaction.atomic():
            found = User.objects.filter(is_demo=True).count()
    except DatabaseError:  # the very first migration: there is no table yet
        return []
    if not found:
        return []
    return [
        checks.Error(
            f"There are {found} demo sign-ins in this database.",
            hint="Use a database of its own for the live service, never the demo's.",
            id="accounts.E001",
        )
    ]

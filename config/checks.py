"""Checks of the set-up that ``manage.py check --deploy`` runs."""

from django.core import checks

from config import database_roles


@checks.register(checks.Tags.security, deploy=True)
def one_role_only(app_configs, **kwargs):
    """Warn when the service could alter its own tables and triggers."""
    if database_roles.separate():
        return []
    return [
        checks.Warning(
            "DATABASE_URL and MIGRATION_DATABASE_URL name the same role.",
            hint=(
                "Give the service a role that owns no table (docs/operating.md, “Two roles”); "
                "otherwise append-only rows are protected by triggers that it could drop."
            ),
            id="bridge.W001",
        )
    ]

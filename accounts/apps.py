from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Who uses the service."""

    name = "accounts"
    verbose_name = _("People and organisations")

    def ready(self):
        """Make the app's permissions, homes and places known."""
        from accounts import access, checks, places  # noqa: F401

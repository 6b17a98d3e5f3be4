from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProvidersConfig(AppConfig):
    """Who can help."""

    name = "providers"
    verbose_name = _("Providers")

    def ready(self):
        """Make the app's permissions known."""
        from providers import access  # noqa: F401

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutcomesConfig(AppConfig):
    """Did it help? Reads everything, changes nothing below."""

    name = "outcomes"
    verbose_name = _("Outcomes")

    def ready(self):
        """Make the app's permissions known."""
        from outcomes import access, places  # noqa: F401

        places.register()

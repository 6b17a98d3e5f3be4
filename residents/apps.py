from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResidentsConfig(AppConfig):
    """Whom it is for."""

    name = "residents"
    verbose_name = _("Residents")

    def ready(self):
        """Make the app's permissions and its place in the header known."""
        from residents import access, places  # noqa: F401

        places.register()

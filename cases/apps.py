from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """A link worker and a resident."""

    name = "cases"
    verbose_name = _("Cases")

    def ready(self):
        """Make the app's permissions known."""
        from cases import access  # noqa: F401
        from cases.views import placement_panels

        placement_panels.register()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    """What is being run, where, and by which rules."""

    name = "programmes"
    verbose_name = _("Programmes")

    def ready(self):
        """Make the app's permissions known."""
        from programmes import access  # noqa: F401

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """A link worker and a resident."""

    name = "cases"
    verbose_name = _("Cases")

    def ready(self):
        """Make the app's permissions, homes and places in the header known."""
        from cases import access, places  # noqa: F401
        from cases.services.placements.consent import on_consent_withdrawn
        from residents.events import consent_withdrawn

        places.register()
        consent_withdrawn.connect(on_consent_withdrawn, dispatch_uid="cases.stop_sharing")

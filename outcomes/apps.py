from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutcomesConfig(AppConfig):
    """Did it help? Reads everything, changes nothing below."""

    name = "outcomes"
    verbose_name = _("Outcomes")

    def ready(self):
        """Make the app's permissions known."""
        from outcomes import access, places, report_access  # noqa: F401

        places.register()
        from outcomes.services.reports.stories import on_consent_withdrawn
        from residents.events import consent_withdrawn

        consent_withdrawn.connect(on_consent_withdrawn, dispatch_uid="outcomes.stories")

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    """A ward, crew, practice, partner or family asks for help for someone."""

    name = "referrals"
    verbose_name = _("Referrals")

    def ready(self):
        """Make the app's permissions, homes and places in the header known."""
        from referrals import access, places  # noqa: F401

        places.register()

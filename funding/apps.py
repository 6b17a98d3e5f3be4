from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundingConfig(AppConfig):
    """A ledger in which money is only moved."""

    name = "funding"
    verbose_name = _("Money")

    def ready(self):
        """Make the app's permissions, homes and places known."""
        from funding import access, fund_access, places  # noqa: F401

        places.register()

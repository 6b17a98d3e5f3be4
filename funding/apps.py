from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundingConfig(AppConfig):
    """A ledger in which money is only moved."""

    name = "funding"
    verbose_name = _("Money")

    def ready(self):
        """Make the app's permissions known."""
        from funding import access  # noqa: F401

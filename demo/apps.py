from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """Commands that fill the service with invented people. Local and test settings only."""

    name = "demo"
    verbose_name = _("Demo")

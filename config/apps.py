"""The wiring as a Django app, so that its commands come before Django's own."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "config"
    verbose_name = "Wiring"

    def ready(self):
        from config import checks  # noqa: F401  (registers the checks)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProvidersConfig(AppConfig):
    """Who can help."""

    name = "providers"
    verbose_name = _("Providers")

    def ready(self):
        """Make the app's permissions known, and the provider's home and header."""
        from core import homes, navigation
        from providers import access  # noqa: F401
        from providers.presenters import feeds
        from providers.registry import service_facts
        from providers.views import ProviderHome

        service_facts.register("feeds", feeds.service_facts, order=90)
        homes.register("provider", ProviderHome.as_view())
        place = navigation.Place
        navigation.register(
            "provider",
            [
                place(_("Today"), "core:home"),
                place(_("Your services"), "providers:list"),
                place(_("Calls for offers"), "providers:calls"),
                place(_("Missing help"), "providers:clusters"),
            ],
        )

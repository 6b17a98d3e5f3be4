"""A provider's own home: what is new, what is under way, what to invoice, the switch."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.presenters import Action
from core.views import HouseView
from providers import presenters
from providers.models import Provider
from providers.registry import home_panels
from providers.views.panels import open_calls, papers_to_see_to


class ProviderHome(HouseView):
    """The first page a provider's worker sees. Higher apps fill its panels."""

    access = "providers.set_capacity"
    template_name = "providers/home.html"
    title = gettext_lazy("Today")

    def get_context_data(self, **kwargs):
        today = clock.today()
        return super().get_context_data(
            homes=[self.home_of(each, today) for each in self.own_providers()], **kwargs
        )

    def own_providers(self):
        """The providers whose capacity this person sets; usually one."""
        user = self.request.user
        rows = Provider.objects.visible_to(user).select_related("organisation")
        found = rows.prefetch_related("services").order_by("organisation__name")
        return [each for each in found if user.has_perm("providers.set_capacity", each)]

    def home_of(self, provider, today) -> dict:
        """What one provider has to do."""
        panels = [panel(self.request, provider) for panel in home_panels]
        panels += [open_calls(self.request, today), papers_to_see_to(provider, today)]
        services = [each for each in provider.services.all() if each.is_active]
        for each in services:
            each.provider = provider
        return {
            "name": provider.organisation.name,
            "tag": presenters.provider_tag(provider, today),
            "panels": [each for each in panels if each is not None],
            "services": [self.capacity_of(each, today) for each in services],
            "switch": self.switch(provider),
            "page": Action(
                _("Your page in the directory"),
                reverse("providers:detail", args=[provider.reference]),
                kind="link",
            ),
        }

    def capacity_of(self, service, today) -> dict:
        """One line of the capacity panel."""
        at = [service.reference]
        change = reverse("providers:set_capacity", args=at)
        return {
            "name": service.name,
            "url": reverse("providers:service", args=at),
            "tag": presenters.room_tag(service, today),
            "words": presenters.capacity_words(service),
            "change": Action(_("Change places"), change, kind="link", hidden=service.name),
        }

    def switch(self, provider) -> Action:
        """The capacity switch."""
        at = [provider.reference]
        if provider.paused_at is None:
            return Action(_("Take no new work for a while"), reverse("providers:pause", args=at))
        return Action(_("Take new work again"), reverse("providers:resume", args=at))

"""The directory: who helps with what, where, and whether there is room today."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.presenters import Action, Crumb
from core.views import ScopedDetailView
from providers import presenters
from providers.models import Provider, Service, Tip
from providers.registry import service_facts
from providers.views.finding import Finder

_TITLES = {"remove_time": gettext_lazy("Days and times"), "remove_place": gettext_lazy("Places")}


class Directory(Finder):
    """Every service that the person may look up."""

    access = "providers.view"
    title = gettext_lazy("Find a service")

    def get_actions(self):
        found = [
            Action(_("Where there is help"), reverse("providers:coverage"), kind="link"),
            Action(_("Prices"), reverse("providers:catalogue"), kind="link"),
        ]
        if self.request.user.has_perm("providers.raise_gap"):
            url = reverse("providers:clusters")
            found.append(Action(_("Where help is missing"), url, kind="link"))
            found.append(Action(_("Say what is missing"), reverse("providers:raise_gap")))
        if self.request.user.has_perm("providers.import_feed"):
            found.append(Action(_("Directories of others"), reverse("feeds:list")))
        return found


class ProviderPage(ScopedDetailView):
    """One provider: what it does, its papers, what it offers."""

    access = "providers.view"
    model = Provider
    name = "provider"
    template_name = "providers/provider.html"

    def prepare(self, rows):
        return rows.select_related("organisation", "approved_by", "bank_details").prefetch_related(
            "services__needs", "services__schedules"
        )

    def get_title(self):
        return self.object.organisation.name

    def get_back(self):
        return Crumb(_("Find a service"), reverse("providers:list"))

    def get_context_data(self, **kwargs):
        today = clock.today()
        provider = self.object
        assure = self.request.user.has_perm("providers.assure", provider)
        services = [each for each in provider.services.all() if each.is_active]
        for each in services:
            each.provider = provider
        return super().get_context_data(
            tag=presenters.provider_tag(provider, today),
            papers=presenters.approval_facts(provider, today),
            missing=presenters.missing_words(provider, today) if assure else "",
            table=presenters.service_list(provider, services, today),
            bank=self.bank_words(),
            bank_action=self.bank_action(),
            own_actions=self.own_actions(),
            assure_actions=self.assure_actions(),
            **kwargs,
        )

    def bank_words(self) -> str:
        """The account's last four digits, for finance and for the provider itself."""
        user, details = self.request.user, getattr(self.object, "bank_details", None)
        may = any(
            user.has_perm(each, self.object)
            for each in ("providers.see_bank_details", "providers.edit_listing")
        )
        if not may:
            return ""
        return details.masked if details else _("Not given yet")

    def bank_action(self) -> Action | None:
        """Finance looks at the whole number on a page of its own, which writes the look down."""
        user, details = self.request.user, getattr(self.object, "bank_details", None)
        if details is None or not user.has_perm("providers.see_bank_details", self.object):
            return None
        url = reverse("providers:bank_details_in_full", args=[self.object.reference])
        return Action(_("Show the whole number"), url, kind="link")

    def own_actions(self) -> list[Action]:
        """What the provider's own workers may change."""
        provider, user = self.object, self.request.user
        if not user.has_perm("providers.edit_listing", provider):
            return []
        at = [provider.reference]
        switch = (
            Action(_("Take no new work for a while"), reverse("providers:pause", args=at))
            if provider.paused_at is None
            else Action(_("Take new work again"), reverse("providers:resume", args=at))
        )
        return [
            Action(_("Papers"), reverse("providers:onboarding", args=at)),
            Action(_("Add a service"), reverse("providers:add_service", args=at)),
            Action(_("Change what you say about yourselves"), reverse("providers:edit", args=at)),
            Action(_("Change bank details"), reverse("providers:set_bank_details", args=at)),
            switch,
        ]

    def assure_actions(self) -> list[Action]:
        """What the manager does after seeing papers."""
        provider = self.object
        if not self.request.user.has_perm("providers.assure", provider):
            return []
        at = [provider.reference]
        onboarding = reverse("providers:onboarding", args=at)
        found = [Action(_("Checklist and documents"), onboarding)]
        found += [Action(_("Record papers"), reverse("providers:record_papers", args=at))]
        if presenters.may_be_approved(provider, clock.today()):
            found.append(Action(_("Approve"), reverse("providers:approve", args=at)))
        elif provider.approved_at is not None:
            url = reverse("providers:withdraw_approval", args=at)
            found.append(Action(_("Withdraw approval"), url))
        return found


class ServicePage(ScopedDetailView):
    """One service with everything a link worker needs to decide."""

    access = "providers.view"
    model = Service
    name = "service"
    template_name = "providers/service.html"

    def prepare(self, rows):
        return rows.select_related("provider__organisation").prefetch_related(
            "needs", "schedules", "locations"
        )

    def get_title(self):
        return self.object.name

    def get_back(self):
        provider = self.object.provider
        return Crumb(
            provider.organisation.name, reverse("providers:detail", args=[provider.reference])
        )

    def get_context_data(self, **kwargs):
        today, service = clock.today(), self.object
        facts = presenters.service_facts(service)
        for source in service_facts:
            facts += source(service, today)
        return super().get_context_data(
            tag=presenters.room_tag(service, today),
            facts=facts,
            own_actions=self.own_actions(),
            parts=self.parts(),
            tips=self.tips(),
            add_tip=self.add_tip(),
            **kwargs,
        )

    def parts(self) -> list[dict]:
        """Opening times and places, each with its way out for the provider's own workers."""
        service = self.object
        own = self.request.user.has_perm("providers.edit_listing", service) and not service.source
        found = []
        for rows, words, name in (
            (service.schedules.all(), presenters.schedule_words, "remove_time"),
            (service.locations.all(), str, "remove_place"),
        ):
            lines = []
            for each in rows:
                url = reverse(f"providers:{name}", args=[each.uid])
                act = Action(_("Remove"), url, kind="link", hidden=words(each)) if own else None
                lines.append({"words": words(each), "action": act})
            found.append({"title": _TITLES[name], "lines": lines})
        return [each for each in found if each["lines"]]

    def tips(self) -> list[dict]:
        """What colleagues have learned, newest first."""
        user = self.request.user
        rows = Tip.objects.visible_to(user).in_force().filter(service=self.object)
        rows = rows.select_related("written_by", "programme").order_by("-written_at")
        found = list(rows)
        facts = presenters.tip_facts(found)
        for fact, tip in zip(facts, found, strict=True):
            url = reverse("providers:withdraw_tip", args=[tip.reference])
            act = Action(_("Withdraw"), url, kind="link", hidden=tip.words)
            fact["action"] = act if user.has_perm("providers.withdraw_tip", tip) else None
        return facts

    def add_tip(self) -> Action | None:
        """Whoever has a programme may add one."""
        if not self.request.user.has_perm("providers.add_tip"):
            return None
        url = reverse("providers:add_tip", args=[self.object.reference])
        return Action(_("Add a tip for colleagues"), url, kind="link")

    def own_actions(self) -> list[Action]:
        """What the provider's own workers may change."""
        service = self.object
        if not self.request.user.has_perm("providers.edit_listing", service):
            return []
        at = [service.reference]
        found = [
            Action(_("Change places"), reverse("providers:set_capacity", args=at)),
            Action(_("Change the listing"), reverse("providers:edit_listing", args=at)),
            Action(_("Add days and times"), reverse("providers:add_time", args=at)),
            Action(_("Add a place"), reverse("providers:add_place", args=at)),
            Action(_("It is still right"), reverse("providers:confirm_listing", args=at)),
        ]
        if service.is_paused:
            found.append(
                Action(_("Take people again"), reverse("providers:resume_service", args=at))
            )
        else:
            url = reverse("providers:pause_service", args=at)
            found.append(Action(_("Pause this service"), url, kind="link"))
        url = reverse("providers:close_service", args=at)
        found.append(Action(_("Stop offering it"), url, kind="link"))
        return found

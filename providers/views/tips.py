"""The team's own tips."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from core.presenters import Crumb
from core.views import VerbView
from providers import forms, services
from providers.models import Tip
from providers.views.listing import _OnService


class AddTip(_OnService):
    """Tell colleagues what to know."""

    access = "providers.add_tip"
    form_class = forms.TipForm
    service = staticmethod(services.add_tip)
    title = gettext_lazy("Add a tip for colleagues")
    lead = gettext_lazy("Whom to ask for, what to expect. The provider does not see it.")
    submit_label = gettext_lazy("Add the tip")
    success_message = gettext_lazy("Added. Colleagues see it beside the service.")


class WithdrawTip(VerbView):
    """Take a tip away."""

    access = "providers.withdraw_tip"
    model = Tip
    service = staticmethod(services.withdraw_tip)
    title = gettext_lazy("Withdraw this tip?")
    submit_label = gettext_lazy("Withdraw it")
    success_message = gettext_lazy("Withdrawn. Nobody sees it any more.")

    def prepare(self, rows):
        return rows.select_related("service")

    def get_back(self):
        return Crumb(self.object.service.name, self.get_cancel_url())

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "lead": f"“{self.object.words}”"}

    def get_cancel_url(self):
        return reverse("providers:service", args=[self.object.service.reference])

    def get_success_url(self, result):
        return self.get_cancel_url()

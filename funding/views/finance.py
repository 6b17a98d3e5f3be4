"""What finance and managers write: money received, corrections, split rules, a lifted cap."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from core import clock
from core.money import pounds
from core.presenters import Crumb
from core.views import VerbView
from funding import forms
from funding.models import Fund, FundingAgreement
from funding.presenters.people import case_url
from funding.services import agreements, budgets


class Receive(VerbView):
    """An instalment came in from a funder."""

    access = "funds.receive"
    model = FundingAgreement
    form_class = forms.GrantForm
    title = gettext_lazy("Money came in")
    submit_label = gettext_lazy("Record it")
    template_name = "funding/verb.html"
    once_required = True
    keeps_draft = False

    def prepare(self, rows):
        return rows.select_related("fund", "funder")

    def get_back(self):
        url = f"{self.object.fund.get_absolute_url()}?funder={self.object.reference}"
        return Crumb(self.object.fund.name, url)

    def get_context_data(self, **kwargs):
        to_come = self.object.amount - agreements.received(self.object)
        told = {"funder": self.object.funder.name, "amount": pounds(to_come)}
        self.lead = _("From %(funder)s, %(amount)s is still to come.") % told
        return super().get_context_data(over=self.object.reference, **kwargs)

    def perform(self, form):
        return agreements.receive_grant(
            self.object,
            by=self.request.user,
            at=clock.now(),
            key=self.request.POST["_once"][:40],
            **form.cleaned_data,
        )

    def get_success_message(self, result):
        return _("Recorded. It can be spent from now on.")


class SetSplitRule(VerbView):
    """How spending is shared among the funders from a day on."""

    access = "funds.correct"
    model = Fund
    lookup = "slug"
    form_class = forms.SplitForm
    title = gettext_lazy("Change how spending is shared")
    lead = gettext_lazy("From the day you name. What was split before stays as it was.")
    submit_label = gettext_lazy("Change it")
    success_message = gettext_lazy("Changed, from the day you named.")
    template_name = "funding/verb.html"
    keeps_draft = False

    def get_back(self):
        return Crumb(self.object.name, self.object.get_absolute_url())

    def perform(self, form):
        return agreements.set_split_rule(self.object, **form.cleaned_data)


class OverrideCap(VerbView):
    """A manager lifts one person's cap, with a reason that stays."""

    access = "purchases.override_cap"
    model = Case
    form_class = forms.OverrideForm
    service = staticmethod(budgets.override_cap)
    title = gettext_lazy("Lift this personal budget")
    submit_label = gettext_lazy("Lift it")
    success_message = gettext_lazy("Lifted. Your reason stays with it.")
    template_name = "funding/verb.html"
    once_required = True
    keeps_draft = False

    def prepare(self, rows):
        return rows.select_related("resident", "policy", "programme")

    def get_back(self):
        resident = self.object.resident
        url = case_url(self.object)
        return Crumb(f"{resident.given_name} {resident.family_name}", url) if url else None

    def get_cancel_url(self):
        return case_url(self.object) or "/"

    def get_success_url(self, result):
        return case_url(self.object) or "/"

    def get_context_data(self, **kwargs):
        self.lead = _("%(left)s of it is left now.") % {
            "left": pounds(budgets.left_of(self.object))
        }
        return super().get_context_data(**kwargs)

"""What finance and managers set: how spending is shared, a lifted cap, cost codes."""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from core import clock
from core.money import pounds
from core.presenters import Cell, Column, Crumb, Row, Table
from core.views import VerbView
from funding import forms
from funding.forms import funds as fund_forms
from funding.models import Fund
from funding.presenters.people import case_url
from funding.services import agreements, budgets, exporting, sources
from funding.split import ShortageError

EXAMPLES = (Decimal("20.00"), Decimal("100.00"), Decimal("1000.01"))


class OfFund(VerbView):
    """A verb on one fund, which leads back to its page."""

    access = "funds.agree"
    model = Fund
    lookup = "slug"
    template_name = "funding/verb.html"
    keeps_draft = False

    def get_back(self):
        return Crumb(self.object.name, self.object.get_absolute_url())


class SetSplitRule(OfFund):
    """How spending is shared among the funders from a day on, with examples to the penny."""

    form_class = fund_forms.SplitForm
    title = gettext_lazy("Change how spending is shared")
    lead = gettext_lazy("From the day you name. What was split before stays as it was.")
    submit_label = gettext_lazy("Change it")
    success_message = gettext_lazy("Changed, from the day you named.")
    template_name = "funding/split.html"

    def perform(self, form):
        told = form.cleaned_data
        return agreements.set_split_rule(
            self.object,
            by=self.request.user,
            at=clock.now(),
            kind=told["kind"],
            effective_from=told["effective_from"],
            reason=told["reason"],
            order=form.order(),
        )

    def get_success_url(self, result):
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            examples=[self._examples(kind, words) for kind, words in self._kinds()], **kwargs
        )

    def _kinds(self):
        return self.form_class.base_fields["kind"].choices

    def _examples(self, kind: str, words) -> Table:
        """What each funder would bear today of three prices for which anybody may pay."""
        found = sources.payers(self.object.pk, on=clock.today(), codes=())
        found = replace(found, rule=kind, order=())
        names = {
            each.pk: each.funder.name
            for each in self.object.agreements.select_related("funder").order_by("pk")
        }
        shares = [self._shares(found, amount) for amount in EXAMPLES]
        columns = (Column(_("Funder")), *(Column(pounds(each), numeric=True) for each in EXAMPLES))
        rows = tuple(
            Row(
                (
                    Cell(names[each.agreement_id]),
                    *(Cell(pounds(one.get(each.agreement_id, 0))) for one in shares),
                )
            )
            for each in found.sources
        )
        return Table(words, columns, rows, hide_caption=False)

    @staticmethod
    def _shares(found, amount: Decimal) -> dict:
        try:
            return {each.agreement_id: each.amount for each in found.shares(amount)}
        except ShortageError:
            return {}


class CostCodes(OfFund):
    """The finance department's code of each kind of purchase."""

    form_class = fund_forms.CostCodesForm
    title = gettext_lazy("Cost codes")
    lead = gettext_lazy("Exports name them. A kind without a code goes out under its own word.")
    submit_label = gettext_lazy("Keep the codes")
    success_message = gettext_lazy("Kept.")

    def perform(self, form):
        return exporting.set_cost_codes(
            self.object, by=self.request.user, at=clock.now(), codes=form.cleaned_data
        )

    def get_success_url(self, result):
        return self.object.get_absolute_url()


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

"""Unit costs, each with its year and source."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.money import pounds
from core.presenters import Action, Cell, Crumb, Row
from core.views import Heading, ScopedListView, VerbView
from outcomes.forms import UnitCostForm
from outcomes.models import UnitCost
from outcomes.services.costs import set_unit_cost


class UnitCosts(ScopedListView):
    """All unit costs, newest version first within each."""

    access = "evaluations.view"
    model = UnitCost
    title = gettext_lazy("Unit costs")
    cursor = "pk"
    headings = (
        Heading(gettext_lazy("What")),
        Heading(gettext_lazy("Each"), numeric=True),
        Heading(gettext_lazy("Prices of")),
        Heading(gettext_lazy("In force from")),
        Heading(gettext_lazy("Source")),
    )
    sorts = {"what": ("label", "effective_from")}
    default_sort = "what"

    def row(self, cost):
        return Row(
            (
                Cell(cost.label, sub=cost.code),
                Cell(pounds(cost.amount) if cost.amount is not None else _("to be loaded")),
                Cell(cost.price_year or "–"),
                Cell(date_format(cost.effective_from, "j F Y")),
                Cell(cost.source),
            )
        )

    def get_actions(self):
        indices = Action(_("Price indices"), reverse("outcomes:price_indices"))
        if not self.request.user.has_perm("evaluations.queue"):
            return [indices]
        add = Action(_("Add a unit cost"), reverse("outcomes:set_unit_cost"), kind="main")
        return [add, indices]


class SetUnitCost(VerbView):
    """A new version; older ones stay, since evaluations rest on them."""

    access = "evaluations.queue"
    form_class = UnitCostForm
    title = gettext_lazy("Add a unit cost")
    lead = gettext_lazy("Figures that are in use are never changed. A new one takes over.")
    back = Crumb(gettext_lazy("Unit costs"), "/outcomes/unit-costs/")
    submit_label = gettext_lazy("Add it")
    success_url = "/outcomes/unit-costs/"
    success_message = gettext_lazy("Added.")

    def perform(self, form):
        given = form.cleaned_data
        label = dict(form.fields["event_type"].choices)[given["event_type"]]
        return set_unit_cost(code=given["event_type"].upper(), label=str(label), **given)

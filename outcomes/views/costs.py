"""Unit costs, each with its year and source."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.money import pounds
from core.presenters import Action, Cell, Crumb, Row
from core.views import Heading, ScopedListView, VerbView
from outcomes.forms import CostSpreadForm, UnitCostForm
from outcomes.models import UnitCost
from outcomes.services.costs import set_cost_spread, set_unit_cost


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
                Cell(_each(cost), sub=_range(cost)),
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
        spread = Action(_("Change the assumed range"), reverse("outcomes:set_cost_spread"))
        return [add, spread, indices]


def _each(cost: UnitCost) -> str:
    if cost.amount is None:
        return _("to be loaded")
    if cost.unit == UnitCost.PERCENT:
        return _("±%(n)s%%") % {"n": f"{cost.amount.normalize():f}"}
    return pounds(cost.amount)


def _range(cost: UnitCost) -> str:
    """The source's own range; that there is none is said of costs that evaluations use."""
    if cost.low is not None and cost.high is not None:
        return _("%(low)s to %(high)s") % {"low": pounds(cost.low), "high": pounds(cost.high)}
    return _("range assumed") if cost.event_type and cost.amount is not None else ""


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


class SetCostSpread(VerbView):
    """What is tried where no source gives a range: an assumption, changed as a dated version."""

    access = "evaluations.queue"
    form_class = CostSpreadForm
    title = gettext_lazy("Change the assumed range")
    lead = gettext_lazy(
        "Where the source of a unit cost gives no range, evaluations try the same per cent less "
        "and more, and say that it is assumed. Evaluations that are done keep what they had."
    )
    back = Crumb(gettext_lazy("Unit costs"), "/outcomes/unit-costs/")
    submit_label = gettext_lazy("Change it")
    success_url = "/outcomes/unit-costs/"
    success_message = gettext_lazy("Changed.")

    def perform(self, form):
        return set_cost_spread(**form.cleaned_data)

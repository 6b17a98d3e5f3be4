"""Price indices: the editions that are loaded, and a new one."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.presenters import Action, Cell, Column, Crumb, Empty, Row, Table, Tag
from core.views import HouseView, VerbView
from outcomes.forms import EditionForm
from outcomes.prices import Edition, editions
from outcomes.services.prices import add_edition


class PriceIndices(HouseView):
    """Each edition with its rates, as published."""

    access = "evaluations.view"
    template_name = "outcomes/price_indices.html"
    title = gettext_lazy("Price indices")
    lead = gettext_lazy(
        "They take a cost of one year into the prices of another. An edition is never changed: a "
        "newer one stands beside it."
    )

    def get_back(self):
        return Crumb(_("Unit costs"), reverse("outcomes:unit_costs"))

    def get_context_data(self, **kwargs):
        actions = []
        if self.request.user.has_perm("evaluations.queue"):
            actions = [Action(_("Load an edition"), reverse("outcomes:add_edition"), kind="main")]
        loaded = editions()
        return super().get_context_data(
            lead=self.lead,
            actions=actions,
            editions=[(each, edition_table(each)) for each in loaded],
            nothing=Empty(
                _("No index is loaded"),
                _("Until one is, each unit cost stays in the prices of its own year."),
            ),
            **kwargs,
        )


def edition_table(edition: Edition) -> Table:
    """The years of an edition, the newest first."""
    provisional = (Tag(_("Provisional"), "amber"),)
    rows = tuple(
        Row((Cell(year, tags=provisional if open_ else ()), Cell(f"{percent:+.2f} %")))
        for year, percent, open_ in reversed(edition.rates)
    )
    columns = (Column(_("Into the year")), Column(_("Change"), numeric=True))
    return Table(f"{edition.name}, {edition.edition}", columns, rows)


class AddEdition(VerbView):
    """A new edition, from the file in which it was published."""

    access = "evaluations.queue"
    form_class = EditionForm
    title = gettext_lazy("Load an edition of a price index")
    lead = gettext_lazy("It stands beside those that are loaded. Nothing is replaced.")
    back = Crumb(gettext_lazy("Price indices"), "/outcomes/price-indices/")
    submit_label = gettext_lazy("Load it")
    success_url = "/outcomes/price-indices/"
    success_message = gettext_lazy("Loaded.")

    def perform(self, form):
        return add_edition(**form.cleaned_data)

"""Small things and works at a known price."""

from django.utils.translation import gettext_lazy

from core.views import Heading, ScopedListView
from providers import presenters
from providers.filters import CatalogueFilter
from providers.models import CatalogueItem


class Catalogue(ScopedListView):
    """What can be bought, from whom, for how much, and how long it takes."""

    access = "providers.view"
    model = CatalogueItem
    title = gettext_lazy("Things at a known price")
    filterset_class = CatalogueFilter
    headings = (
        Heading(gettext_lazy("What"), sort="name"),
        Heading(gettext_lazy("From")),
        Heading(gettext_lazy("Ready in"), sort="days"),
        Heading(gettext_lazy("Price"), sort="price", numeric=True),
    )
    sorts = {"name": ("name",), "days": ("lead_days", "name"), "price": ("price", "name")}
    default_sort = "name"

    def prepare(self, rows):
        return rows.select_related("provider__organisation").filter(is_active=True)

    def row(self, item):
        return presenters.catalogue_row(item)

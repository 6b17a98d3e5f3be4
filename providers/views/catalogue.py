"""Small things and works at a known price."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.presenters import Action, Crumb
from core.views import Heading, ScopedDetailView, ScopedListView, VerbView
from providers import forms, presenters, services
from providers.filters import CatalogueFilter
from providers.models import CatalogueItem
from providers.registry import item_actions


class Catalogue(ScopedListView):
    """What can be bought, from whom, for how much, and how long it takes."""

    access = "providers.view"
    model = CatalogueItem
    title = gettext_lazy("Things at a known price")

    def get_back(self):
        return Crumb(_("Find a service"), reverse("providers:list"))

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
        return rows.select_related("provider__organisation", "barrier").filter(is_active=True)

    def row(self, item):
        return presenters.catalogue_row(item)

    def get_actions(self):
        if not self.request.user.has_perm("providers.set_prices"):
            return []
        return [Action(_("Add an item"), reverse("providers:add_item"), kind="main")]


class ItemPage(ScopedDetailView):
    """One item with what it has cost so far."""

    access = "providers.view"
    model = CatalogueItem
    name = "item"
    template_name = "providers/item.html"

    def prepare(self, rows):
        return rows.select_related("provider__organisation", "barrier").prefetch_related(
            "prices__set_by"
        )

    def get_title(self):
        return self.object.name

    def get_back(self):
        return Crumb(_("Things at a known price"), reverse("providers:catalogue"))

    def get_context_data(self, **kwargs):
        item, at, user = self.object, [self.object.reference], self.request.user
        offered = (each(user, item) for each in item_actions) if item.is_active else ()
        acts = [each for each in offered if each]
        if item.is_active and user.has_perm("providers.set_prices"):
            acts += [
                Action(_("Change the price"), reverse("providers:set_price", args=at)),
                Action(_("Take it off the list"), reverse("providers:withdraw_item", args=at)),
            ]
        return super().get_context_data(
            facts=presenters.item_facts(item),
            prices=presenters.price_table(item),
            item_actions=acts,
            **kwargs,
        )


class AddItem(VerbView):
    """Something new."""

    access = "providers.set_prices"
    form_class = forms.ItemForm
    service = staticmethod(services.add_item)
    title = gettext_lazy("Add an item")
    submit_label = gettext_lazy("Add it")
    success_message = gettext_lazy("Added. Link workers can buy it now.")

    def get_back(self):
        return Crumb(_("Things at a known price"), reverse("providers:catalogue"))

    def get_success_url(self, result):
        return reverse("providers:item", args=[result.reference])


class _OnItem(VerbView):
    """A verb on an item."""

    access = "providers.set_prices"
    model = CatalogueItem

    def get_back(self):
        return Crumb(self.object.name, self.get_cancel_url())

    def get_cancel_url(self):
        return reverse("providers:item", args=[self.object.reference])

    def get_success_url(self, result):
        return self.get_cancel_url()


class SetPrice(_OnItem):
    """What it costs from now on."""

    form_class = forms.PriceForm
    service = staticmethod(services.set_price)
    title = gettext_lazy("Change the price")
    lead = gettext_lazy("From now on. What was bought before keeps its price.")
    submit_label = gettext_lazy("Save the price")
    success_message = gettext_lazy("Saved. It holds from now on.")
    version_fields = ("price", "lead_days")

    def get_initial(self):
        return {"price": self.object.price, "lead_days": self.object.lead_days}


class WithdrawItem(_OnItem):
    """Not to be had any more."""

    service = staticmethod(services.withdraw_item)
    title = gettext_lazy("Take it off the list?")
    lead = gettext_lazy("It cannot be bought any more. Purchases that name it keep it.")
    submit_label = gettext_lazy("Take it off")
    success_message = gettext_lazy("It is off the list.")

"""The search for a service, as a list that both the directory and a case page build on."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import clock
from core.presenters import Action, Empty
from core.views import Heading, ScopedListView
from providers import presenters
from providers.forms import FindForm
from providers.models import Service, Tip
from providers.services import finding


class Finder(ScopedListView):
    """Services, what fits best first as soon as something is looked for, else by name."""

    model = Service
    template_name = "providers/find.html"
    headings = (
        Heading(gettext_lazy("Service"), sort="name"),
        Heading(gettext_lazy("Kind of help"), sort="kind"),
        Heading(gettext_lazy("Where and when")),
        Heading(gettext_lazy("Room")),
        Heading(gettext_lazy("Price and wait"), sort="price"),
    )
    sorts = {"name": ("name",), "kind": ("kind", "name"), "price": ("unit_price", "name")}
    default_sort = "name"

    def setup(self, request, *args, **kwargs):
        """By fit only when there is something to fit."""
        super().setup(request, *args, **kwargs)
        if self.wanted.anything:
            self.sorts = {"fit": ("fit",), **self.sorts}
            self.default_sort = "-fit"

    @property
    def form(self) -> FindForm:
        """The search box, filled from the address."""
        if not hasattr(self, "_form"):
            self._form = FindForm(self.request.GET)
        return self._form

    @property
    def wanted(self) -> finding.Wanted:
        """What is looked for."""
        if not hasattr(self, "_wanted"):
            self._wanted = self.form.wanted()
        return self._wanted

    @property
    def filtered(self) -> bool:
        return any(self.request.GET.get(name) for name in self.form.fields)

    def prepare(self, rows):
        return rows.filter(is_active=True)

    def in_full(self, found: list) -> list:
        """The services of one page with what their rows show, in the order they were found.

        Fetched after the ranking: carrying every column and join through the sort of all that fit
        costs ten times as much.
        """
        rows = Service.objects.visible_to(self.request.user)
        joined = rows.select_related("provider__organisation").prefetch_related(
            "needs", "schedules"
        )
        told = joined.defer("description", "search_words", "keywords").in_bulk(
            [each.pk for each in found]
        )
        return [told[each.pk] for each in found if each.pk in told]

    def narrowed(self):
        self.filterset, self.filters = None, ()
        today = clock.today()
        rows, self.misspelt = finding.fitting(self.get_queryset(), self.wanted, on=today)
        return rows.only("reference", "provider")

    def dress(self, things):
        """The rows in full, how far each is and the newest tip: six queries for the page."""
        things = self.in_full(things)
        district = self.wanted.district
        self.reaches = finding.reaches(things, district) if district else {}
        tips = Tip.objects.visible_to(self.request.user).in_force().filter(service__in=things)
        self.tips = {each.service_id: each for each in tips.order_by("written_at")}
        return things

    def row(self, service):
        return presenters.found_row(
            service,
            clock.today(),
            url=self.url_of(service),
            wanted=self.wanted,
            reach=self.reaches.get(service.pk),
            tip=self.tips.get(service.pk),
        )

    def url_of(self, service) -> str:
        """Where the name of a service leads."""
        return reverse("providers:service", args=[service.reference])

    def get_context_data(self, **kwargs):
        found = super().get_context_data(**kwargs)
        return {**found, "box": presenters.search_box(self.form), "said": self.said()}

    def said(self) -> list[str]:
        """What one should know about how it was found."""
        wanted, said = self.wanted, []
        if self.misspelt:
            said.append(
                _("Nothing is written just as “%(words)s”. These sound alike.")
                % {"words": wanted.words}
            )
        if wanted.district and finding.middle_of(wanted.district) is None:
            said.append(
                _("We do not know where %(district)s is, so distances are left out.")
                % {"district": wanted.district}
            )
        elif wanted.district:
            said.append(
                _("Distances are from the middle of %(district)s and about right.")
                % {"district": wanted.district}
            )
        return said

    def get_empty(self):
        gap = Action(_("Write down the gap"), reverse("providers:raise_gap"))
        if not self.filtered:
            return Empty(
                _("No services yet"), _("They appear here as soon as a provider lists one.")
            )
        count = sum(bool(self.request.GET.get(name)) for name in self.form.fields)
        words = ngettext(
            "Ask for something else, or write down that this help is missing.",
            "Ask for less at once to see more, or write down that this help is missing.",
            count,
        )
        if wanted_times(self.wanted):
            words = f"{words} " + _("Services that do not state their times are left out.")
        return Empty(_("Nobody offers this yet"), words, gap)


def wanted_times(wanted) -> bool:
    """Whether a day or a time of day is asked for."""
    return bool(wanted.day or wanted.part)

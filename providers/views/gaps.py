"""The gap log: what help is missing, who looks after it, what filled it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.presenters import Action, Crumb, Empty
from core.views import Heading, ScopedDetailView, ScopedListView, VerbView
from providers import forms, presenters, services
from providers.filters import GapFilter
from providers.models import Gap


class Gaps(ScopedListView):
    """All gaps, open ones first."""

    access = "providers.raise_gap"
    model = Gap
    title = gettext_lazy("Help that is missing")
    filterset_class = GapFilter
    headings = (
        Heading(gettext_lazy("What is missing")),
        Heading(gettext_lazy("Where")),
        Heading(gettext_lazy("People"), sort="people", numeric=True),
        Heading(gettext_lazy("How it stands")),
        Heading(gettext_lazy("Raised"), sort="raised"),
    )
    sorts = {"people": ("people_affected",), "raised": ("raised_at",)}
    default_sort = "-raised"

    def prepare(self, rows):
        return rows.select_related("need", "programme", "owner")

    def row(self, gap):
        return presenters.gap_row(gap)

    def get_actions(self):
        return [Action(_("Say what is missing"), reverse("providers:raise_gap"), kind="main")]

    def get_back(self):
        return Crumb(_("Find a service"), reverse("providers:list"))

    def get_empty(self):
        if self.filtered:
            return super().get_empty()
        return Empty(
            _("Nothing is missing yet"),
            _("Write it down here when help cannot be found: commissioners read this list."),
        )


class GapPage(ScopedDetailView):
    """One gap."""

    access = "providers.raise_gap"
    model = Gap
    name = "gap"
    template_name = "providers/gap.html"

    def prepare(self, rows):
        return rows.select_related("need", "programme", "owner", "raised_by")

    def get_title(self):
        return self.object.words

    def get_back(self):
        return Crumb(_("Help that is missing"), reverse("providers:gaps"))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            tag=presenters.gap_tag(self.object),
            facts=presenters.gap_facts(self.object),
            gap_actions=self.gap_actions(),
            **kwargs,
        )

    def gap_actions(self) -> list[Action]:
        """What whoever manages gaps may do."""
        gap = self.object
        if not self.request.user.has_perm("providers.manage_gaps", gap):
            return []
        if gap.status == Gap.Status.FILLED:
            return []
        at = [gap.reference]
        return [
            Action(_("Take it in hand"), reverse("providers:own_gap", args=at), kind="main"),
            Action(_("Say that it is filled"), reverse("providers:fill_gap", args=at)),
        ]


class RaiseGap(VerbView):
    """Write down what is missing."""

    access = "providers.raise_gap"
    form_class = forms.GapForm
    service = staticmethod(services.raise_gap)
    title = gettext_lazy("Say what is missing")
    lead = gettext_lazy(
        "Commissioners read this list when they decide what to fund. Leave names out."
    )
    submit_label = gettext_lazy("Write it down")
    success_message = gettext_lazy("Written down.")

    def get_back(self):
        return Crumb(_("Help that is missing"), reverse("providers:gaps"))

    def get_success_url(self, result):
        return reverse("providers:gap", args=[result.reference])


class _OnGap(VerbView):
    """A verb on a gap, which leads back to its page."""

    access = "providers.manage_gaps"
    model = Gap

    def get_back(self):
        return Crumb(self.object.words, self.get_cancel_url())

    def get_cancel_url(self):
        return reverse("providers:gap", args=[self.object.reference])

    def get_success_url(self, result):
        return self.get_cancel_url()


class OwnGap(_OnGap):
    """Look after it."""

    form_class = forms.OwnGapForm
    service = staticmethod(services.own_gap)
    title = gettext_lazy("Take it in hand")
    submit_label = gettext_lazy("Take it in hand")
    success_message = gettext_lazy("You look after this now.")


class FillGap(_OnGap):
    """Help is there."""

    form_class = forms.FillGapForm
    service = staticmethod(services.fill_gap)
    title = gettext_lazy("Say that it is filled")
    submit_label = gettext_lazy("It is filled")
    success_message = gettext_lazy("Filled. It leaves the list of open gaps.")

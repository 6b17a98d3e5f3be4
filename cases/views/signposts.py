"""Pointing somebody on: two taps, with a case or without, and the list of what was given."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import programmes_where
from cases.forms.signposts import SignpostForm
from cases.models import Signpost
from cases.presenters.placements.words import day
from cases.services import signposts as services
from cases.views.base import CaseVerb
from core import clock
from core.filters import BridgeFilterSet
from core.presenters import Action, Cell, Fact, Row
from core.views import Heading, ScopedListView, VerbView
from programmes.models import Programme
from providers.models import Service


def where_words(signpost: Signpost) -> str:
    """Where they were pointed."""
    return signpost.service.name if signpost.service else signpost.elsewhere


def of_case(case) -> list[Fact]:
    """Where the resident of a case was pointed, newest first."""
    rows = case.signposts.select_related("service").order_by("-at")[:10]
    return [Fact(day(each.at, "j F"), where_words(each)) for each in rows]


class SignpostFilter(BridgeFilterSet):
    """By what it was about."""

    class Meta:
        model = Signpost
        fields = ["need"]


class Signposts(ScopedListView):
    """What was pointed to, newest first; apart from placements, since nothing is waited for."""

    access = "signposts.view"
    model = Signpost
    title = gettext_lazy("Pointed on")
    lead = gettext_lazy("Someone was told where else to turn. Nothing was shared or waited for.")
    filterset_class = SignpostFilter
    headings = (
        Heading(gettext_lazy("Where to")),
        Heading(gettext_lazy("For whom")),
        Heading(gettext_lazy("About")),
        Heading(gettext_lazy("By")),
        Heading(gettext_lazy("When"), sort="when"),
    )
    sorts = {"when": ("at",)}
    default_sort = "-when"

    def prepare(self, rows):
        return rows.select_related("service", "case__resident", "need", "by")

    def row(self, signpost):
        case = signpost.case
        url = reverse("cases:detail", args=[case.reference]) if case else ""
        return Row(
            (
                Cell(where_words(signpost), sub=signpost.words),
                Cell(case.resident.full_name if case else signpost.who or _("Not said"), url=url),
                Cell(signpost.need.name if signpost.need else ""),
                Cell(str(signpost.by)),
                Cell(day(signpost.at)),
            ),
            key=signpost.reference,
        )

    def get_actions(self):
        if not self.request.user.has_perm("signposts.record"):
            return []
        return [Action(_("Point somebody on"), reverse("cases:point_on"), kind="main")]


class _Pointing:
    """What both pages share: the services of the directory."""

    access = "signposts.record"
    form_class = SignpostForm
    lead = gettext_lazy("Nothing is shared and nobody is asked. To put them forward, go to a case.")
    success_message = gettext_lazy("Written down.")

    def services(self):
        """What stands in the directory and is open."""
        seen = Service.objects.visible_to(self.request.user).filter(is_active=True)
        return seen.order_by("name")


class PointOn(_Pointing, VerbView):
    """Without a case."""

    title = gettext_lazy("Point somebody on")
    submit_label = gettext_lazy("Point them on")

    @cached_property
    def programmes(self):
        """Those in which this person works."""
        mine = programmes_where(self.request.user, "signposts.record")
        return Programme.objects.visible_to(self.request.user).filter(pk__in=mine)

    def get_form_kwargs(self):
        given = {"programmes": self.programmes, "services": self.services()}
        return {**super().get_form_kwargs(), **given}

    def perform(self, form):
        told = dict(form.cleaned_data)
        programme = told.pop("programme")
        return services.point_on(programme, by=self.request.user, at=clock.now(), **told)

    def get_success_url(self, result):
        return reverse("cases:signposts")

    def get_cancel_url(self):
        return reverse("cases:signposts")


class PointCaseOn(_Pointing, CaseVerb):
    """The resident of a case."""

    access = "cases.add_contact"
    tab = "support"
    lead = gettext_lazy(
        "Nothing is shared and nobody is asked. To ask a service to take them, put them forward."
    )
    submit_label = gettext_lazy("Point them on")

    def get_title(self):
        return _("Point %(name)s on") % {"name": self.object.resident.called}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "services": self.services()}

    def perform(self, form):
        case = self.object
        return services.point_on(
            case.programme, by=self.request.user, at=clock.now(), case=case, **form.cleaned_data
        )

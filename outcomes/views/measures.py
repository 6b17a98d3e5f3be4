"""Scales of one case: what was answered, and asking again."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from core import clock
from core.presenters import Crumb
from core.views import ScopedDetailView, VerbView
from outcomes.forms import measure_form
from outcomes.presenters.measures import measured, offered_actions
from outcomes.services import measures


class Measures(ScopedDetailView):
    """All scales of one case."""

    access = "measures.view"
    model = Case
    name = "case"
    template_name = "outcomes/measures.html"
    title = gettext_lazy("Measures")

    def prepare(self, rows):
        return rows.select_related("resident", "programme")

    def get_back(self):
        url = reverse("cases:detail", args=[self.object.reference])
        return Crumb(self.object.resident.full_name, url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            measured=measured(self.object),
            actions=offered_actions(self.object, self.request.user),
            **kwargs,
        )


class Record(VerbView):
    """Ask one scale."""

    access = "measures.record"
    model = Case
    template_name = "outcomes/record.html"
    submit_label = gettext_lazy("Keep these answers")

    def prepare(self, rows):
        return rows.select_related("resident", "programme")

    def load(self):
        case = super().load()
        offered = measures.offered(case.programme, on=clock.today())
        found = [each for each in offered if each.key == self.kwargs["instrument"]]
        if not found:
            raise Http404
        self.instrument = found[0]
        self.form_class = measure_form(self.instrument)
        return case

    def get_title(self):
        return self.instrument.name

    def get_back(self):
        return Crumb(_("Measures"), reverse("outcomes:measures", args=[self.object.reference]))

    def get_cancel_url(self):
        return reverse("outcomes:measures", args=[self.object.reference])

    def get_context_data(self, **kwargs):
        return super().get_context_data(instrument=self.instrument, **kwargs)

    def perform(self, form):
        return measures.record(
            self.object,
            by=self.request.user,
            at=clock.now(),
            instrument=self.instrument.key,
            occasion=form.cleaned_data["occasion"],
            taken_on=form.cleaned_data["taken_on"],
            answers=form.answers,
        )

    def get_success_url(self, result):
        return reverse("outcomes:measures", args=[self.object.reference])

    def get_success_message(self, result):
        return _("Kept. The scores are below.")

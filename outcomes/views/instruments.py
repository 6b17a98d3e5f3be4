"""Which instruments a programme uses, its registrations, and how complete its answers are."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.models import Case
from core import clock
from core.presenters import Crumb
from core.views import HouseView, ScopedDetailView, VerbView
from outcomes.forms import ChooseForm, EndRegistrationForm, RegisterForm
from outcomes.instruments import definition
from outcomes.models import InstrumentRegistration, Occasion
from outcomes.presenters import completeness, instruments
from outcomes.services import measures
from programmes.models import Programme
from programmes.services import write_policy


class Scales(HouseView):
    """The programmes whose scales one looks after."""

    access = "instruments.view"
    template_name = "outcomes/scales.html"
    title = gettext_lazy("Scales")

    def get_context_data(self, **kwargs):
        rows = Programme.objects.visible_to(self.request.user).order_by("name")
        mine = [e for e in rows if self.request.user.has_perm("instruments.view", e)]
        return super().get_context_data(table=instruments.programmes(mine), **kwargs)


class OfProgramme:
    """A page of one programme."""

    model = Programme
    lookup = "slug"

    def get_back(self):
        return Crumb(_("Scales"), reverse("outcomes:instruments", args=[self.object.slug]))

    def get_cancel_url(self):
        return reverse("outcomes:instruments", args=[self.object.slug])

    def get_success_url(self, result):
        return self.get_cancel_url()

    def instrument(self):
        """The instrument that the address names."""
        try:
            return definition(self.kwargs["instrument"])
        except KeyError:
            raise Http404 from None


class Instruments(OfProgramme, ScopedDetailView):
    """Every instrument that ships: used or not, its licence, and what it may be used for."""

    access = "instruments.view"
    name = "programme"
    template_name = "outcomes/instruments.html"

    def get_title(self):
        return _("Scales of %(name)s") % {"name": self.object.name}

    def get_back(self):
        return Crumb(self.object.name, reverse("programmes:rules", args=[self.object.slug]))

    def get_context_data(self, **kwargs):
        rows = InstrumentRegistration.objects.visible_to(self.request.user)
        rows = rows.filter(programme=self.object).select_related("recorded_by")
        return super().get_context_data(
            **instruments.page(self.object, rows, self.request.user, today=clock.today()), **kwargs
        )


class Register(OfProgramme, VerbView):
    """The owner's leave to use an instrument, with its reference."""

    access = "instruments.register"
    form_class = RegisterForm
    service = staticmethod(measures.register_instrument)
    submit_label = gettext_lazy("Register")
    success_message = gettext_lazy("Registered. It may be asked from its first day on.")

    def get_title(self):
        return _("Register %(name)s") % {"name": self.instrument().short_name}

    def get_context_data(self, **kwargs):
        self.lead = self.instrument().licence.words
        return super().get_context_data(**kwargs)

    def perform(self, form):
        return measures.register_instrument(
            self.object,
            instrument=self.instrument().key,
            by=self.request.user,
            at=clock.now(),
            **form.cleaned_data,
        )


class EndRegistration(OfProgramme, VerbView):
    """The leave is over: nothing new is asked."""

    access = "instruments.register"
    form_class = EndRegistrationForm
    submit_label = gettext_lazy("End the registration")
    submit_kind = "danger"
    lead = gettext_lazy("Nothing new is asked from now on. What was answered keeps its scores.")
    success_message = gettext_lazy("Ended.")

    def get_title(self):
        return _("End the registration for %(name)s") % {"name": self.instrument().short_name}

    def load(self):
        programme = super().load()
        rows = InstrumentRegistration.objects.visible_to(self.request.user).filter(
            programme=programme, instrument=self.instrument().key, ended_at__isnull=True
        )
        self.registration = rows.order_by("-registered_on").first()
        if self.registration is None:
            raise Http404
        return programme

    def perform(self, form):
        return measures.end_registration(
            self.registration, by=self.request.user, at=clock.now(), **form.cleaned_data
        )


class Choose(OfProgramme, VerbView):
    """What is asked and when: a new version of the programme's rules."""

    access = "instruments.choose"
    form_class = ChooseForm
    title = gettext_lazy("What is asked, and when")
    lead = gettext_lazy("Earlier answers stay as they are. One that needs a licence is not asked "
                        "before it is registered.")  # fmt: skip
    submit_label = gettext_lazy("Write these rules")
    success_message = gettext_lazy("The new rules are written.")

    def get_initial(self):
        newest = self.object.policies.order_by("-effective_from").first()
        if newest is None:
            return {}
        return {
            "instrument_codes": newest.instrument_codes,
            "measure_points": newest.measure_points or Occasion.values,
            "measure_days_before": newest.measure_days_before,
            "measure_days_after": newest.measure_days_after,
        }

    def perform(self, form):
        return write_policy(self.object, by=self.request.user, at=clock.now(), **form.cleaned_data)


class Completeness(OfProgramme, ScopedDetailView):
    """Scale by point: due, done, per cent, and who is missing."""

    access = "measures.completeness"
    name = "programme"
    template_name = "outcomes/completeness.html"

    def get_title(self):
        return _("How complete the answers are")

    def get_back(self):
        url = reverse("outcomes:helped") + f"?programme={self.object.slug}"
        return Crumb(_("What came of it"), url)

    def cases(self):
        """The cases that whoever asks may see."""
        return Case.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            table=completeness.table(self.object, self.cases(), today=clock.today()),
            programme_name=self.object.name,
            **kwargs,
        )


class WhoIsMissing(Completeness):
    """The cases that should have an answer of one scale at one point and have none."""

    template_name = "outcomes/missing.html"

    def get_title(self):
        told = {"name": self.instrument().short_name, "when": self.occasion().label}
        return _("%(name)s, %(when)s: who is missing") % told

    def get_back(self):
        url = reverse("outcomes:completeness", args=[self.object.slug])
        return Crumb(_("How complete the answers are"), url)

    def occasion(self) -> Occasion:
        """The point that the address names."""
        try:
            return Occasion(self.kwargs["occasion"])
        except ValueError:
            raise Http404 from None

    def get_context_data(self, **kwargs):
        table = completeness.missing(
            self.object,
            self.cases(),
            instrument=self.instrument(),
            occasion=self.occasion(),
            today=clock.today(),
        )
        lead = ""
        if table:
            count = {"n": len(table.rows)}
            lead = ngettext("%(n)d person", "%(n)d people", len(table.rows)) % count
        return ScopedDetailView.get_context_data(self, table=table, lead=lead, **kwargs)

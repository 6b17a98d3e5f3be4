"""Scales of one case: what was answered, asking again, handing over, sending."""

from django.contrib.auth import logout
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from core import clock
from core.presenters import Crumb
from core.views import ScopedDetailView, VerbView
from outcomes.forms import DeclineForm, HandOverForm, SendForm, measure_form
from outcomes.instruments import definition
from outcomes.models import Sheet
from outcomes.presenters.judging import judged_of
from outcomes.presenters.measures import due_occasion, page_of
from outcomes.services import measures
from outcomes.views.answering import ON_TABLET


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
        case, user = self.object, self.request.user
        return super().get_context_data(**page_of(case, user), **judged_of(case, user), **kwargs)


class MeasureVerb(VerbView):
    """What is done with one scale of one case."""

    access = "measures.record"
    model = Case

    def prepare(self, rows):
        return rows.select_related("resident", "programme", "worker")

    def load(self):
        case = super().load()
        try:
            self.instrument = definition(self.kwargs["instrument"])
        except KeyError:
            raise Http404 from None
        offered = measures.offered(case.programme, on=clock.today())
        if self.instrument.key not in {each.key for each in offered}:
            raise Http404
        return case

    def get_initial(self):
        occasion = due_occasion(self.object, self.instrument, today=clock.today())
        return {"occasion": occasion} if occasion else {}

    def get_back(self):
        return Crumb(_("Measures"), self.get_cancel_url())

    def get_cancel_url(self):
        return reverse("outcomes:measures", args=[self.object.reference])

    def get_success_url(self, result):
        return self.get_cancel_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(instrument=self.instrument, **kwargs)

    def perform(self, form):
        return type(self).service(
            self.object,
            by=self.request.user,
            at=clock.now(),
            instrument=self.instrument.key,
            **form.cleaned_data,
        )


class Record(MeasureVerb):
    """Ask one scale, or enter its figures."""

    template_name = "outcomes/record.html"
    submit_label = gettext_lazy("Keep these answers")
    success_message = gettext_lazy("Kept. The scores are below.")

    def load(self):
        case = super().load()
        self.form_class = measure_form(self.instrument)
        return case

    def get_title(self):
        return self.instrument.name

    def perform(self, form):
        return measures.record(
            self.object,
            by=self.request.user,
            at=clock.now(),
            instrument=self.instrument.key,
            occasion=form.cleaned_data["occasion"],
            taken_on=form.cleaned_data["taken_on"],
            mode=form.cleaned_data.get("mode", ""),
            answers=form.answers,
            scores=form.scores,
            because=form.cleaned_data["because"],
        )


class Decline(MeasureVerb):
    """They would rather not answer it."""

    form_class = DeclineForm
    service = staticmethod(measures.decline)
    lead = gettext_lazy("Nobody asks again for this point. It is counted as declined, not missing.")
    submit_label = gettext_lazy("They would rather not")
    success_message = gettext_lazy("Kept: they would rather not answer this time.")

    def get_title(self):
        return _("%(name)s: they would rather not") % {"name": self.instrument.short_name}


class HandOver(MeasureVerb):
    """Lay it before the resident on this tablet. The worker is signed out by it."""

    form_class = HandOverForm
    service = staticmethod(measures.hand_over)
    keeps_draft = False
    lead = gettext_lazy(
        "You are signed out, so that nothing of anybody’s record can be opened. They see one "
        "question at a time. When they have finished, take the tablet back and sign in."
    )
    submit_label = gettext_lazy("Sign me out and hand over")

    def load(self):
        case = super().load()
        if self.instrument.is_entered or not self.instrument.by_resident:
            raise Http404
        return case

    def get_title(self):
        return _("Hand over the tablet: %(name)s") % {"name": self.instrument.short_name}

    def perform(self, form):
        self.sheet = super().perform(form)
        return self.sheet

    def get_success_url(self, result):
        return reverse("outcomes:answer")

    def answer(self, outcome):
        """From here on the browser belongs to nobody; it holds one sheet and nothing else."""
        logout(self.request)
        if getattr(self, "sheet", None) is not None:
            self.request.session[ON_TABLET] = self.sheet.reference
        return HttpResponseRedirect(outcome.url)


class SendLink(HandOver):
    """Send the resident a link that shows the questions and nothing else."""

    form_class = SendForm
    service = staticmethod(measures.send_link)
    lead = gettext_lazy(
        "They get a mail without their name. The link shows the questions and nothing else, holds "
        "for ten days and is good once."
    )
    submit_label = gettext_lazy("Send the link")
    success_message = gettext_lazy("Sent. You see here when it is answered.")

    def get_title(self):
        return _("Send %(name)s by e-mail") % {"name": self.instrument.short_name}

    def get_initial(self):
        return {**super().get_initial(), "to": self.object.resident.email}

    def get_success_url(self, result):
        return self.get_cancel_url()

    def answer(self, outcome):
        return VerbView.answer(self, outcome)


class TakeBack(VerbView):
    """The scale does not lie with the resident any more."""

    access = "measures.record"
    model = Sheet
    service = staticmethod(measures.take_back)
    title = gettext_lazy("Take it back")
    lead = gettext_lazy(
        "What they have answered so far makes no measure. A link that was sent opens nothing more."
    )
    submit_label = gettext_lazy("Take it back")
    success_message = gettext_lazy("Taken back. You can ask it yourself now.")

    def prepare(self, rows):
        return rows.select_related("case__resident")

    def get_resident(self):
        return self.object.case.resident

    def get_cancel_url(self):
        return reverse("outcomes:measures", args=[self.object.case.reference])

    def get_success_url(self, result):
        return self.get_cancel_url()

    def get_back(self):
        return Crumb(_("Measures"), self.get_cancel_url())

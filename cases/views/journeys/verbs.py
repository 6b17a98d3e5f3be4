"""The verbs of a journey: asked for, offered, driven with one thumb, settled."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access import is_driver
from cases.forms import journeys as forms
from cases.lifecycle import JOURNEY_LIFE
from cases.models import Case, Journey
from cases.presenters import journeys as presenters
from cases.services import journeys as services
from cases.views.journeys.pages import JOINED
from core.presenters import Crumb
from core.views import VerbView


class Request(VerbView):
    """Ask for a journey home, from a case."""

    access = "journeys.request"
    model = Case
    form_class = forms.RequestForm
    service = staticmethod(services.request)
    title = gettext_lazy("Ask for a journey home")
    lead = gettext_lazy("A volunteer takes them home and sees that they are settled.")
    submit_label = gettext_lazy("Ask for the journey")
    success_message = gettext_lazy("Asked for. You see here when a driver says yes.")

    def prepare(self, rows):
        return rows.select_related("resident", "policy")

    def get_back(self):
        return Crumb(self.object.resident.full_name, self.object.get_absolute_url())


class _JourneyVerb(VerbView):
    """Shared by the verbs of a journey."""

    model = Journey
    life = JOURNEY_LIFE

    def prepare(self, rows):
        return rows.select_related(*JOINED, "case__worker", "case__policy")

    def get_resident(self):
        return self.object.case.resident

    def get_back(self):
        name = self.object.case.resident.full_name
        return Crumb(_("Journey of %(name)s") % {"name": name}, self.object.get_absolute_url())


class Offer(_JourneyVerb):
    """Offer it to one driver whose papers hold."""

    access, verb = "journeys.offer", "offer"
    form_class = forms.DriverForm
    service = staticmethod(services.offer)
    title = gettext_lazy("Offer to a driver")
    lead = gettext_lazy("Only drivers whose papers are valid on the day are listed.")
    submit_label = gettext_lazy("Offer the journey")

    def get_success_message(self, result):
        return _("Offered to %(name)s, who gets a mail.") % {"name": result.driver.user.name}


class Accept(_JourneyVerb):
    """The driver takes it on, or the team writes down who said yes by telephone."""

    access, verb = "journeys.accept", "accept"
    service = staticmethod(services.accept)
    success_message = gettext_lazy("Thank you. The team knows that you drive.")
    submit_label = gettext_lazy("I can drive")

    def before(self, request):
        answer = super().before(request)
        if self.object is not None and not is_driver(request.user, self.object):
            self.form_class = forms.DriverForm
            self.submit_label = _("They said yes")
            self.success_message = _("The driver is written down.")
        return answer

    def get_title(self):
        if is_driver(self.request.user, self.object):
            return _("Can you drive?")
        return _("Which driver said yes?")


class Collect(_JourneyVerb):
    """They are in the car."""

    access, verb = "journeys.collect", "collect"
    service = staticmethod(services.collect)
    title = gettext_lazy("Are they in the car?")
    submit_label = gettext_lazy("Collected")
    success_message = gettext_lazy("Collected. Drive safely.")


class Arrive(_JourneyVerb):
    """They are at their door: the check comes next."""

    access, verb = "journeys.arrive", "arrive"
    service = staticmethod(services.arrive)
    title = gettext_lazy("Are you at the door?")
    submit_label = gettext_lazy("We are at the door")
    success_message = gettext_lazy("Now see with them that everything is in order.")

    def get_success_url(self, result):
        return reverse("cases:journey_settle", args=[result.reference])


class Settle(_JourneyVerb):
    """The settled-home check as big tiles."""

    access, verb = "journeys.settle", "settle"
    form_class = forms.SettleForm
    service = staticmethod(services.settle)
    template_name = "cases/journeys/settle.html"
    title = gettext_lazy("Is the home safe and settled?")
    submit_label = gettext_lazy("Settled")
    success_message = gettext_lazy("Settled. The team knows, and what was wrong became a task.")

    def get_context_data(self, **kwargs):
        form = kwargs["form"]
        answered = sum(bool(form[name].value()) for name in presenters.SETTLED_CHECKS)
        told = {"answered": answered, "total": len(presenters.SETTLED_CHECKS)}
        checks = [
            (each, form[each.name].errors or form[f"{each.name}_wrong"].errors)
            for each in presenters.home_checks(form)
        ]
        worried = reverse("cases:journey_raise_concern", args=[self.object.reference])
        return super().get_context_data(
            checks=checks,
            answered=_("%(answered)d of %(total)d answered") % told,
            worried=None
            if self.object.status == "concern"
            else presenters.Action(_("I am worried"), worried, "danger", "alert"),
            **kwargs,
        )


class RaiseConcern(_JourneyVerb):
    """ "I am worried": the team is told at once."""

    access, verb = "journeys.raise_concern", "raise_concern"
    form_class = forms.WorriedForm
    service = staticmethod(services.raise_concern)
    title = gettext_lazy("I am worried")
    lead = gettext_lazy(
        "The link worker gets an urgent task and a mail at once. In danger, call 999 first."
    )
    submit_label = gettext_lazy("Tell the team now")
    submit_kind = "danger"
    success_message = gettext_lazy("The team has been told and rings you or them. Stay if you can.")


class Cancel(_JourneyVerb):
    """It is not needed any more."""

    access, verb = "journeys.cancel", "cancel"
    form_class = forms.CancelForm
    service = staticmethod(services.cancel)
    title = gettext_lazy("Cancel the journey")
    lead = gettext_lazy("The driver does not come. You can ask for another journey afterwards.")
    submit_label = gettext_lazy("Cancel the journey")
    submit_kind = "danger"
    success_message = gettext_lazy("Cancelled.")

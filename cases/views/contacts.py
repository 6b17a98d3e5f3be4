"""Contacts and falls."""

from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import services
from cases.forms import contacts as forms
from cases.models.contact import Mode
from cases.views.base import CaseVerb
from core import clock


class AddContact(CaseVerb):
    access = "cases.add_contact"
    form_class = forms.ContactForm
    title = gettext_lazy("Add a contact")
    success_message = gettext_lazy("Saved. It stands in the timeline.")

    def perform(self, form):
        data = form.cleaned_data
        return services.add_contact(
            self.object,
            by=self.request.user,
            at=clock.now(),
            mode=data["mode"],
            outcome=data["outcome"],
            words=data["words"],
            minutes=data["minutes"],
            giver_kind=data["giver_kind"],
            happened_at=form.happened_at(),
        )


class DropPlanned(CaseVerb):
    """A planned contact is no longer wanted."""

    access = "cases.drop_planned"
    form_class = forms.DropPlannedForm
    tab = "plan"
    title = gettext_lazy("This contact is not needed?")
    submit_label = gettext_lazy("It is not needed")
    success_message = gettext_lazy("Taken out of the plan.")

    def before(self, request):
        answered = super().before(request)
        if answered:
            return answered
        planned = self.object.planned.filter(due_on=self.kwargs["due_on"], status="planned")
        self.planned = planned.order_by("pk").first()
        if self.planned is None:
            raise Http404
        return None

    @property
    def lead(self):
        """Which contact it is."""
        told = {
            "what": Mode(self.planned.mode).label,
            "day": date_format(self.planned.due_on, "l j F"),
            "purpose": self.planned.purpose,
        }
        return _("%(what)s on %(day)s: %(purpose)s") % told

    def perform(self, form):
        return services.drop_planned(
            self.planned, by=self.request.user, at=clock.now(), **form.cleaned_data
        )


class SeeToAlert(CaseVerb):
    """Somebody has acted on an alert in another way than by a contact."""

    access = "cases.see_to_alert"
    form_class = forms.SeeToAlertForm
    service = staticmethod(services.see_to_alert)
    title = gettext_lazy("An alert has been seen to")
    lead = gettext_lazy("If you reached them, add a contact instead: that ends the alert too.")
    submit_label = gettext_lazy("It has been seen to")
    success_message = gettext_lazy("The alert is ended. What was done stands in the timeline.")


class RecordFall(CaseVerb):
    access = "cases.add_contact"
    form_class = forms.FallForm
    service = staticmethod(services.record_fall)
    tab = "plan"
    title = gettext_lazy("Record a fall")
    success_message = gettext_lazy("Saved.")

"""Contacts and falls."""

from django.utils.translation import gettext_lazy

from cases import services
from cases.forms import contacts as forms
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


class RecordFall(CaseVerb):
    access = "cases.add_contact"
    form_class = forms.FallForm
    service = staticmethod(services.record_fall)
    tab = "plan"
    title = gettext_lazy("Record a fall")
    success_message = gettext_lazy("Saved.")

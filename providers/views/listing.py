"""A provider's own listing: what it says, how many places, paused or not."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.presenters import Crumb
from core.views import VerbView
from providers import forms, services
from providers.languages import language_names
from providers.models import Provider, Service
from providers.services.listing import LISTED


class _OnProvider(VerbView):
    """A verb on a provider, which leads back to its page."""

    model = Provider

    def prepare(self, rows):
        return rows.select_related("organisation")

    def get_back(self):
        return Crumb(self.object.organisation.name, self.get_cancel_url())

    def get_cancel_url(self):
        return reverse("providers:detail", args=[self.object.reference])

    def get_success_url(self, result):
        return self.get_cancel_url()


class _OnService(VerbView):
    """A verb on a service, which leads back to its page."""

    model = Service

    def prepare(self, rows):
        return rows.select_related("provider__organisation")

    def get_back(self):
        return Crumb(self.object.name, self.get_cancel_url())

    def get_cancel_url(self):
        return reverse("providers:service", args=[self.object.reference])

    def get_success_url(self, result):
        return self.get_cancel_url()


class EditProvider(_OnProvider):
    """What it says about itself."""

    access = "providers.edit_listing"
    form_class = forms.AboutForm
    service = staticmethod(services.edit_provider)
    title = gettext_lazy("What you say about yourselves")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Saved. The directory shows it now.")
    version_fields = ("description", "website", "charity_number")

    def get_initial(self):
        return {name: getattr(self.object, name) for name in self.version_fields}


class Pause(_OnProvider):
    """No new work for a while."""

    access = "providers.set_capacity"
    form_class = forms.PauseForm
    service = staticmethod(services.pause)
    title = gettext_lazy("Take no new work for a while")
    lead = gettext_lazy(
        "Nobody can offer you a placement or an order until you switch this off. "
        "What is under way goes on."
    )
    submit_label = gettext_lazy("Pause")
    success_message = gettext_lazy("Paused. Nobody can offer you new work now.")


class Resume(_OnProvider):
    """New work again."""

    access = "providers.set_capacity"
    service = staticmethod(services.resume)
    title = gettext_lazy("Take new work again")
    submit_label = gettext_lazy("Take new work")
    success_message = gettext_lazy("You take new work again.")


class AddService(_OnProvider):
    """Offer something new."""

    access = "providers.edit_listing"
    form_class = forms.ListingForm
    service = staticmethod(services.add_service)
    title = gettext_lazy("Add a service")
    lead = gettext_lazy("Link workers find it in the directory as soon as you save.")
    submit_label = gettext_lazy("Add it")
    success_message = gettext_lazy("Added. Now say how many places there are.")

    def get_success_url(self, result):
        return reverse("providers:set_capacity", args=[result.reference])


class EditListing(_OnService):
    """What the directory says about a service."""

    access = "providers.edit_listing"
    form_class = forms.ListingForm
    service = staticmethod(services.edit_listing)
    title = gettext_lazy("Change the listing")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Saved. The directory shows it now.")
    version_fields = LISTED

    def get_initial(self):
        service = self.object
        initial = {name: getattr(service, name) for name in LISTED}
        initial["postcode_districts"] = ", ".join(service.postcode_districts)
        initial["languages"] = language_names(service.languages)
        initial["needs"] = list(service.needs.all())
        return initial


class ConfirmListing(_OnService):
    """It is all still right."""

    access = "providers.edit_listing"
    service = staticmethod(services.confirm_listing)
    title = gettext_lazy("Is the listing still right?")
    lead = gettext_lazy(
        "Link workers see that it was checked today. A listing that nobody has looked at for half "
        "a year comes later in their search."
    )
    submit_label = gettext_lazy("It is still right")
    success_message = gettext_lazy("Thank you. It counts as checked today.")


class SetCapacity(_OnService):
    """How many places there are."""

    access = "providers.set_capacity"
    form_class = forms.CapacityForm
    service = staticmethod(services.set_capacity)
    title = gettext_lazy("Change places")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Saved. Link workers see it at once.")
    version_fields = ("places", "waiting_days")

    def get_initial(self):
        service = self.object
        return {
            "counted": "no" if service.places is None else "yes",
            "places": service.places,
            "waiting_days": service.waiting_days,
        }

    def get_context_data(self, **kwargs):
        taken = _("%(taken)s people hold a place now.") % {"taken": self.object.taken}
        return {**super().get_context_data(**kwargs), "lead": taken}


class PauseService(_OnService):
    """Nobody new for a while."""

    access = "providers.set_capacity"
    service = staticmethod(services.pause_service)
    title = gettext_lazy("Pause this service")
    lead = gettext_lazy(
        "Nobody can be offered a place until you take people again. "
        "People who hold a place keep it."
    )
    submit_label = gettext_lazy("Pause it")
    success_message = gettext_lazy("Paused. Nobody new is offered a place.")


class ResumeService(_OnService):
    """People again."""

    access = "providers.set_capacity"
    service = staticmethod(services.resume_service)
    title = gettext_lazy("Take people again")
    submit_label = gettext_lazy("Take people again")
    success_message = gettext_lazy("This service takes people again.")


class CloseService(_OnService):
    """Out of the directory."""

    access = "providers.edit_listing"
    service = staticmethod(services.close_service)
    title = gettext_lazy("Stop offering this service?")
    lead = gettext_lazy(
        "It leaves the directory and cannot be brought back. People who hold a place keep it "
        "until their placement ends."
    )
    submit_label = gettext_lazy("Stop offering it")
    submit_kind = "danger"
    success_message = gettext_lazy("It has left the directory.")

    def get_success_url(self, result):
        return reverse("providers:detail", args=[self.object.provider.reference])

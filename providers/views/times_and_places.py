"""When a service runs and where, changed by its provider."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from core.presenters import Crumb
from core.views import VerbView
from providers import forms, services
from providers.models import Schedule, ServiceLocation
from providers.views.listing import _OnService


class AddTime(_OnService):
    """One more opening time."""

    access = "providers.edit_listing"
    form_class = forms.TimeForm
    service = staticmethod(services.add_time)
    title = gettext_lazy("Add days and times")
    lead = gettext_lazy("Link workers look for a day and a time of day.")
    submit_label = gettext_lazy("Add them")
    success_message = gettext_lazy("Added.")


class AddPlace(_OnService):
    """One more address."""

    access = "providers.edit_listing"
    form_class = forms.PlaceForm
    service = staticmethod(services.add_place)
    title = gettext_lazy("Add a place")
    lead = gettext_lazy("Link workers see how far it is from where somebody lives.")
    submit_label = gettext_lazy("Add it")
    success_message = gettext_lazy("Added.")


class _Remove(VerbView):
    """Take away one part of a listing; the permission is asked on its service."""

    access = "providers.edit_listing"
    lookup = "uid"
    submit_label = gettext_lazy("Remove it")
    success_message = gettext_lazy("Removed.")

    def prepare(self, rows):
        return rows.select_related("service__provider__organisation")

    def get_permission_object(self):
        return self.object.service

    def get_back(self):
        return Crumb(self.object.service.name, self.get_cancel_url())

    def get_cancel_url(self):
        return reverse("providers:service", args=[self.object.service.reference])

    def get_success_url(self, result):
        return reverse("providers:service", args=[result.reference])


class RemoveTime(_Remove):
    """It does not run then any more."""

    model = Schedule
    service = staticmethod(services.remove_time)
    title = gettext_lazy("Remove these days and times?")


class RemovePlace(_Remove):
    """It is not there any more."""

    model = ServiceLocation
    service = staticmethod(services.remove_place)
    title = gettext_lazy("Remove this place?")

"""Safeguarding concerns: for the safeguarding role and their author."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import services
from cases.forms import concerns as forms
from cases.models import SafeguardingConcern
from cases.views.base import CaseVerb, OfCase
from core.presenters import Crumb
from core.views import ScopedDetailView


class RaiseSafeguarding(CaseVerb):
    access = "cases.raise_safeguarding"
    form_class = forms.ConcernForm
    service = staticmethod(services.raise_safeguarding)
    title = gettext_lazy("Raise a safeguarding concern")
    lead = gettext_lazy(
        "If someone is in danger now, ring 999 first. What you write is read by the safeguarding "
        "lead and by you; the team sees only that there is a concern."
    )
    success_message = gettext_lazy("Raised. The safeguarding lead has been told.")


class ConcernPage(ScopedDetailView):
    """A concern: for the safeguarding role and its author; anybody else finds no page."""

    access = "cases.raise_safeguarding"
    model = SafeguardingConcern
    name = "concern"
    template_name = "cases/concern.html"

    def prepare(self, rows):
        return rows.select_related("case__resident", "case__programme", "raised_by", "closed_by")

    def get_title(self):
        return _("Safeguarding concern %(reference)s") % {"reference": self.object.reference}

    def get_back(self):
        case = self.object.case
        return Crumb(case.resident.full_name, reverse("cases:detail", args=[case.reference]))

    def get_resident(self):
        return self.object.case.resident

    def get_context_data(self, **kwargs):
        concern = self.object
        may_close = concern.closed_at is None and self.request.user.has_perm(
            "cases.safeguarding", concern
        )
        return super().get_context_data(may_close=may_close, **kwargs)


class CloseConcern(OfCase):
    access = "cases.safeguarding"
    model = SafeguardingConcern
    form_class = forms.CloseConcernForm
    service = staticmethod(services.close_concern)
    title = gettext_lazy("Close this concern")
    success_message = gettext_lazy("Closed.")

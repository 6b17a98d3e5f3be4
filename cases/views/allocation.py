"""Who takes a case over, and who stands in."""

from django.utils.translation import gettext_lazy

from cases import services
from cases.forms import allocation as forms
from cases.views.base import CaseVerb


class Allocate(CaseVerb):
    access = "cases.allocate"
    form_class = forms.AllocateForm
    service = staticmethod(services.allocate)
    title = gettext_lazy("Who takes this case?")
    success_message = gettext_lazy("Given. They see it under “My caseload”.")


class ArrangeCover(CaseVerb):
    access = "cases.cover"
    form_class = forms.CoverForm
    service = staticmethod(services.cover)
    title = gettext_lazy("Arrange cover")
    lead = gettext_lazy("The case stays with its worker; somebody else sees it meanwhile.")
    success_message = gettext_lazy("Cover is arranged.")

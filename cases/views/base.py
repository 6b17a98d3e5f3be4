"""The shapes of a verb on a case, or on something that belongs to one."""

from django.urls import reverse

from cases.models import Case
from core.presenters import Crumb
from core.views import VerbView


class CaseVerb(VerbView):
    """A verb on a case; afterwards one is back on it."""

    model = Case
    tab = ""

    def prepare(self, rows):
        return rows.select_related("resident", "programme", "policy", "worker", "referral")

    @property
    def case(self) -> Case:
        """The case that the loaded thing is, or belongs to."""
        return getattr(self.object, "case", self.object)

    def get_resident(self):
        return self.case.resident if self.object is not None else None

    def get_back(self):
        return Crumb(self.case.resident.full_name, self.case_url())

    def case_url(self) -> str:
        """The case's page, at the tab to which this verb belongs."""
        if self.tab:
            return reverse("cases:tab", args=[self.case.reference, self.tab])
        return reverse("cases:detail", args=[self.case.reference])

    def get_success_url(self, result):
        return self.case_url()

    def get_cancel_url(self):
        return self.case_url()


class OfCase(CaseVerb):
    """A verb on something that belongs to a case."""

    def prepare(self, rows):
        return rows.select_related("case__resident", "case__programme", "case__policy")

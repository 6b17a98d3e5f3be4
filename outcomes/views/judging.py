"""Record what somebody judged would have happened without the service."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from core.presenters import Crumb
from core.views import VerbView
from outcomes.forms.judging import JudgeForm
from outcomes.services import judging


class Judge(VerbView):
    """Days saved or an admission avoided, for one case."""

    access = "judgements.judge"
    model = Case
    form_class = JudgeForm
    service = staticmethod(judging.judge)
    title = gettext_lazy("Days saved, or an admission avoided")
    lead = gettext_lazy(
        "What would have happened without the service is somebody’s judgement. Write it down when "
        "it is made, with who made it and on what basis. It is shown apart from what was measured."
    )
    submit_label = gettext_lazy("Keep this judgement")
    success_message = gettext_lazy("Kept.")

    def prepare(self, rows):
        return rows.select_related("resident", "programme")

    def get_back(self):
        return Crumb(_("Measures"), self.get_cancel_url())

    def get_cancel_url(self):
        return reverse("outcomes:measures", args=[self.object.reference])

    def get_success_url(self, result):
        return self.get_cancel_url()

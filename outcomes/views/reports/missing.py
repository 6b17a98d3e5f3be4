"""What is missing for the next report, with the way to each field."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.presenters import Crumb, Empty
from core.views import ScopedDetailView
from outcomes.presenters.reports import missing as shown
from outcomes.services.reports.missing import lacking
from programmes.models import Programme


class Missing(ScopedDetailView):
    """Each kind of gap with its number, what it costs the report, and the rows to fill."""

    access = "evaluations.name_people"
    model = Programme
    lookup = "slug"
    template_name = "outcomes/reports/missing.html"
    title = gettext_lazy("Missing for the next report")
    back = Crumb(gettext_lazy("Report room"), "/outcomes/reports/")

    def get_context_data(self, **kwargs):
        found = lacking(self.object, self.request.user, today=clock.today())
        return super().get_context_data(
            lead=self.object.name,
            parts=shown.parts(found),
            overview=shown.overview(found),
            empty=Empty(_("Nothing is missing"), _("The record has what the next report needs.")),
            **kwargs,
        )

"""What anybody may read without signing in: the newest summary of a programme that said so."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import PUBLIC
from core.presenters import Action
from core.views import HouseView
from outcomes.models import ReportVisits
from outcomes.services import reports
from outcomes.services.reports.rooms import open_summary
from outcomes.views.reports.room import download, file_of


class Summary(HouseView):
    """The one page, on screen."""

    access = PUBLIC
    template_name = "outcomes/reports/public.html"

    def before(self, request):
        self.report = open_summary(self.kwargs["slug"])
        if self.report is None:
            raise Http404
        self.document = reports.written(self.report)

    def get(self, request, *args, **kwargs):
        reports.visited(self.report, what=ReportVisits.What.OPENED)
        return super().get(request, *args, **kwargs)

    def get_title(self):
        return self.document.title

    def get_context_data(self, **kwargs):
        url = reverse("outcomes:public_summary_pdf", args=[self.kwargs["slug"]])
        return super().get_context_data(
            document=self.document,
            lead=f"{self.document.programme}, {self.document.period}",
            actions=[Action(_("Take this page as a PDF"), url, kind="link")],
            **kwargs,
        )


class SummaryPdf(Summary):
    """The same as a PDF."""

    def get(self, request, *args, **kwargs):
        body = file_of(self.report, "pdf")
        reports.visited(self.report, what=ReportVisits.What.PDF)
        return download(body, "pdf", f"{self.kwargs['slug']}-summary")

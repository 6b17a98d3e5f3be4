"""The room: the list, one report on screen, its files, its log."""

from django.http import Http404, HttpResponse, HttpResponseForbidden
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_htmx.http import HttpResponseClientRefresh

from core.presenters import Action, Crumb, Empty
from core.views import Heading, ScopedDetailView, ScopedListView
from outcomes.filters import ReportFilter
from outcomes.models import Report, ReportReading
from outcomes.models.report import Format
from outcomes.presenters.reports import pages
from outcomes.report_lives import ReportStatus
from outcomes.services import reports
from outcomes.writers import TYPES, as_xlsx

ROOM = gettext_lazy("Report room")
SHOWN = (ReportStatus.READY, ReportStatus.PUBLISHED)
What = ReportReading.What


class Room(ScopedListView):
    """Every report that was placed for whoever looks, newest first."""

    access = "reports.view"
    model = Report
    title = ROOM
    filterset_class = ReportFilter
    headings = (
        Heading(gettext_lazy("Report")),
        Heading(gettext_lazy("For")),
        Heading(gettext_lazy("About"), sort="about"),
        Heading(gettext_lazy("In the room since")),
        Heading(gettext_lazy("State")),
    )
    sorts = {"about": ("period_to", "made_at"), "made": ("made_at",)}
    default_sort = "-made"

    def prepare(self, rows):
        joined = rows.select_related("run__programme", "funder", "ward__site")
        return joined.defer("claims", "run__results", "run__frozen", "run__parameters")

    def row(self, report):
        return pages.room_row(report)

    def get_actions(self):
        user = self.request.user
        links = (
            ("evaluations.view", _("Evaluations"), "outcomes:list"),
            ("schedules.view", _("Schedules"), "outcomes:schedules"),
            ("extracts.view", _("Extracts"), "outcomes:extracts"),
        )
        return [
            Action(words, reverse(name), kind="link")
            for permission, words, name in links
            if user.has_perm(permission)
        ]

    def get_empty(self):
        if self.filtered:
            return super().get_empty()
        if self.request.user.has_perm("reports.make"):
            act = Action(_("Choose an evaluation"), reverse("outcomes:list"))
            return Empty(_("No report yet"), _("A report is made from an evaluation."), act)
        return Empty(_("No report yet"), _("Reports that are placed for you appear here."))


class _OfReport(ScopedDetailView):
    """A page about one report."""

    access = "reports.view"
    model = Report
    name = "report"

    def prepare(self, rows):
        return rows.select_related("run__programme", "funder", "ward__site")


class Detail(_OfReport):
    """The report as it went out; with true figures, marked so, for those who may see them."""

    back = Crumb(ROOM, "/outcomes/reports/")

    def get_template_names(self):
        waits = self.object.status in (ReportStatus.WRITING, ReportStatus.FAILED)
        return ["outcomes/reports/waiting.html" if waits else "outcomes/reports/detail.html"]

    @property
    def exact(self) -> bool:
        """Whether true figures were asked for and may be seen."""
        asked = self.request.GET.get("figures") == "true"
        return asked and self.request.user.has_perm("reports.see_exact", self.object)

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if self.object.status in SHOWN:
            what = What.EXACT if self.exact else What.OPENED
            reports.note(self.object, by=request.user, what=what)
        return response

    def get_title(self):
        return pages.name_of(self.object)

    def get_context_data(self, **kwargs):
        report, user = self.object, self.request.user
        shown = report.status in SHOWN
        return super().get_context_data(
            document=reports.written(report, exact=self.exact) if shown else None,
            progress=pages.progress(report),
            lead=report.programme.name,
            tag=pages.status_tag(report),
            actions=pages.actions(report, user),
            facts=pages.facts(report),
            downloads=pages.downloads(report, user) if shown else [],
            other=self.other_figures() if shown else None,
            **kwargs,
        )

    def other_figures(self) -> Action | None:
        """The way to true figures and back."""
        if not self.request.user.has_perm("reports.see_exact", self.object):
            return None
        url = self.object.get_absolute_url()
        if self.exact:
            return Action(_("As it goes out"), url, kind="link")
        return Action(_("With true figures, not for passing on"), f"{url}?figures=true",
                      kind="link")  # fmt: skip


class Progress(_OfReport):
    """How far the writing is, as a piece of the page; the whole page when it is done."""

    template_name = "outcomes/progress.html"

    def get(self, request, *args, **kwargs):
        if self.object.writing_since is None:
            return HttpResponseClientRefresh()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(progress=pages.progress(self.object), **kwargs)


class Take(_OfReport):
    """Take a file. Sent by POST and written down."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        report, format_ = self.object, self.kwargs["format"]
        if report.status not in SHOWN:
            raise Http404
        if format_ == "exact":
            if not request.user.has_perm("reports.see_exact", report):
                return HttpResponseForbidden()
            reports.note(report, by=request.user, what=What.EXACT_EXCEL)
            body = as_xlsx(reports.written(report, exact=True))
            return download(body, "xlsx", f"{report.reference}-not-for-passing-on")
        body = file_of(report, format_)
        reports.note(report, by=request.user, what=format_)
        return download(body, format_, f"{report.reference}-{report.edition}")


def file_of(report: Report, format_: str) -> bytes:
    """The file of the edition in force, or 404."""
    if format_ not in Format.values:
        raise Http404
    kept = report.files.filter(edition=report.edition, format=format_, wiped_at=None).first()
    if kept is None or not kept.file:
        raise Http404
    with kept.file.open("rb") as file:
        return file.read()


def download(body: bytes, format_: str, name: str) -> HttpResponse:
    """A download only, never shown in the page's own origin."""
    response = HttpResponse(body, content_type=TYPES[format_])
    response["Content-Disposition"] = f'attachment; filename="{name}.{format_}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


class Log(_OfReport):
    """Who opened it and who took which file, when."""

    access = "reports.read_log"
    template_name = "outcomes/reports/log.html"
    title = gettext_lazy("Who read it")
    most = 500

    def get_back(self):
        return Crumb(pages.name_of(self.object), self.object.get_absolute_url())

    def get_context_data(self, **kwargs):
        rows = self.object.readings.select_related("by").order_by("-at", "-pk")[: self.most]
        visits = self.object.visits.order_by("-day", "what")[: self.most]
        return super().get_context_data(
            table=pages.log_table(rows), visits=pages.visits_table(visits), **kwargs
        )

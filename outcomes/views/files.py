"""Files that partners send: hospital activity and lists of people."""

from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access_log, clock
from core.models import AccessEntry
from core.presenters import Action, Crumb, Empty
from core.views import Heading, ScopedDetailView, ScopedListView, VerbView
from outcomes.forms import ActivityFileForm, CohortFileForm
from outcomes.models import ActivityImport
from outcomes.presenters import pages
from outcomes.services.activity import import_activity, summary
from outcomes.services.cohorts import import_cohort
from outcomes.views.runs import _InProgramme


class Imports(ScopedListView):
    """What was imported, newest first."""

    access = "activity.import"
    model = ActivityImport
    title = gettext_lazy("Hospital activity and lists")
    headings = (
        Heading(gettext_lazy("File")),
        Heading(gettext_lazy("What")),
        Heading(gettext_lazy("Imported"), sort="at"),
        Heading(gettext_lazy("Stored"), numeric=True),
        Heading(gettext_lazy("Known already"), numeric=True),
        Heading(gettext_lazy("Rejected"), numeric=True),
    )
    sorts = {"at": ("imported_at",)}
    default_sort = "-at"

    def row(self, batch):
        return pages.import_row(batch)

    def get_actions(self):
        return [
            Action(_("Import activity"), reverse("outcomes:import_activity"), kind="main"),
            Action(_("Import a list of people"), reverse("outcomes:import_cohort")),
        ]

    def get_empty(self):
        return Empty(
            _("Nothing imported yet"),
            _("Begin with a file of hospital activity, or a list of people to follow."),
        )


class _Import(VerbView):
    """A file in."""

    access = "activity.import"
    keeps_draft = False
    template_name = "outcomes/import_form.html"
    back = Crumb(gettext_lazy("Hospital activity and lists"), "/outcomes/imports/")
    submit_label = gettext_lazy("Import the file")

    def perform(self, form):
        given = dict(form.cleaned_data)
        programme, file = given.pop("programme"), given.pop("file")
        self.require(_InProgramme(programme))
        file.seek(0)
        return self.store(
            programme,
            stream=file,
            file_name=file.name,
            by=self.request.user,
            at=clock.now(),
            today=clock.today(),
            **given,
        )

    def get_success_url(self, result):
        return reverse("outcomes:import", args=[result.reference])

    def get_success_message(self, result):
        return _("Done: %(summary)s.") % {"summary": summary(result)}


class ImportActivity(_Import):
    """Hospital activity."""

    form_class = ActivityFileForm
    store = staticmethod(import_activity)
    title = gettext_lazy("Import hospital activity")
    lead = gettext_lazy(
        "Rows that cannot be stored are listed with their reason; the rest is stored. The same "
        "file may be sent again: nothing is stored twice."
    )


class ImportCohort(_Import):
    """A list of people."""

    form_class = CohortFileForm
    store = staticmethod(import_cohort)
    title = gettext_lazy("Import a list of people")
    lead = gettext_lazy(
        "People who were supported by someone else, or people who were not supported, to compare."
    )


class Import(ScopedDetailView):
    """One import: what was read, stored, known, rejected."""

    access = "activity.import"
    model = ActivityImport
    name = "batch"
    template_name = "outcomes/import.html"
    back = Crumb(gettext_lazy("Hospital activity and lists"), "/outcomes/imports/")

    def get_title(self):
        return self.object.file_name or self.object.source

    def get_context_data(self, **kwargs):
        url = reverse("outcomes:rejects", args=[self.object.reference])
        rejects = Action(_("Download the rejected rows"), url, post=True)
        return super().get_context_data(
            summary=summary(self.object),
            rejects=rejects if self.object.rejected else None,
            **kwargs,
        )


class Rejects(ScopedDetailView):
    """The rejected rows: row number, column and reason, no personal data."""

    access = "activity.import"
    model = ActivityImport
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        if not self.object.rejects:
            raise Http404
        access_log.note(request, kind=AccessEntry.Kind.EXPORTED, rows=self.object.rejected)
        return FileResponse(
            self.object.rejects.open("rb"),
            as_attachment=True,
            filename=f"{self.object.file_name}.rejected.csv",
        )

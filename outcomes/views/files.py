"""Files that partners send: hospital activity and lists of people."""

import csv
import datetime as dt
import io
from itertools import islice

from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access_log, clock
from core.models import AccessEntry
from core.presenters import Action, Crumb, Empty
from core.views import Heading, ScopedDetailView, ScopedListView, VerbView
from outcomes.forms import CohortFileForm
from outcomes.lifecycle import FileStatus
from outcomes.models import ActivityFile, ActivityImport
from outcomes.presenters import intake as shown
from outcomes.presenters import pages
from outcomes.services.activity import summary
from outcomes.services.cohorts import import_cohort
from outcomes.views.runs import _InProgramme

SHOWN_FOR = dt.timedelta(days=30)
IMPORTS = Crumb(gettext_lazy("Hospital activity and lists"), "/outcomes/imports/")


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
    template_name = "outcomes/imports.html"

    def get_context_data(self, **kwargs):
        rows = ActivityFile.objects.visible_to(self.request.user)
        waiting = rows.exclude(status=FileStatus.STORED).order_by("-sent_at")
        lately = waiting.filter(sent_at__gte=clock.now() - SHOWN_FOR)[:10]
        return super().get_context_data(waiting=shown.on_their_way(lately), **kwargs)

    def row(self, batch):
        return pages.import_row(batch)

    def get_actions(self):
        return [
            Action(_("Import activity"), reverse("outcomes:import_activity"), kind="main"),
            Action(_("Import a list of people"), reverse("outcomes:import_cohort")),
            Action(_("Remembered layouts"), reverse("outcomes:layouts")),
        ]

    def get_empty(self):
        return Empty(
            _("Nothing imported yet"),
            _("Begin with a file of hospital activity, or a list of people to follow."),
        )


class SendsFile(VerbView):
    """A file in."""

    access = "activity.import"
    keeps_draft = False
    template_name = "outcomes/import_form.html"
    back = IMPORTS
    submit_label = gettext_lazy("Import the file")

    def perform(self, form):
        given = dict(form.cleaned_data)
        programme = given.pop("programme")
        self.require(_InProgramme(programme))
        given["file"].seek(0)
        return self.store(programme, **given)


class ImportCohort(SendsFile):
    """A list of people."""

    form_class = CohortFileForm
    title = gettext_lazy("Import a list of people")
    lead = gettext_lazy(
        "People who were supported by someone else, or people who were not supported, to compare."
    )

    def store(self, programme, *, file, **given):
        return import_cohort(
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


class Import(ScopedDetailView):
    """One import: what was read, stored, known, rejected and why."""

    access = "activity.import"
    model = ActivityImport
    name = "batch"
    template_name = "outcomes/import.html"
    back = IMPORTS

    def prepare(self, rows):
        return rows.select_related("programme", "imported_by", "layout")

    def get_title(self):
        return self.object.file_name or self.object.source

    def get_context_data(self, **kwargs):
        batch = self.object
        url = reverse("outcomes:rejects", args=[batch.reference])
        take = Action(_("Download the rejected rows"), url, post=True, icon="download")
        return super().get_context_data(
            facts=shown.import_facts(batch),
            rejects=take if batch.rejected else None,
            reasons=_reasons(batch) if batch.rejected else None,
            few=batch.rejected <= shown.MOST_LOOKED_AT,
            **kwargs,
        )


def _reasons(batch):
    return shown.reasons(refused(batch), layout=batch.layout)


def refused(batch) -> list[dict[str, str]]:
    """The first rows that were not stored, with column and reason."""
    if not batch.rejects or not batch.rejects.storage.exists(batch.rejects.name):
        return []
    with batch.rejects.open("rb") as file, io.TextIOWrapper(file, "utf-8", newline="") as text:
        return list(islice(csv.DictReader(text), shown.MOST_LOOKED_AT))


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

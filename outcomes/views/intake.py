"""A file of activity on its way in: sent, matched, watched, cancelled, tried again."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_htmx.http import HttpResponseClientRefresh

from core import clock
from core.presenters import Crumb
from core.views import ScopedDetailView, VerbView
from outcomes.activity.layouts import reading_of
from outcomes.activity.surveys import look, survey
from outcomes.forms import ActivityFileForm, MatchForm
from outcomes.lifecycle import FILE_LIFE, FileStatus
from outcomes.models import ActivityFile
from outcomes.presenters import intake as shown
from outcomes.services import intake, layouts
from outcomes.services.importing import ON_ITS_WAY
from outcomes.views.files import IMPORTS, SendsFile


def whither(arrival: intake.Arrival) -> str:
    """The page about what became of a file: how it goes, what to ask, or when it came before."""
    if arrival.before is not None:
        return reverse("outcomes:import", args=[arrival.before.reference])
    if arrival.sent.status == FileStatus.UNMATCHED:
        return reverse("outcomes:match", args=[arrival.sent.reference])
    return arrival.sent.get_absolute_url()


def told(arrival: intake.Arrival) -> str:
    """The same in a sentence."""
    if arrival.before is not None:
        at = shown.moment(arrival.before.imported_at)
        return _("This file came in on %(at)s: nothing new.") % {"at": at}
    if arrival.sent.status == FileStatus.UNMATCHED:
        return _("The file is here. Say what its columns are.")
    return _("The file is here. You can leave this page: it is imported by itself.")


class ImportActivity(SendsFile):
    """Hospital activity: the file is kept, and a worker imports it."""

    form_class = ActivityFileForm
    title = gettext_lazy("Import hospital activity")
    lead = gettext_lazy(
        "Send the file as the hospital sends it. If its columns are not ours you say once what "
        "they are, and it is remembered. Nothing is ever stored twice."
    )
    submit_label = gettext_lazy("Send the file")

    def store(self, programme, *, file, source):
        return intake.receive(
            programme, source=source, file=file, by=self.request.user, at=clock.now()
        )

    def get_success_url(self, result):
        return whither(result)

    def get_success_message(self, result):
        return told(result)


class File(ScopedDetailView):
    """One file: how far it is, or what became of it."""

    access = "activity.import"
    model = ActivityFile
    name = "sent"
    template_name = "outcomes/file.html"
    back = IMPORTS

    def prepare(self, rows):
        return rows.select_related("programme", "sent_by", "layout", "batch")

    def get_title(self):
        return self.object.file_name or self.object.reference

    def get_context_data(self, **kwargs):
        sent = self.object
        batch = sent.batch
        return super().get_context_data(
            working=sent.status in ON_ITS_WAY,
            gone=sent.status == FileStatus.CANCELLED,
            progress=shown.working(sent),
            tag=shown.status_tag(sent),
            facts=shown.file_facts(sent),
            actions=shown.file_actions(sent, self.request.user),
            result=reverse("outcomes:import", args=[batch.reference]) if batch else "",
            **kwargs,
        )


class Progress(ScopedDetailView):
    """How far the file is, as a piece of the page; the whole page when it is over."""

    access = "activity.import"
    model = ActivityFile
    template_name = "outcomes/progress.html"

    def get(self, request, *args, **kwargs):
        if self.object.status not in ON_ITS_WAY:
            return HttpResponseClientRefresh()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(progress=shown.working(self.object), **kwargs)


class _Verb(VerbView):
    """A verb about one file."""

    model = ActivityFile
    life = FILE_LIFE
    keeps_draft = False

    def prepare(self, rows):
        return rows.select_related("programme")

    def get_back(self):
        return Crumb(self.object.file_name or self.object.reference, self.get_cancel_url())

    def get_cancel_url(self):
        return self.object.get_absolute_url()


class Match(_Verb):
    """Say what the columns and words of a file are."""

    access = "activity.match"
    verb = "match"
    form_class = MatchForm
    template_name = "outcomes/match.html"
    title = gettext_lazy("What the columns are")
    lead = gettext_lazy("Asked once for this source. Our guesses are chosen already.")
    submit_label = gettext_lazy("Remember this and import the file")

    def get_form_kwargs(self):
        with self.object.file.open("rb") as stream:
            self.found = survey(stream)
            samples = look(stream, self.found.shape)
        earlier = self.earlier
        return {
            **super().get_form_kwargs(),
            "samples": samples,
            "before": reading_of(earlier) if earlier else None,
        }

    @property
    def earlier(self):
        """What was remembered of this source last."""
        return layouts.latest_of(self.object.programme, source=self.object.source)

    def get_initial(self):
        taken = self.earlier
        key = self.found.headers_key if hasattr(self, "found") else ""
        if taken is not None and taken.headers_key == key:
            return {"name": taken.name}
        return {"name": layouts.free_name(self.object.programme, source=self.object.source)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            changed=shown.new_and_gone(self.earlier, self.found.headers),
            facts=shown.survey_facts(self.object, self.found),
            **kwargs,
        )

    def perform(self, form):
        given = form.cleaned_data
        return intake.match(
            self.object,
            by=self.request.user,
            at=clock.now(),
            name=given["name"],
            reading=given["reading"],
        )

    def get_success_url(self, result):
        return whither(result)

    def get_success_message(self, result):
        return told(result)


class Cancel(_Verb):
    """Stop it, and let the file go."""

    access = "activity.cancel"
    verb = "cancel"
    service = staticmethod(intake.cancel)
    title = gettext_lazy("Cancel this import")
    lead = gettext_lazy("Nothing of the file is stored, and the file itself is deleted.")
    submit_label = gettext_lazy("Cancel the import")
    submit_kind = "danger"
    success_message = gettext_lazy("Cancelled. Nothing of the file was stored.")


class Queue(_Verb):
    """Try it again after it failed."""

    access = "activity.queue"
    verb = "queue"
    service = staticmethod(intake.queue)
    title = gettext_lazy("Try it again")
    lead = gettext_lazy("The file is still here. It is read again from its first row.")
    submit_label = gettext_lazy("Try it again")
    success_message = gettext_lazy("On its way.")

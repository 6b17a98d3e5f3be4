"""Extracts for outside evaluators: ask, confirm, release, take, end."""

from django.http import HttpResponse, HttpResponseForbidden
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access_log, clock
from core.errors import DomainError
from core.models import AccessEntry
from core.presenters import Crumb, Empty
from core.views import Heading, ScopedDetailView, ScopedListView, VerbView
from outcomes.forms.reports import AskForExtractForm, RefuseForm
from outcomes.models import EvaluationRun, Extract
from outcomes.presenters.reports import extracts as shown
from outcomes.report_lives import EXTRACT_LIFE
from outcomes.services.reports import extracts


class Extracts(ScopedListView):
    """All extracts, newest first."""

    access = "extracts.view"
    model = Extract
    title = gettext_lazy("Extracts for outside evaluators")
    headings = (
        Heading(gettext_lazy("Extract")),
        Heading(gettext_lazy("For")),
        Heading(gettext_lazy("To be deleted by")),
        Heading(gettext_lazy("State")),
    )
    sorts = {"asked": ("asked_at",)}
    default_sort = "-asked"

    def prepare(self, rows):
        return rows.select_related("run__programme").defer("run__results", "run__frozen")

    def row(self, extract):
        return shown.row(extract)

    def get_back(self):
        if self.request.user.has_perm("evaluations.view"):
            return Crumb(_("All evaluations"), reverse("outcomes:list"))
        return None

    def get_empty(self):
        return Empty(_("No extract yet"), _("An extract is asked for from an evaluation."))


class Detail(ScopedDetailView):
    """One extract: what it is for, who agreed, what was checked, who took it."""

    access = "extracts.view"
    model = Extract
    name = "extract"
    template_name = "outcomes/reports/extract.html"
    title = gettext_lazy("An extract")
    back = Crumb(gettext_lazy("Extracts"), "/outcomes/extracts/")

    def prepare(self, rows):
        return rows.select_related("run__programme", "asked_by", "confirmed_by", "released_by")

    def get_context_data(self, **kwargs):
        extract, user = self.object, self.request.user
        readings = extract.readings.select_related("by").order_by("-at")
        return super().get_context_data(
            lead=extract.recipient,
            tag=shown.status_tag(extract),
            facts=shown.facts(extract),
            checked=shown.checked(extract),
            actions=shown.actions(extract, user),
            table=shown.log_table(readings),
            **kwargs,
        )


class Take(ScopedDetailView):
    """Take the file: by POST, written down, by somebody who may ask for one or release it."""

    access = "extracts.view"
    model = Extract
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        extract = self.object
        if not shown.may_take(extract, request.user):
            return HttpResponseForbidden()
        try:
            body = extracts.take(extract, by=request.user, at=clock.now())
        except DomainError:
            return HttpResponse(status=409)
        people = extract.checked.get("people", 0)
        access_log.note(request, kind=AccessEntry.Kind.EXPORTED, rows=people)
        response = HttpResponse(body, content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{extract.reference}.zip"'
        return response


class AskForExtract(VerbView):
    """Ask for one."""

    access = "extracts.ask_for_extract"
    model = EvaluationRun
    form_class = AskForExtractForm
    service = staticmethod(extracts.ask_for_extract)
    title = gettext_lazy("Ask for an extract")
    lead = gettext_lazy(
        "Rows a person under a pseudonym, without names, dates or free text, for an outside "
        "evaluator. A manager confirms the need, then information governance releases it: two "
        "people besides you."
    )
    submit_label = gettext_lazy("Ask for the extract")
    success_message = gettext_lazy("Asked for. A manager must confirm it next.")

    def get_back(self):
        return Crumb(self.object.reference, self.object.get_absolute_url())


class _Verb(VerbView):
    """A verb about one extract."""

    model = Extract
    life = EXTRACT_LIFE
    keeps_draft = False

    def prepare(self, rows):
        return rows.select_related("run__programme")

    def get_back(self):
        return Crumb(self.object.reference, self.object.get_absolute_url())


class Confirm(_Verb):
    """The manager: it is needed."""

    access = "extracts.confirm_extract"
    verb = "confirm_extract"
    service = staticmethod(extracts.confirm_extract)
    title = gettext_lazy("Confirm that it is needed")
    submit_label = gettext_lazy("Confirm the need")
    success_message = gettext_lazy("Confirmed. Information governance releases it or not.")

    @property
    def lead(self):
        """For whom and what for."""
        return f"{self.object.recipient}: {self.object.purpose}"


class Release(Confirm):
    """Information governance: it may leave."""

    access = "extracts.release"
    verb = "release"
    service = staticmethod(extracts.release)
    title = gettext_lazy("Release the extract")
    submit_label = gettext_lazy("Release the extract")
    success_message = gettext_lazy("Released. Every time it is taken is written down.")


class Refuse(Confirm):
    """It does not leave."""

    access = "extracts.refuse_extract"
    verb = "refuse_extract"
    form_class = RefuseForm
    service = staticmethod(extracts.refuse_extract)
    title = gettext_lazy("Refuse the extract")
    submit_label = gettext_lazy("Refuse")
    submit_kind = "danger"
    success_message = gettext_lazy("Refused.")


class End(_Verb):
    """Wipe it and destroy the key."""

    access = "extracts.end_extract"
    verb = "end_extract"
    service = staticmethod(extracts.end_extract)
    title = gettext_lazy("End the extract")
    lead = gettext_lazy(
        "Its file is wiped and its key destroyed. No pseudonym can be led back to a person any "
        "more, not by us either. Make sure that the evaluator deletes their copy."
    )
    submit_label = gettext_lazy("End it and destroy the key")
    submit_kind = "danger"
    success_message = gettext_lazy("Ended. The key is destroyed.")

"""Directories of others: bringing a feed in, what was not taken of it, what its terms mean."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_htmx.http import HttpResponseClientRefresh

from core import access_log, clock
from core.exports import csv_response
from core.models import AccessEntry
from core.presenters import Action, Column, Crumb, Empty, Table
from core.views import Heading, ScopedDetailView, ScopedListView, VerbView
from providers.filters import TermFilter
from providers.forms.feeds import AT_ONCE, FeedForm, TermForm, TermsForm
from providers.models import FeedImport, FeedNote, TaxonomyTerm
from providers.presenters import feeds as shown
from providers.services import feeds

ACCESS = "providers.import_feed"
ALL = gettext_lazy("Directories of others")
SHOWN = 50
COLUMNS = tuple(
    (name, lambda note, name=name: getattr(note, name))
    for name in ("row", "service_id", "service", "field", "value", "reason")
)


class Feeds(ScopedListView):
    """What was read, newest first."""

    access = ACCESS
    model = FeedImport
    title = ALL
    headings = (
        Heading(gettext_lazy("Directory")),
        Heading(gettext_lazy("Asked for"), sort="at"),
        Heading(gettext_lazy("New"), numeric=True),
        Heading(gettext_lazy("Changed"), numeric=True),
        Heading(gettext_lazy("Gone"), numeric=True),
        Heading(gettext_lazy("Not taken"), numeric=True),
        Heading(gettext_lazy("How it stands")),
    )
    sorts = {"at": ("asked_at",)}
    default_sort = "-at"

    def row(self, batch):
        return shown.import_row(batch)

    def get_actions(self):
        return [
            Action(_("Bring in a directory"), reverse("feeds:import_feed"), kind="main"),
            Action(_("What its terms mean"), reverse("feeds:terms")),
        ]

    def get_empty(self):
        return Empty(
            _("No directory was brought in yet"),
            _("Services of a council or a CVS come in from their feed in Open Referral UK."),
            Action(_("Bring in a directory"), reverse("feeds:import_feed")),
        )


class ImportFeed(VerbView):
    """An address or a file."""

    access = ACCESS
    form_class = FeedForm
    keeps_draft = False
    template_name = "providers/feed_form.html"
    title = gettext_lazy("Bring in a directory")
    lead = gettext_lazy(
        "Services come in as they stand in a feed in Open Referral UK 3.0. Nothing is deleted, "
        "and organisations that are new here are given no work before you approve them."
    )
    submit_label = gettext_lazy("Read it")
    success_message = gettext_lazy("It is read in the background. You may leave this page.")
    back = Crumb(ALL, "/feeds/")

    def perform(self, form):
        given = {name: form.cleaned_data[name] for name in ("source", "address", "file")}
        given["file"] = given["file"] or None
        return self.call(feeds.import_feed, **given)

    def call(self, service, *things, **given):
        """One service, as this person, now."""
        return service(*things, by=self.request.user, at=clock.now(), **given)

    def get_success_url(self, result):
        return reverse("feeds:detail", args=[result.reference])


class ReadAgain(ImportFeed):
    """The same address once more."""

    model = FeedImport
    form_class = VerbView.form_class
    template_name = VerbView.template_name
    title = gettext_lazy("Read this directory again?")
    lead = gettext_lazy("Only what has changed since is taken over.")
    submit_label = gettext_lazy("Read it again")

    def perform(self, form):
        return self.call(feeds.read_again, self.object)


class FeedPage(ScopedDetailView):
    """One reading: how far it is, then what came of it and what was not taken."""

    access = ACCESS
    model = FeedImport
    name = "batch"
    back = Crumb(ALL, "/feeds/")
    template_name = "providers/feed.html"

    def get_title(self):
        return _("Directory of %(source)s") % {"source": self.object.source}

    def get_context_data(self, **kwargs):
        batch = self.object
        notes = FeedNote.objects.visible_to(self.request.user).filter(feed_import=batch)
        found = list(notes.order_by("-whole", "row", "pk")[: SHOWN + 1])
        at = [batch.reference]
        actions = [Action(_("Read it again"), reverse("feeds:read_again", args=at))]
        return super().get_context_data(
            tag=shown.state_tag(batch),
            working=shown.working(batch) if batch.finished_at is None else None,
            figures=shown.figures(batch) if batch.finished_at and not batch.failure else (),
            table=_notes_table(found[:SHOWN]) if found else None,
            more=len(found) > SHOWN,
            report=Action(_("Download the whole report"), reverse("feeds:report", args=at),
                          post=True) if found else None,
            actions=actions if batch.address and batch.finished_at else [],
            undecided=self.undecided(),
            terms_url=reverse("feeds:map_terms"),
            **kwargs,
        )  # fmt: skip

    def undecided(self) -> int:
        """How many terms of this directory nobody has mapped yet."""
        terms = TaxonomyTerm.objects.visible_to(self.request.user)
        return terms.unmapped().filter(source=self.object.source).count()


def _notes_table(notes):
    columns = (
        Column(_("Entry"), numeric=True),
        Column(_("Service")),
        Column(_("Field")),
        Column(_("Why it was not taken")),
    )
    rows = tuple(shown.note_row(each) for each in notes)
    return Table(_("What was not taken"), columns, rows)


class FeedProgress(ScopedDetailView):
    """How far the reading is, as a piece of the page; the whole page when it is done."""

    access = ACCESS
    model = FeedImport
    template_name = "providers/feed_progress.html"

    def get(self, request, *args, **kwargs):
        if self.object.finished_at is not None:
            return HttpResponseClientRefresh()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(progress=shown.working(self.object), **kwargs)


class FeedReport(ScopedDetailView):
    """Everything that was not taken, as a file for whoever publishes the feed."""

    access = ACCESS
    model = FeedImport
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        notes = FeedNote.objects.visible_to(request.user).filter(feed_import=self.object)
        count = notes.count()
        if not count:
            raise Http404
        access_log.note(request, kind=AccessEntry.Kind.EXPORTED, rows=count)
        name = f"{self.object.file_name or self.object.source}.rejected.csv"
        rows = notes.order_by("row", "pk").iterator(chunk_size=2000)
        return csv_response(name.replace('"', ""), COLUMNS, rows)


class Terms(ScopedListView):
    """Terms of other directories, with what they stand for here."""

    access = ACCESS
    model = TaxonomyTerm
    title = gettext_lazy("What the terms of others mean")
    filterset_class = TermFilter
    cursor = "uid"
    headings = (
        Heading(gettext_lazy("Term"), sort="name"),
        Heading(gettext_lazy("Directory")),
        Heading(gettext_lazy("Services"), numeric=True),
        Heading(gettext_lazy("Stands for")),
        Heading(gettext_lazy("What to do"), hidden=True),
    )
    sorts = {"name": ("name",)}
    default_sort = "name"

    def get_back(self):
        return Crumb(ALL, reverse("feeds:list"))

    def prepare(self, rows):
        return rows.select_related("need").with_use()

    def row(self, term):
        return shown.term_row(term)

    def get_actions(self):
        url = reverse("feeds:map_terms")
        return [Action(_("Decide several at once"), url, kind="main")]

    def get_empty(self):
        if self.filtered:
            return super().get_empty()
        return Empty(_("No terms yet"), _("They come in with the services of a directory."))


class MapTerm(VerbView):
    """One term."""

    access = ACCESS
    model = TaxonomyTerm
    lookup = "uid"
    form_class = TermForm
    service = staticmethod(feeds.map_term)
    keeps_draft = False
    submit_label = gettext_lazy("Save")
    success_url = "/feeds/terms/"
    success_message = gettext_lazy("Saved. Its services are found under that need from now on.")
    lead = gettext_lazy("Every service that carries the term meets the need, now and later.")
    back = Crumb(gettext_lazy("What the terms of others mean"), "/feeds/terms/")

    def get_title(self):
        return _("What “%(name)s” stands for") % {"name": self.object.name}

    def get_initial(self):
        term = self.object
        if term.mapped_at is None:
            return {}
        return {"need": term.need.code if term.need else "none"}


class MapTerms(VerbView):
    """The terms that most services carry and nobody has decided on."""

    access = ACCESS
    form_class = TermsForm
    service = staticmethod(feeds.map_terms)
    keeps_draft = False
    title = gettext_lazy("What these terms stand for")
    lead = gettext_lazy(
        "Those that most services carry come first. Each is decided once, for now and later."
    )
    submit_label = gettext_lazy("Save")
    success_url = "/feeds/terms/"
    back = Crumb(gettext_lazy("What the terms of others mean"), "/feeds/terms/")

    def get_form_kwargs(self):
        terms = TaxonomyTerm.objects.visible_to(self.request.user).unmapped().with_use()
        return {
            **super().get_form_kwargs(),
            "terms": list(terms.order_by("-carried", "name", "pk")[:AT_ONCE]),
        }

    def get_success_message(self, result):
        words = ngettext("%(count)s term decided.", "%(count)s terms decided.", result)
        return words % {"count": result}

"""Remembered layouts: which there are, what they say, changed and withdrawn."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.presenters import Crumb, Empty
from core.views import Heading, ScopedDetailView, ScopedListView, VerbView
from outcomes.activity.layouts import reading_of
from outcomes.activity.surveys import Sample
from outcomes.forms import MatchForm
from outcomes.lifecycle import LAYOUT_LIFE
from outcomes.models import ActivityLayout
from outcomes.presenters import intake as shown
from outcomes.services import layouts
from outcomes.views.files import IMPORTS

LAYOUTS = Crumb(gettext_lazy("Remembered layouts"), "/outcomes/imports/layouts/")


class Layouts(ScopedListView):
    """What is remembered of each source."""

    access = "activity.import"
    model = ActivityLayout
    title = gettext_lazy("Remembered layouts")
    back = IMPORTS
    headings = (
        Heading(gettext_lazy("Layout")),
        Heading(gettext_lazy("Source"), sort="source"),
        Heading(gettext_lazy("Columns")),
        Heading(gettext_lazy("Made"), sort="made"),
        Heading(gettext_lazy("Status")),
    )
    sorts = {"source": ("source", "name"), "made": ("made_at",)}
    default_sort = "-made"

    def prepare(self, rows):
        return rows.select_related("programme")

    def row(self, layout):
        return shown.layout_row(layout)

    def get_empty(self):
        words = _("When a file comes whose columns are not ours, you say what they are, once.")
        return Empty(_("No layout yet"), words)


class Layout(ScopedDetailView):
    """One layout: what each column and each word means."""

    access = "activity.import"
    model = ActivityLayout
    name = "layout"
    template_name = "outcomes/layout.html"
    back = LAYOUTS

    def prepare(self, rows):
        return rows.select_related("programme", "made_by", "withdrawn_by")

    def get_title(self):
        return self.object.name

    def get_context_data(self, **kwargs):
        layout = self.object
        return super().get_context_data(
            tag=shown.status_tag(layout),
            facts=shown.layout_facts(layout),
            columns=shown.layout_columns(layout),
            words=shown.layout_words(layout),
            actions=shown.layout_actions(layout, self.request.user),
            **kwargs,
        )


class _Verb(VerbView):
    """A verb about one layout."""

    model = ActivityLayout
    life = LAYOUT_LIFE
    keeps_draft = False

    def get_back(self):
        return Crumb(self.object.name, self.get_cancel_url())

    def get_cancel_url(self):
        return self.object.get_absolute_url()

    def get_success_url(self, result):
        return self.get_cancel_url()


class Change(_Verb):
    """What columns and words mean from now on."""

    access = "layouts.change"
    verb = "change"
    form_class = MatchForm
    title = gettext_lazy("Change what it means")
    lead = gettext_lazy("For files that come from now on. What was imported stays as it is.")
    submit_label = gettext_lazy("Change it")
    success_message = gettext_lazy("Changed.")
    version_fields = ("columns", "fixed", "words", "date_order")

    def get_form_kwargs(self):
        layout = self.object
        known = dict(_words_by_header(layout))
        samples = [Sample(header) for header in layout.headers if header]
        for sample in samples:
            sample.values.update(known.get(sample.header, ()))
        return {**super().get_form_kwargs(), "samples": samples, "before": reading_of(layout)}

    def get_initial(self):
        return {"name": self.object.name}

    def perform(self, form):
        given = form.cleaned_data
        return layouts.change(
            self.object,
            reading=given["reading"],
            name=given["name"],
            by=self.request.user,
            at=clock.now(),
        )


def _words_by_header(layout):
    """The words that are known of each column, so that they are asked about again."""
    for name, words in layout.words.items():
        if name in layout.columns:
            yield layout.columns[name], list(words)


class Withdraw(_Verb):
    """No file is read by it any more."""

    access = "layouts.withdraw"
    verb = "withdraw"
    service = staticmethod(layouts.withdraw)
    title = gettext_lazy("Withdraw this layout")
    lead = gettext_lazy("The next file with these headers asks again. What came in stays.")
    submit_label = gettext_lazy("Withdraw it")
    submit_kind = "danger"
    success_message = gettext_lazy("Withdrawn.")

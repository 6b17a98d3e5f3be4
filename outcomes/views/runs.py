"""Evaluations: list, new, result, publish."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_htmx.http import HttpResponseClientRefresh

from accounts.access import holds
from core import clock
from core.presenters import Action, Crumb, Empty
from core.views import Heading, ScopedDetailView, ScopedListView, VerbView
from outcomes.evaluation.cut import Cut
from outcomes.extraction.people import statuses_of
from outcomes.forms import AskForm
from outcomes.lifecycle import RUN_LIFE, RunStatus
from outcomes.models import EvaluationRun
from outcomes.presenters import pages
from outcomes.presenters.numbers import Exact
from outcomes.presenters.report import report
from outcomes.presenters.reports.missing import in_short
from outcomes.services import runs
from outcomes.services.reports.content import shared_as_kept
from outcomes.services.reports.missing import lacking

ALL = gettext_lazy("All evaluations")


def light_cut(run) -> Cut:
    """What pages need of the cut, without a row for each person."""
    return Cut(run.parameters, "", run.frozen.get("facts", {}))


def written_for(user, run) -> tuple:
    """The report, the figures and how numbers are written: the true ones for those who work with
    the evaluation, for anybody else what went out."""
    if holds(user, "evaluations.view", programme=run.programme_id):
        return report(light_cut(run), run.results, Exact()), run.results, Exact()
    shared = shared_as_kept(run)
    return shared.report, shared.found, shared.counts.numbers


class List(ScopedListView):
    """All evaluations that the person may read, newest first."""

    access = "evaluations.view"
    model = EvaluationRun
    title = gettext_lazy("Evaluations")
    headings = (
        Heading(gettext_lazy("Evaluation")),
        Heading(gettext_lazy("People")),
        Heading(gettext_lazy("Data up to"), sort="as_of"),
        Heading(gettext_lazy("Each side")),
        Heading(gettext_lazy("Grade")),
        Heading(gettext_lazy("Status")),
    )
    sorts = {"queued": ("queued_at",), "as_of": ("as_of", "queued_at")}
    default_sort = "-queued"

    def prepare(self, rows):
        joined = rows.select_related("programme", "cohort", "comparison")
        return joined.defer("results", "frozen", "parameters")

    def row(self, run):
        return pages.run_row(run)

    def get_actions(self):
        user, found = self.request.user, []
        if user.has_perm("evaluations.queue"):
            found.append(Action(_("New evaluation"), reverse("outcomes:ask_for"), kind="main"))
        if user.has_perm("evaluations.export"):
            found.append(Action(_("Compare two"), reverse("outcomes:compare")))
        return found

    def get_empty(self):
        if self.request.user.has_perm("evaluations.queue"):
            act = Action(_("New evaluation"), reverse("outcomes:ask_for"))
            return Empty(_("No evaluation yet"), _("Import hospital activity first."), act)
        return Empty(_("No evaluation yet"), _("Published reports appear here by themselves."))


class AskFor(VerbView):
    """A new evaluation: how many people and what is missing, seen before it is run."""

    access = "evaluations.queue"
    form_class = AskForm
    service = staticmethod(runs.ask_for)
    template_name = "outcomes/ask_for.html"
    title = gettext_lazy("New evaluation")
    back = Crumb(ALL, "/outcomes/")
    submit_label = gettext_lazy("Run the evaluation")
    success_message = gettext_lazy("The evaluation has begun. You can leave this page.")

    def post(self, request, *args, **kwargs):
        if "_count" in request.POST:
            return self.count(request)
        return super().post(request, *args, **kwargs)

    def count(self, request):
        """How many people would be counted; nothing is run."""
        form = self.get_form(data=request.POST)
        words = self.told(form) if form.is_valid() else _("Fill in the answers above first.")
        if request.htmx:
            return render(request, "outcomes/preview.html", {"words": words})
        return self.render_to_response(self.get_context_data(form=form, preview=words))

    def told(self, form) -> str:
        """Who would be counted, and what is missing in the record of the service's own cases."""
        words, programme = preview(form), form.cleaned_data["programme"]
        sees = self.request.user.has_perm("evaluations.name_people", programme)
        if not sees or form.cleaned_data["cohort"]:
            return words
        found = lacking(programme, self.request.user, today=clock.today())
        return f"{words} {in_short(found)}"

    def perform(self, form):
        programme = form.cleaned_data.pop("programme")
        self.require(_InProgramme(programme))
        return runs.ask_for(programme, by=self.request.user, at=clock.now(), **form.cleaned_data)

    def get_success_url(self, result):
        return result.get_absolute_url()


class _InProgramme:
    """What a permission is asked on when there is no run yet."""

    def __init__(self, programme):
        self.programme_id = programme.pk


def preview(form) -> str:
    """Words about whom the answers of a valid form would count."""
    given = form.cleaned_data
    cohort = given["cohort"]
    statuses = statuses_of(
        programme=given["programme"].pk,
        cohort=cohort.pk if cohort else None,
        as_of=given["as_of"],
        days=given["window_days"],
    )
    return pages.preview_words(statuses)


class Detail(ScopedDetailView):
    """One evaluation: progress while it is worked on, then what the PDF says, and more."""

    access = "evaluations.view"
    model = EvaluationRun
    name = "run"
    back = Crumb(ALL, "/outcomes/")

    def prepare(self, rows):
        return rows.select_related("programme", "cohort", "comparison")

    def get_title(self):
        return _("Hospital use, before and after")

    @property
    def is_ready(self) -> bool:
        """Whether there are figures to show."""
        return self.object.status in (RunStatus.READY, RunStatus.PUBLISHED)

    def get_template_names(self):
        return ["outcomes/result.html" if self.is_ready else "outcomes/waiting.html"]

    def get_context_data(self, **kwargs):
        run, user = self.object, self.request.user
        kwargs.update(actions=pages.actions(run, user), lead=self.lead())
        if not self.is_ready:
            kwargs.update(progress=pages.working(run), tag=pages.status_tag(run))
            kwargs["working"] = run.status in (RunStatus.QUEUED, RunStatus.RUNNING)
            return super().get_context_data(**kwargs)
        return super().get_context_data(**kwargs, **self.result(run, user))

    def lead(self) -> str:
        """What, how long, up to when."""
        run = self.object
        return _("%(programme)s, %(days)s days each side. Data to %(day)s.") % {
            "programme": run.programme.name,
            "days": run.window_days,
            "day": run.as_of.strftime("%-d %B %Y"),
        }

    def result(self, run, user) -> dict:
        """Everything that the result page draws."""
        told, found, numbers = written_for(user, run)
        known = {key for key, _title, _chapters in pages.TABS}
        tab = self.request.GET.get("tab", "headline")
        tab = tab if tab in known else "headline"
        use = next(chapter for chapter in told.chapters if chapter.key == "use")
        return {
            "report": told,
            "tab": tab,
            "tabs": pages.tabs(run, tab, told),
            "chapters": pages.chapters_of(told, tab),
            "figures": pages.figures(told, light_cut(run), found),
            "use": use,
            "counted": pages.counted_sentence(found, numbers),
            "left_out": self.left_out_url(run, user),
            "downloads": pages.downloads(run, user),
            "drawing": not run.pdf,
            "may_import": user.has_perm("activity.import", run),
        }

    def left_out_url(self, run, user) -> str:
        """The list of people left out, for those with the right."""
        left = run.results["cohort"]["people"] - run.results["cohort"]["complete_follow_up"]
        may = left and user.has_perm("evaluations.name_people", run)
        return reverse("outcomes:left_out", args=[run.reference]) if may else ""


class Progress(ScopedDetailView):
    """How far the evaluation is, as a piece of the page; the whole page when it is done."""

    access = "evaluations.view"
    model = EvaluationRun
    template_name = "outcomes/progress.html"

    def get(self, request, *args, **kwargs):
        if self.object.status not in (RunStatus.QUEUED, RunStatus.RUNNING):
            return HttpResponseClientRefresh()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(progress=pages.working(self.object), **kwargs)


class _Verb(VerbView):
    """A verb about one evaluation."""

    model = EvaluationRun
    life = RUN_LIFE
    keeps_draft = False

    def get_back(self):
        return Crumb(self.object.reference, self.object.get_absolute_url())


class Cancel(_Verb):
    """Stop it."""

    access = "evaluations.cancel"
    verb = "cancel"
    service = staticmethod(runs.cancel)
    title = gettext_lazy("Cancel this evaluation")
    lead = gettext_lazy("The work on it stops at its next step. Nothing is published.")
    submit_label = gettext_lazy("Cancel the evaluation")
    submit_kind = "danger"
    success_message = gettext_lazy("Cancelled.")


class Queue(_Verb):
    """Run it again after it failed."""

    access = "evaluations.queue"
    verb = "queue"
    service = staticmethod(runs.queue)
    title = gettext_lazy("Run it again")
    lead = gettext_lazy("If the records were frozen before it failed, the same ones are used.")
    submit_label = gettext_lazy("Run it again")
    success_message = gettext_lazy("It is waiting for a worker.")


class Publish(_Verb):
    """Let funders read it."""

    access = "evaluations.publish"
    verb = "publish"
    service = staticmethod(runs.publish)
    title = gettext_lazy("Publish this evaluation")
    lead = gettext_lazy(
        "The programme’s funders can read it from now on. People are rounded to the nearest 5, and "
        "1 to 7 are shown as a star. The design grade and what may not be said stand beside every "
        "figure. This cannot be taken back."
    )
    submit_label = gettext_lazy("Publish")
    success_message = gettext_lazy("Published. The funders can read it now.")

"""Pages about evaluations: list, progress, result, people left out."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.presenters import Action, Cell, Column, Figure, Progress, Row, Tab, Table, Tag
from outcomes.evaluation.cut import Cut
from outcomes.lifecycle import RUN_LIFE, RunStatus
from outcomes.presenters.method import definitions
from outcomes.presenters.report import Headline, Report
from outcomes.words import LEFT_OUT, left_out_sentence

TABS = (
    ("headline", gettext_lazy("Headline"), ()),
    ("helped", gettext_lazy("Who was helped"), ("helped",)),
    ("reach", gettext_lazy("Whom it reaches"), ("reach",)),
    ("home", gettext_lazy("From ready to home"), ("home",)),
    ("weeks", gettext_lazy("Twelve weeks"), ("weeks", "readmissions")),
    ("compared", gettext_lazy("People like them"), ("compared",)),
    ("months", gettext_lazy("Over time"), ("months", "places")),
    ("money", gettext_lazy("Money spent"), ("money", "worth", "sector")),
    ("checks", gettext_lazy("Does it hold?"), ("checks",)),
    ("wellbeing", gettext_lazy("Wellbeing"), ("wellbeing",)),
    ("method", gettext_lazy("Method"), ("method",)),
)

_COLOURS = {
    RunStatus.QUEUED: "stone",
    RunStatus.RUNNING: "wash",
    RunStatus.READY: "good",
    RunStatus.FAILED: "danger",
    RunStatus.CANCELLED: "stone",
    RunStatus.PUBLISHED: "good",
}


def status_tag(run) -> Tag:
    """The run's status in its words and colour."""
    return Tag(RunStatus(run.status).label, _COLOURS[run.status])


def whom(run) -> str:
    """Whose hospital use is evaluated."""
    people = run.cohort.name if run.cohort else _("People whose cases the service ran")
    if run.comparison:
        return _("%(people)s, beside %(others)s") % {
            "people": people,
            "others": run.comparison.name,
        }
    return people


def run_row(run) -> Row:
    """One evaluation in the list."""
    return Row(
        (
            Cell(run.reference, url=run.get_absolute_url(), sub=run.programme.name),
            Cell(whom(run)),
            Cell(date_format(run.as_of, "j F Y")),
            Cell(_("%(n)s\u00a0days") % {"n": run.window_days}),
            Cell(run.design_grade or "–"),
            Cell(tags=(status_tag(run),)),
        ),
        key=run.reference,
    )


def working(run) -> Progress:
    """How far it is."""
    return Progress(
        title=_("Working on the evaluation"),
        step=run.step,
        steps=run.steps,
        share=run.step / run.steps if run.steps else 0,
        step_name=run.step_words or _("waiting for a worker"),
        poll_url=reverse("outcomes:progress", args=[run.reference]),
    )


def tabs(run, current: str, report: Report) -> list[Tab]:
    """The parts of the result that the report has: one of an older engine has fewer."""
    url = run.get_absolute_url()
    known = {chapter.key for chapter in report.chapters}
    return [
        Tab(title, url if key == "headline" else f"{url}?tab={key}", current=key == current)
        for key, title, chapters in TABS
        if not chapters or known.intersection(chapters)
    ]


def chapters_of(report: Report, tab: str) -> list:
    """The chapters that one tab shows."""
    keys = next((keys for key, _title, keys in TABS if key == tab), ())
    return [chapter for chapter in report.chapters if chapter.key in keys]


def figures(report: Report, cut: Cut, found: dict) -> list[Figure]:
    """The headline figures as the page shows them, each with how it is counted."""
    how = dict(definitions(cut, found))
    return [_figure(each, how) for each in report.headlines if each.facts]


def _figure(each: Headline, how: dict[str, str]) -> Figure:
    readmitted = each.what == _("Readmitted in 30 days")
    counted = how[_("Readmitted")] if readmitted else how[_("Before and after")]
    return Figure(label=each.what, value=each.figure, lines=each.facts, counted=counted)


def counted_sentence(found: dict, numbers) -> str:
    """“64 of 71 people are counted. 5 have not …”"""
    cohort = found["cohort"]
    first = _("%(counted)s of %(people)s people are counted.") % {
        "counted": numbers.count(cohort["complete_follow_up"]),
        "people": numbers.count(cohort["people"]),
    }
    if numbers.publishes:
        return first
    return f"{first} {left_out_sentence(cohort['left_out'], count=numbers.count)}".strip()


def preview_words(statuses: dict[str, int]) -> str:
    """What the form shows before anything is run."""
    total, counted = sum(statuses.values()), statuses.get("counted", 0)
    if not total:
        return _("Nobody fits: no case came home by that day, or the list is empty.")
    left_out = {why: number for why, number in statuses.items() if why in LEFT_OUT}
    first = ngettext(
        "%(counted)s of %(total)s person would be counted.",
        "%(counted)s of %(total)s people would be counted.",
        total,
    ) % {"counted": f"{counted:,}", "total": f"{total:,}"}
    return f"{first} {left_out_sentence(left_out, count=lambda n: f'{n:,}')}".strip()


def actions(run, user) -> list[Action]:
    """Buttons of the result page: what the lifecycle allows and the person may."""
    kinds = {"publish": "main", "cancel": "second", "queue": "main"}
    found = [
        Action(RUN_LIFE.moves[verb].label, reverse(f"outcomes:{verb}", args=[run.reference]),
               kind=kind)
        for verb, kind in kinds.items()
        if RUN_LIFE.allows(run.status, verb) and user.has_perm(f"evaluations.{verb}", run)
    ]  # fmt: skip
    return found + _leads_to(run, user)


def _leads_to(run, user) -> list[Action]:
    """What is made from a finished evaluation."""
    if run.status not in (RunStatus.READY, RunStatus.PUBLISHED):
        return []
    ways = (
        ("evaluations.export", _("Compare with another"), "outcomes:choose_beside"),
        ("reports.make", _("Make a report"), "outcomes:report_make"),
        ("extracts.ask_for_extract", _("Ask for an extract"), "outcomes:ask_for_extract"),
    )
    return [
        Action(words, reverse(name, args=[run.reference]))
        for permission, words, name in ways
        if user.has_perm(permission, run)
    ]


def downloads(run, user) -> list[Action]:
    """PDF for whoever may read it; JSON and CSV, with true figures, for whoever may export."""

    def act(kind, words):
        return Action(words, reverse("outcomes:export", args=[run.reference, kind]), post=True,
                      kind="link")  # fmt: skip

    found = [act("pdf", _("Download the PDF"))] if run.pdf else []
    if user.has_perm("evaluations.export", run):
        found += [act("json", _("Download JSON, true figures")),
                  act("csv", _("Download CSV, true figures"))]  # fmt: skip
    return found


def import_row(batch) -> Row:
    """One file that was read."""
    url = reverse("outcomes:import", args=[batch.reference])
    return Row(
        (
            Cell(batch.file_name or batch.source, url=url, sub=batch.source),
            Cell(batch.get_kind_display()),
            Cell(date_format(batch.imported_at, "j F Y")),
            Cell(f"{batch.stored:,}"),
            Cell(f"{batch.already_known:,}"),
            Cell(f"{batch.rejected:,}", tone="amber" if batch.rejected else ""),
        ),
        key=batch.reference,
    )


def left_out_table(rows: list[tuple]) -> Table:
    """People left out, with the reason and, for own cases, the way to the case."""
    return Table(
        caption=_("People left out"),
        columns=(Column(_("Person")), Column(_("Why"))),
        rows=tuple(
            Row((Cell(name, url=url, sub=reference), Cell(_("They %(why)s") % {"why": why})))
            for name, url, reference, why in rows
        ),
    )

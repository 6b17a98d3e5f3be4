"""What outcomes shows on other pages: scores on a case, outcomes so far, what is missing."""

import datetime as dt

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from cases.registry import CaseTab, MissingData
from core import clock
from core.presenters import Action, Cell, Column, Row, Table
from outcomes.models import EvaluationRun, Measure, Story
from outcomes.presenters import due, pages
from outcomes.presenters.measures import page_of
from outcomes.presenters.numbers import Exact
from outcomes.presenters.report import headlines
from outcomes.presenters.reports.stories import reach_words
from outcomes.services import measures
from outcomes.services.reports.told import standing_consent
from outcomes.views.runs import light_cut
from residents.models import ConsentKind

BASELINE_WITHIN = dt.timedelta(days=7)
SHOWN = 50


def measures_tab() -> CaseTab:
    """The tab "Measures" of a case."""
    return CaseTab(
        title=gettext_lazy("Measures"),
        render=_measures,
        permission="measures.view",
        rows=due.answered,
    )


def _measures(request, case) -> str:
    return render_to_string("outcomes/case_tab.html", page_of(case, request.user), request)


def outcomes_so_far(request, programme) -> str:
    """The headline of the newest finished evaluation, with its grade, on the manager's page."""
    runs = EvaluationRun.objects.visible_to(request.user).filter(programme=programme)
    run = runs.filter(results__isnull=False).order_by("-as_of", "-queued_at").first()
    given = {"run": run, "new_url": reverse("outcomes:ask_for"), "table": None, "counted": ""}
    if run is not None:
        given["table"] = _so_far(run)
        given["counted"] = pages.counted_sentence(run.results, Exact())
    return render_to_string("outcomes/so_far.html", given, request)


def _so_far(run) -> Table:
    heads = (_("What"), _("Figure"), _("People"), _("95% interval"))
    rows = tuple(
        Row((Cell(each.what), Cell(each.figure, strong=True), Cell(each.people),
             Cell(each.interval)))
        for each in headlines(light_cut(run), run.results, Exact())
    )  # fmt: skip
    columns = tuple(Column(head, numeric=number > 0) for number, head in enumerate(heads))
    return Table(_("Outcomes so far"), columns, rows)


def scales(request, programme) -> str:
    """The way to a programme's scales and to how complete their answers are."""
    return render_to_string("outcomes/scales_panel.html", {"slug": programme.slug}, request)


def missing_measures(programme, user) -> list[MissingData]:
    """Cases home for a week without a baseline: without a first answer there is no change."""
    today = clock.today()
    offered = {each.key for each in measures.offered(programme, on=today)}
    if not offered:
        return []
    has_baseline = Measure.objects.visible_to(user).filter(occasion="baseline").values("case")
    rows = (
        Case.objects.visible_to(user)
        .filter(programme=programme, home_on__lte=today - BASELINE_WITHIN)
        .exclude(status="closed")
        .exclude(pk__in=has_baseline)
        .order_by("home_on")
    )
    return [
        MissingData(
            case=each.reference,
            words=_("No baseline of wellbeing"),
            action=Action(
                _("Ask"), reverse("outcomes:measures", args=[each.reference]), kind="link",
                hidden=each.reference,
            ),
            since=each.home_on,
        )
        for each in rows[:SHOWN]
    ]  # fmt: skip


def stories(request, case) -> str:
    """The stories that may be told, and the way to write one down; only with consent to either."""
    user = request.user
    if not user.has_perm("stories.view", case):
        return ""
    if not any(each.kind == ConsentKind.STORY for each in case.resident.consents.all()):
        return ""
    consent = standing_consent(case.resident)
    told = Story.objects.visible_to(user).filter(case=case, status="told")
    if consent is None and not told:
        return ""
    may_tell = consent is not None and user.has_perm("stories.tell", case)
    given = {
        "stories": told,
        "words": reach_words(consent),
        "tell_url": reverse("outcomes:story_tell", args=[case.reference]) if may_tell else "",
    }
    return render_to_string("outcomes/reports/aside.html", given, request)

"""The analyst's home: what is on record, what runs, what to do next."""

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.presenters import Action, Cell, Column, Row, Table
from core.views import HouseView
from outcomes.models import ActivityImport, EvaluationRun
from outcomes.presenters import pages


class AnalystHome(HouseView):
    """Evaluations under way and finished, and the activity they rest on."""

    access = "evaluations.queue"
    template_name = "outcomes/analyst_home.html"
    title = gettext_lazy("Did it help?")

    def get_context_data(self, **kwargs):
        user = self.request.user
        runs = EvaluationRun.objects.visible_to(user).select_related(
            "programme", "cohort", "comparison"
        )
        newest = runs.defer("results", "frozen", "parameters").order_by("-queued_at")[:5]
        return super().get_context_data(
            actions=[
                Action(_("New evaluation"), reverse("outcomes:ask_for"), kind="main"),
                Action(_("Import activity"), reverse("outcomes:import_activity")),
            ],
            runs=runs_table([pages.run_row(run) for run in newest]),
            sources=sources_table(user),
            **kwargs,
        )


def runs_table(rows) -> Table | None:
    """The newest evaluations."""
    if not rows:
        return None
    heads = (_("Evaluation"), _("People"), _("Data up to"), _("Each side"), _("Grade"), _("Status"))
    return Table(_("Newest evaluations"), tuple(Column(head) for head in heads), tuple(rows))


def sources_table(user) -> Table | None:
    """Each source with its last file, so that a gap in delivery is seen."""
    found = (
        ActivityImport.objects.visible_to(user)
        .filter(kind=ActivityImport.Kind.ACTIVITY)
        .values("source")
        .annotate(files=Count("pk"), last=Max("imported_at"))
        .order_by("source")
    )
    rows = tuple(
        Row((Cell(each["source"]), Cell(f"{each['files']:,}"),
             Cell(date_format(each["last"], "j F Y"))))
        for each in found
    )  # fmt: skip
    columns = (Column(_("Source")), Column(_("Files"), numeric=True), Column(_("Last file")))
    return Table(_("Hospital activity on record"), columns, rows) if rows else None

"""What leads out of an evaluation: people left out, by name, and what is taken away."""

import json

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.models import Case
from core import access_log
from core.models import AccessEntry
from core.presenters import Crumb
from core.views import ScopedDetailView
from outcomes.evaluation.contract import as_csv, as_json
from outcomes.evaluation.cut import COHORT, COUNTED, Cut
from outcomes.lifecycle import RunStatus
from outcomes.models import CohortPerson, EvaluationRun
from outcomes.presenters import pages
from outcomes.views.runs import light_cut
from outcomes.words import LEFT_OUT


class LeftOut(ScopedDetailView):
    """Who is left out and why, for those who may know people by name."""

    access = "evaluations.name_people"
    model = EvaluationRun
    template_name = "outcomes/left_out.html"
    title = gettext_lazy("People left out")

    def get_back(self):
        return Crumb(_("Back to the evaluation"), self.object.get_absolute_url())

    def get_context_data(self, **kwargs):
        rows = left_out_rows(self.object, self.request.user)
        lead = ngettext(
            "%(n)d person is not counted. The reason is the one on the day of the data.",
            "%(n)d people are not counted. The reasons are those on the day of the data.",
            len(rows),
        ) % {"n": len(rows)}
        table = pages.left_out_table(rows)
        return super().get_context_data(table=table, lead=lead, **kwargs)


def left_out_rows(run, user) -> list[tuple]:
    """(name, address, reference, reason) of each person left out, from the frozen cut."""
    cut = Cut.unpacked(bytes(run.cut.body))
    chosen = cut.where(group=COHORT) & (cut.columns["status"] != COUNTED)
    found = zip(cut.columns["reference"][chosen], cut.columns["status"][chosen], strict=True)
    whys = {str(reference): str(status) for reference, status in found}
    named = (_named_cases if run.cohort_id is None else _named_list)(run, user, whys)
    return [
        (*named.get(reference, (reference, "")), reference if run.cohort_id is None else "",
         str(LEFT_OUT[why]))
        for reference, why in sorted(whys.items())
    ]  # fmt: skip


def _named_cases(run, user, whys) -> dict[str, tuple[str, str]]:
    rows = Case.objects.visible_to(user).filter(reference__in=whys).select_related("resident")
    return {
        each.reference: (each.resident.full_name, reverse("cases:detail", args=[each.reference]))
        for each in rows
    }


def _named_list(run, user, whys) -> dict[str, tuple[str, str]]:
    rows = CohortPerson.objects.visible_to(user).filter(cohort=run.cohort_id, pk__in=whys)
    return {str(each.pk): (f"{each.given_name} {each.family_name}", "") for each in rows}


class Export(ScopedDetailView):
    """Take the result away. An export is a verb: it is sent by POST and written down."""

    access = "evaluations.view"
    model = EvaluationRun
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        run, kind = self.object, self.kwargs["kind"]
        if kind != "pdf" and not request.user.has_perm("evaluations.export", run):
            return HttpResponse(status=403)
        makers = {"pdf": _pdf, "json": _json, "csv": _csv}
        if kind not in makers or run.status not in (RunStatus.READY, RunStatus.PUBLISHED):
            return HttpResponse(status=404)
        if kind == "pdf" and not run.pdf:  # it is being drawn again
            return HttpResponse(status=404)
        body, content_type = makers[kind](run)
        people = run.results["cohort"]["people"]
        access_log.note(request, kind=AccessEntry.Kind.EXPORTED, rows=people)
        response = HttpResponse(body, content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="{run.reference}.{kind}"'
        return response


def _pdf(run):
    with run.pdf.open("rb") as file:
        return file.read(), "application/pdf"


def _json(run):
    content = as_json(light_cut(run), run.results)
    return json.dumps(content, indent=2, ensure_ascii=False), "application/json"


def _csv(run):
    return "\ufeff" + as_csv(light_cut(run), run.results), "text/csv; charset=utf-8"

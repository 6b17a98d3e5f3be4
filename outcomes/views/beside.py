"""Two evaluations of one programme side by side, for those who work with true figures."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import programmes_where
from core.presenters import Cell, Column, Crumb, Row, Table
from core.views import HouseView, ScopedDetailView
from outcomes.forms import CompareForm
from outcomes.lifecycle import RunStatus
from outcomes.models import EvaluationRun
from outcomes.presenters import beside, pages

FINISHED = (RunStatus.READY, RunStatus.PUBLISHED)


def others_of(run, user):
    """Finished evaluations of the same programme, newest first."""
    rows = EvaluationRun.objects.visible_to(user).filter(
        programme=run.programme_id, status__in=FINISHED
    )
    joined = rows.exclude(pk=run.pk).select_related("programme", "cohort", "comparison")
    return joined.order_by("-queued_at", "-pk")


def finished(user):
    """Evaluations that may be compared: those whose true figures the person may have."""
    rows = EvaluationRun.objects.visible_to(user).filter(
        status__in=FINISHED, programme__in=programmes_where(user, "evaluations.export")
    )
    return rows.select_related("programme").order_by("programme__name", "-queued_at", "-pk")


class Compare(HouseView):
    """Which two evaluations to compare. Chosen in the address, since nothing is changed."""

    access = "evaluations.export"
    template_name = "outcomes/compare.html"
    title = gettext_lazy("Compare two evaluations")
    back = Crumb(gettext_lazy("All evaluations"), "/outcomes/")

    def get(self, request, *args, **kwargs):
        rows = finished(request.user)
        form = CompareForm(request.GET or None, runs=rows, user=request.user)
        if form.is_bound and form.is_valid():
            chosen = [form.cleaned_data[name].reference for name in ("one", "other")]
            return redirect("outcomes:beside", *chosen)
        return self.render_to_response(self.get_context_data(form=form))


class _Beside(ScopedDetailView):
    access = "evaluations.export"
    model = EvaluationRun
    name = "run"
    template_name = "outcomes/beside.html"

    def prepare(self, rows):
        return rows.filter(status__in=FINISHED).select_related("programme", "cohort", "comparison")

    def get_back(self):
        return Crumb(self.object.reference, self.object.get_absolute_url())


class ChooseBeside(_Beside):
    """With which evaluation to compare this one."""

    title = gettext_lazy("Compare with another evaluation")

    def get_context_data(self, **kwargs):
        rows = tuple(self.row(each) for each in others_of(self.object, self.request.user)[:50])
        heads = (Column(_("Evaluation")), Column(_("People")), Column(_("Each side")))
        table = Table(_("Finished evaluations of the same programme"), heads, rows)
        return super().get_context_data(tables=[("", table)], **kwargs)

    def row(self, run) -> Row:
        url = reverse("outcomes:beside", args=[self.object.reference, run.reference])
        days = _("%(n)s days") % {"n": run.window_days}
        return Row((Cell(run.reference, url=url), Cell(pages.whom(run)), Cell(days)))


class Beside(_Beside):
    """What differs between two evaluations: what was asked, who was counted, each figure."""

    title = gettext_lazy("Two evaluations side by side")

    def get_context_data(self, **kwargs):
        other = others_of(self.object, self.request.user).filter(
            reference=self.kwargs["other"]
        ).first()  # fmt: skip
        if other is None:
            raise Http404
        told = {
            "programme": self.object.programme.name,
            "one": self.object.reference,
            "other": other.reference,
        }
        lead = _("%(programme)s. The difference is %(other)s less %(one)s.") % told
        tables = beside.tables(self.object, other)
        return super().get_context_data(tables=tables, lead=lead, **kwargs)

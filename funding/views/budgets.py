"""Personal budgets of a programme: what was given, used, lifted, and left unspent."""

from statistics import mean, median

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.money import pounds, to_pennies
from core.presenters import Cell, Column, Crumb, Fact, Row, Table, Tag
from core.views import ScopedDetailView
from funding.models import Fund, PersonalBudget
from funding.presenters.people import case_url, cases_seen_by_id

MOST = 300


class Budgets(ScopedDetailView):
    """Every personal budget of the fund's programme, by the reference of its case."""

    access = "funds.view"
    model = Fund
    name = "fund"
    lookup = "slug"
    template_name = "funding/budgets.html"
    title = gettext_lazy("Personal budgets")

    def prepare(self, rows):
        return rows.select_related("programme")

    def get_back(self):
        return Crumb(self.object.name, self.object.get_absolute_url())

    def get_context_data(self, **kwargs):
        rows = (
            PersonalBudget.objects.visible_to(self.request.user)
            .filter(case__programme=self.object.programme_id)
            .select_related("case", "extra_by")
            .order_by("-extra", "-committed", "-paid", "pk")
        )
        found = list(rows)
        return super().get_context_data(
            facts=self._facts(found),
            table=self._table(found[:MOST]) if found else None,
            more=max(0, len(found) - MOST),
            **kwargs,
        )

    def _facts(self, found) -> tuple[Fact, ...]:
        used = [each.paid for each in found if each.paid]
        half = pounds(to_pennies(median(used))) if used else "–"
        ended = [each.left for each in found if each.case.status == "closed"]
        return (
            Fact(_("People with a personal budget"), f"{len(found):,}"),
            Fact(_("Paid in all"), pounds(sum(used))),
            Fact(_("Paid each, on average"), pounds(to_pennies(mean(used))) if used else "–"),
            Fact(_("Half were paid no more than"), half),
            Fact(_("Lifted above the cap"), f"{sum(1 for each in found if each.extra):,}"),
            Fact(_("Unspent when the case ended"), pounds(sum(ended))),
        )

    def _table(self, found) -> Table:
        seen = cases_seen_by_id(self.request.user, {each.case_id for each in found})
        columns = (
            Column(_("Case")),
            Column(_("State")),
            Column(_("May have £"), numeric=True),
            Column(_("Promised £"), numeric=True),
            Column(_("Paid £"), numeric=True),
            Column(_("Left £"), numeric=True),
        )
        rows = tuple(self._row(each, seen) for each in found)
        return Table(_("Personal budgets"), columns, rows, foot=self._sums(found))

    def _sums(self, found) -> Row:
        sums = (
            sum(getattr(each, name) for each in found)
            for name in ("limit", "committed", "paid", "left")
        )
        return Row((Cell(_("In all")), Cell(), *(Cell(f"{each:,.2f}") for each in sums)))

    def _row(self, budget, seen) -> Row:
        url = case_url(budget.case) if budget.case_id in seen else ""
        tags, sub = (), ""
        if budget.extra:
            tags = (Tag(_("Lifted"), "amber"),)
            sub = f"{budget.extra_by}: {budget.extra_reason}"
        if budget.case.status == "closed":
            tags = (*tags, Tag(_("Ended"), "stone"))
        return Row(
            (
                Cell(budget.case.reference, url=url, sub=sub),
                Cell(tags=tags or (Tag(budget.case.get_status_display(), "wash"),)),
                Cell(f"{budget.limit:,.2f}"),
                Cell(f"{budget.committed:,.2f}"),
                Cell(f"{budget.paid:,.2f}"),
                Cell(f"{budget.left:,.2f}"),
            )
        )

"""What the finance department takes away, with the period remembered."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access_log, clock
from core.exports import csv_response
from core.models import AccessEntry
from core.presenters import Cell, Column, Crumb, Row, Table
from core.views import ScopedDetailView
from funding import spans
from funding.forms.funds import KindForm
from funding.models import Fund, LedgerExport
from funding.presenters import words
from funding.presenters.exports import COST_CODE_COLUMNS, ledger_columns
from funding.services import exporting


class Export(ScopedDetailView):
    """Choose a period, then take it away: one row a movement, or a summary. POST: the file."""

    access = "ledger.export"
    model = Fund
    name = "fund"
    lookup = "slug"
    template_name = "funding/export.html"
    title = gettext_lazy("Export for the finance department")

    def get_back(self):
        return Crumb(self.object.name, self.object.get_absolute_url())

    def get_context_data(self, **kwargs):
        on = clock.today()
        chosen = exporting.next_span(self.object, on=on)
        found = spans.options(self.object.starts_on, min(on, self.object.ends_on))
        kept = self.object.exports.select_related("by").order_by("-at", "-pk")[:12]
        return super().get_context_data(
            periods=[(each.code, each.words, each.code == chosen.code) for each in found],
            kind=KindForm(initial={"kind": LedgerExport.Kind.MOVEMENTS})["kind"],
            codes=sorted(exporting.codes_of(self.object).items()),
            done=self._done(kept) if kept else None,
            **kwargs,
        )

    def _done(self, kept) -> Table:
        columns = (
            Column(_("Period")),
            Column(_("What")),
            Column(_("Rows"), numeric=True),
            Column(_("Paid £"), numeric=True),
            Column(_("By")),
        )
        rows = tuple(
            Row(
                (
                    Cell(f"{words.day(each.starts_on)} – {words.day(each.ends_on)}"),
                    Cell(each.get_kind_display()),
                    Cell(f"{each.rows:,}"),
                    Cell(f"{each.paid:,.2f}"),
                    Cell(str(each.by), sub=words.day(each.at)),
                )
            )
            for each in kept
        )
        return Table(_("Taken away before"), columns, rows)

    def post(self, request, *args, **kwargs):
        """The file. An export is written to the access log and remembered."""
        on = clock.today()
        asked = request.POST.get("period", "")
        since, until = (request.POST.get(name, "") for name in ("since", "until"))
        span = spans.parse(asked or f"{since}..{until}") or exporting.next_span(self.object, on=on)
        summary = request.POST.get("kind") == LedgerExport.Kind.COST_CODES
        if summary:
            rows, columns = exporting.by_cost_code(self.object, span), COST_CODE_COLUMNS
            count = len(rows)
        else:
            found = exporting.movements(self.object, span)
            columns, count = ledger_columns(exporting.codes_of(self.object)), found.count()
            rows = found.iterator(chunk_size=2000)
        kind = LedgerExport.Kind.COST_CODES if summary else LedgerExport.Kind.MOVEMENTS
        access_log.note(request, kind=AccessEntry.Kind.EXPORTED, rows=count)
        exporting.note_export(
            self.object, span, kind=kind, rows=count, by=request.user, at=clock.now()
        )
        name = f"{kind.replace('_', '-')}-{self.object.slug}-{span.since}-{span.until}.csv"
        return csv_response(name, columns, rows)

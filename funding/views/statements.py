"""Statements of funders, and the ledger as a file."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access_log, clock
from core.exports import csv_response
from core.models import AccessEntry
from core.presenters import Action, Cell, Column, Crumb, Empty, Row, Table
from core.views import HouseView, ScopedDetailView
from funding.models import Fund, FundingAgreement, Movement
from funding.presenters import funds as shown
from funding.presenters import words
from funding.presenters.exports import LEDGER_COLUMNS, STATEMENT_COLUMNS
from funding.services.statements import standings, statement, together


def month_asked(text: str, on: dt.date) -> dt.date:
    """The first day of the month named `2026-11`; this month when none or nonsense is named."""
    try:
        first = dt.datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return on.replace(day=1)
    return min(first, on.replace(day=1))


def last_day(first: dt.date) -> dt.date:
    """The last day of the month that begins on `first`."""
    return (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def month_words(first: dt.date, on: dt.date) -> str:
    """November; with its year when it is not this one."""
    return format_date(first, "F" if first.year == on.year else "F Y")


def statements_table(agreements) -> Table | None:
    """Each funder's agreement with a way to its statement."""
    pairs = standings(agreements)
    if not pairs:
        return None
    columns = (
        Column(_("Funder")),
        Column(_("Fund")),
        Column(_("Agreed £"), numeric=True),
        Column(_("Paid £"), numeric=True),
        Column(_("Committed £"), numeric=True),
        Column(_("Left £"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(
                    _("Statement of %(funder)s") % {"funder": each.funder.name},
                    url=shown.statement_url(each),
                    sub=each.reference,
                ),
                Cell(each.fund.name),
                Cell(shown.figure(standing.agreed)),
                Cell(shown.figure(standing.paid)),
                Cell(shown.figure(standing.committed)),
                Cell(shown.figure(standing.left)),
            )
        )
        for each, standing in pairs
    )
    return Table(_("Statements"), columns, rows)


class Statements(HouseView):
    """A funder's home: their own money, and nothing else."""

    access = "statements.view"
    template_name = "funding/statements.html"
    title = gettext_lazy("Statements")

    def get_context_data(self, **kwargs):
        rows = FundingAgreement.objects.visible_to(self.request.user)
        pairs = standings(rows)
        bars = [
            shown.agreement_bar(each, standing, url=shown.statement_url(each))
            for each, standing in pairs
        ]
        total = together(standing for _agreement, standing in pairs)
        return super().get_context_data(
            bars=bars,
            bar=shown.fund_bar(pairs[0][0].fund, total, title=_("All together")) if pairs else None,
            table=statements_table(rows),
            empty=Empty(
                _("No agreement yet"), _("It appears here as soon as the first one is made.")
            ),
            **kwargs,
        )


class StatementPage(ScopedDetailView):
    """One funder's statement, which ends in a line that reconciles. POST: the same as CSV."""

    access = "statements.view"
    model = FundingAgreement
    name = "agreement"
    template_name = "funding/statement.html"

    def prepare(self, rows):
        return rows.select_related("funder", "fund")

    def get_title(self):
        return self.object.funder.name

    def get_back(self):
        if self.request.user.has_perm("funds.view", self.object.fund):
            url = f"{self.object.fund.get_absolute_url()}?funder={self.object.reference}"
            return Crumb(self.object.fund.name, url)
        return Crumb(_("Statements"), reverse("funding:statements"))

    def told(self):
        """The whole agreement, or the month that the address names."""
        on = clock.today()
        asked = self.request.GET.get("month", "")
        if not asked:
            return statement(self.object, until=on)
        first = month_asked(asked, on)
        return statement(self.object, since=first, until=min(last_day(first), on))

    @property
    def may_open(self) -> bool:
        """Whether the person may look at single purchases: a funder may not."""
        return self.request.user.has_perm("funds.view", self.object.fund)

    def get_context_data(self, **kwargs):
        told = self.told()
        since = told.since or self.object.starts_on
        lead = _("%(fund)s, %(since)s to %(until)s") % {
            "fund": self.object.fund.name,
            "since": words.day(since),
            "until": words.day(told.until),
        }
        table = shown.statement_table(told, seen=set(), may_open=self.may_open)
        return super().get_context_data(
            lead=lead,
            over=self.object.reference,
            purposes=self.object.purposes or _("Any purpose"),
            movements=shown.movements_words(told),
            table=table if told.lines else None,
            sum=shown.reconciliation(told),
            standing=told.standing,
            bar=shown.agreement_bar(self.object, told.standing, url=""),
            no_bars=(),
            export=Action(_("Export as CSV"), self.request.get_full_path(), post=True),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        """The statement as CSV. An export is written to the access log."""
        told = self.told()
        access_log.note(request, kind=AccessEntry.Kind.EXPORTED, rows=len(told.lines))
        name = f"statement-{self.object.reference.lower()}-{told.until:%Y-%m-%d}.csv"
        return csv_response(name, STATEMENT_COLUMNS, told.lines)


class LedgerExport(HouseView):
    """The whole ledger of the funds that one looks after, one row a movement. POST only."""

    access = "ledger.export"
    template_name = "funding/home.html"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        slug = request.POST.get("fund", "")
        funds = Fund.objects.visible_to(request.user).filter(slug=slug)
        fund = funds.first()
        if fund is None:
            raise Http404
        if not request.user.has_perm("ledger.export", fund):
            raise PermissionDenied
        rows = (
            Movement.objects.visible_to(request.user)
            .filter(fund=fund)
            .select_related(
                "agreement__funder", "source", "target", "purchase__case", "invoice", "by"
            )
            .order_by("at", "pk")
        )
        access_log.note(request, kind=AccessEntry.Kind.EXPORTED, rows=rows.count())
        filename = f"ledger-{slugify(fund.slug)}-{clock.today():%Y-%m-%d}.csv"
        return csv_response(filename, LEDGER_COLUMNS, rows.iterator(chunk_size=2000))

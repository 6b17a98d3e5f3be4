"""The money's home, a fund with its funders, and statements."""

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
from core.money import pounds
from core.presenters import Action, Cell, Column, Crumb, Empty, Row, Table
from core.views import HouseView, ScopedDetailView
from funding.models import Fund, FundingAgreement, Movement
from funding.presenters import funds as shown
from funding.presenters import invoices, waiting, words
from funding.presenters.exports import LEDGER_COLUMNS, STATEMENT_COLUMNS
from funding.presenters.people import all_seen, cases_seen, whom_cell
from funding.services.statements import daily, pace_of, standings, statement, together
from funding.views.links import money


class Home(HouseView):
    """What needs attention, the funds with their bars, the statements."""

    access = "funds.view"
    template_name = "funding/home.html"
    title = gettext_lazy("Money")

    def get_context_data(self, **kwargs):
        user = self.request.user
        agree, open_invoices = waiting.to_agree(user), list(waiting.invoices_open(user)[:20])
        seen = cases_seen(user, agree)
        return super().get_context_data(
            to_agree=self._agree_table(agree[:10], seen) if agree else None,
            agree_count=len(agree),
            invoices=invoices.table(open_invoices, caption=_("Invoices"))
            if open_invoices
            else None,
            nothing=Empty(
                _("Nothing needs attention"),
                _("Prices to agree and invoices to pay appear here by themselves."),
            ),
            funds=[self._fund(each) for each in self._funds()],
            statements=self._statements(),
            may_export=user.has_perm("ledger.export"),
            **kwargs,
        )

    def _funds(self):
        return Fund.objects.visible_to(self.request.user).order_by("-starts_on", "name")

    def _agree_table(self, found, seen):
        columns = (
            Column(_("What")),
            Column(_("For whom")),
            Column(_("Asked for by")),
            Column(_("Price"), numeric=True),
        )
        rows = tuple(
            Row(
                (
                    Cell(each.what, url=each.get_absolute_url(), sub=each.reference),
                    whom_cell(each, seen),
                    Cell(str(each.requested_by)),
                    Cell(pounds(each.amount)),
                )
            )
            for each in found
        )
        return Table(_("To agree"), columns, rows)

    def _fund(self, fund):
        pairs = standings(FundingAgreement.objects.visible_to(self.request.user).filter(fund=fund))
        total = together(each for _agreement, each in pairs)
        pace = pace_of(fund, on=clock.today())
        bar = shown.fund_bar(fund, total)
        return {
            "slug": fund.slug,
            "bar": bar,
            "bars": [self._bar(fund, each, standing) for each, standing in pairs],
            "url": fund.get_absolute_url(),
            "left": pounds(total.left),
            "weeks": shown.pace_title(pace),
        }

    def _bar(self, fund, agreement, standing):
        url = f"{fund.get_absolute_url()}?funder={agreement.reference}#movements"
        return shown.agreement_bar(agreement, standing, url=url)

    def _statements(self):
        rows = FundingAgreement.objects.visible_to(self.request.user)
        return statements_table(rows)


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
                Cell(each.funder.name, url=shown.statement_url(each), sub=each.reference),
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


class FundPage(ScopedDetailView):
    """One fund: what is left and for how long, whose it is, one funder's movements opened."""

    access = "funds.view"
    model = Fund
    name = "fund"
    lookup = "slug"
    template_name = "funding/fund.html"

    def get_back(self):
        return money(self.request.user)

    def get_title(self):
        return self.object.name

    def get_context_data(self, **kwargs):
        on = clock.today()
        rows = FundingAgreement.objects.visible_to(self.request.user).filter(fund=self.object)
        pairs = standings(rows)
        total, pace = together(each for _agreement, each in pairs), pace_of(self.object, on=on)
        opened = self._opened(pairs)
        whole, pennies = shown.split_pounds(total.left)
        return super().get_context_data(
            whole=whole,
            pennies=pennies,
            of_all=self._of_all(total, len(pairs)),
            pace=pace,
            pace_title=shown.pace_title(pace),
            pace_words=shown.pace_words(pace),
            line=shown.fall_line(self.object, daily(self.object), pace, on=on),
            bar=shown.fund_bar(self.object, total, title=words.funders_words(len(pairs))),
            bars=[self._bar(each, standing, opened) for each, standing in pairs],
            **self._movements(opened, on),
            **kwargs,
        )

    def _of_all(self, total, count: int) -> str:
        number = words.NUMBERS.get(count, str(count))
        told = {"amount": pounds(total.received), "number": str(number).lower()}
        if count == 1:
            return _("of %(amount)s, from one funder") % told
        return _("of %(amount)s, from %(number)s funders") % told

    def _opened(self, pairs):
        asked = self.request.GET.get("funder", "")
        return next((each for each, _s in pairs if each.reference == asked), None)

    def _bar(self, agreement, standing, opened):
        here = opened is not None and agreement.pk == opened.pk
        url = f"{self.object.get_absolute_url()}?funder={agreement.reference}#movements"
        return shown.agreement_bar(agreement, standing, url=url, opened=here)

    def _movements(self, agreement, on) -> dict:
        """The opened funder's movements of one month."""
        if agreement is None:
            return {"opened": None}
        first = month_asked(self.request.GET.get("month", ""), on)
        last = min(last_day(first), on)
        told = statement(agreement, since=first, until=last)
        seen = all_seen(self.request.user)
        here = f"{self.object.get_absolute_url()}?funder={agreement.reference}"
        return {
            "opened": agreement,
            "opened_title": _("%(funder)s, %(month)s")
            % {"funder": agreement.funder.name, "month": month_words(first, on)},
            "opened_words": shown.movements_words(told),
            "table": shown.statement_table(told, seen=seen, may_open=True) if told.lines else None,
            "sum": shown.reconciliation(told),
            "earlier": f"{here}&month={(first - dt.timedelta(days=1)):%Y-%m}#movements"
            if first > agreement.starts_on
            else "",
            "later": f"{here}&month={(last_day(first) + dt.timedelta(days=1)):%Y-%m}#movements"
            if last_day(first) < on
            else "",
            "statement": Action(
                _("Make this funder’s statement"), shown.statement_url(agreement), "main"
            ),
            "export_url": f"{shown.statement_url(agreement)}?month={first:%Y-%m}",
        }


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

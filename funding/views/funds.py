"""The money's home, and a fund with its funders."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.money import pounds
from core.presenters import Action, Cell, Column, Empty, Row, Table
from core.views import HouseView, ScopedDetailView
from funding.models import Fund, FundingAgreement
from funding.presenters import funds as shown
from funding.presenters import invoices, waiting, words
from funding.presenters.people import all_seen, cases_seen, whom_cell
from funding.services.statements import daily, pace_of, standings, statement, together
from funding.views.links import money
from funding.views.statements import last_day, month_asked, month_words, statements_table


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

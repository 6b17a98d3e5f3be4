"""The money's home, and a fund with its funders."""

import datetime as dt

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.money import pounds
from core.presenters import Action, Empty
from core.views import HouseView, ScopedDetailView
from funding.models import Fund, FundingAgreement
from funding.presenters import agreements, attention, forecasts, invoices, tables, waiting, words
from funding.presenters import funds as shown
from funding.presenters.people import all_seen, cases_seen
from funding.services.forecast import at_year_end, days_to_pay, falling_due
from funding.services.instalments import expected
from funding.services.statements import (
    daily,
    leverage,
    pace_of,
    standings,
    statement,
    together,
)
from funding.spans import month_of
from funding.views.links import money
from funding.views.statements import month_asked


class Home(HouseView):
    """What needs attention, the funds with their bars, the statements."""

    access = "funds.view"
    template_name = "funding/home.html"
    title = gettext_lazy("Money")

    def get_context_data(self, **kwargs):
        user, on = self.request.user, clock.today()
        agree, open_invoices = waiting.to_agree(user), list(waiting.invoices_open(user)[:20])
        pairs = standings(FundingAgreement.objects.visible_to(user))
        seen = cases_seen(user, agree)
        plan = expected([each.pk for each, _standing in pairs], on=on)
        return super().get_context_data(
            to_agree=tables.agree_table(agree[:10], seen) if agree else None,
            agree_count=len(agree),
            invoices=invoices.table(open_invoices, caption=_("Invoices"))
            if open_invoices
            else None,
            nothing=Empty(
                _("Nothing needs attention"),
                _("Prices to agree and invoices to pay appear here by themselves."),
            ),
            funds=[self._fund(each, pairs, plan, on) for each in self._funds()],
            statements=tables.statements_table(pairs),
            leverage=forecasts.leverage_words(*leverage(pairs)),
            **attention.of(user, pairs, plan, on=on),
            **kwargs,
        )

    def _funds(self):
        return Fund.objects.visible_to(self.request.user).order_by("-starts_on", "name")

    def _fund(self, fund, pairs, plan, on):
        own = [pair for pair in pairs if pair[0].fund_id == fund.pk]
        total = together(each for _agreement, each in own)
        pace = pace_of(fund, on=on)
        return {
            "bar": shown.fund_bar(fund, total),
            "bars": [self._bar(fund, each, standing) for each, standing in own],
            "url": fund.get_absolute_url(),
            "left": pounds(total.left),
            "weeks": shown.pace_title(pace),
            "year_end": forecasts.year_end_words(at_year_end(fund, pace, plan, on=on)),
            "links": fund_links(self.request.user, fund),
        }

    def _bar(self, fund, agreement, standing):
        url = f"{fund.get_absolute_url()}?funder={agreement.reference}#movements"
        return shown.agreement_bar(agreement, standing, url=url)


LINKS = (
    ("funds.agree", "funding:new_agreement", gettext_lazy("Add an agreement")),
    ("funds.agree", "funding:set_split_rule", gettext_lazy("Change how spending is shared")),
    ("funds.close", "funding:close_period", gettext_lazy("Close the books of a period")),
    ("ledger.export", "funding:export", gettext_lazy("Export for the finance department")),
    ("funds.agree", "funding:cost_codes", gettext_lazy("Cost codes")),
)


def fund_links(user, fund) -> list[Action]:
    """What may be done with a fund from here, each named with the fund."""
    return [
        Action(text, reverse(name, args=[fund.slug]), "link", hidden=fund.name)
        for permission, name, text in LINKS
        if user.has_perm(permission, fund)
    ]


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
        plan = expected([each.pk for each, _standing in pairs], on=on)
        days = days_to_pay(self.object, on=on)
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
            due=forecasts.due_table(falling_due(self.object, on=on, days=days)),
            due_words=forecasts.due_words(days),
            year_end=forecasts.year_end_words(at_year_end(self.object, pace, plan, on=on)),
            plan=agreements.instalments_table(plan, with_funder=True),
            splits=tables.splits_table(self.object, on=on),
            periods=tables.periods_table(self.object),
            links=fund_links(self.request.user, self.object),
            budgets=Action(
                _("Personal budgets"), reverse("funding:budgets", args=[self.object.slug]), "link"
            ),
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
        month = month_asked(self.request.GET.get("month", ""), on)
        last = min(month.until, on)
        told = statement(agreement, since=month.since, until=last)
        here = f"{self.object.get_absolute_url()}?funder={agreement.reference}"
        before = month_of(month.since - dt.timedelta(days=1))
        after = month_of(month.until + dt.timedelta(days=1))
        return {
            "opened": agreement,
            "opened_title": _("%(funder)s, %(month)s")
            % {"funder": agreement.funder.name, "month": _named(month, on)},
            "opened_words": shown.movements_words(told),
            "table": self._table(told),
            "sum": shown.reconciliation(told),
            "earlier": f"{here}&month={before.code}#movements"
            if month.since > agreement.starts_on
            else "",
            "later": f"{here}&month={after.code}#movements" if month.until < on else "",
            "statement": Action(
                _("Make this funder’s statement"), shown.statement_url(agreement), "main"
            ),
            "agreement_page": Action(
                _("Open the agreement"), agreements.agreement_url(agreement), "second"
            ),
            "export_url": f"{shown.statement_url(agreement)}?period={month.code}",
        }

    def _table(self, told):
        seen = all_seen(self.request.user)
        return shown.statement_table(told, seen=seen, may_open=True) if told.lines else None


def _named(month, on: dt.date) -> str:
    """November; with its year when it is not this one."""
    return format_date(month.since, "F" if month.since.year == on.year else "F Y")

"""Statements of funders: the home of a funder, and one statement as page, PDF and CSV."""

import datetime as dt

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access_log, clock, pdf
from core.exports import csv_response
from core.models import AccessEntry
from core.presenters import Action, Crumb, Empty
from core.views import HouseView, ScopedDetailView
from funding import spans
from funding.models import Claim, FundingAgreement
from funding.presenters import claims as shown_claims
from funding.presenters import funds as shown
from funding.presenters import traces, words
from funding.presenters.exports import STATEMENT_COLUMNS
from funding.presenters.tables import statements_table
from funding.services.standing import standings, together
from funding.services.statements import statement
from funding.services.terms import name_on
from funding.services.trace import trace


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
        claims = Claim.objects.visible_to(self.request.user).order_by("-sent_at", "-pk")
        return super().get_context_data(
            bars=bars,
            bar=shown.fund_bar(pairs[0][0].fund, total, title=_("All together")) if pairs else None,
            table=statements_table(pairs),
            claims=shown_claims.table(claims[:20]),
            empty=Empty(
                _("No agreement yet"), _("It appears here as soon as the first one is made.")
            ),
            **kwargs,
        )


class StatementPage(ScopedDetailView):
    """One funder's statement, which ends in a line that reconciles. POST: as PDF or CSV."""

    access = "statements.view"
    model = FundingAgreement
    name = "agreement"
    template_name = "funding/statement.html"

    def prepare(self, rows):
        return rows.select_related("funder", "fund")

    def get_title(self):
        return name_on(self.object.funder, self.told().until)

    def get_back(self):
        if self.exact:
            return Crumb(self.object.funder.name, _agreement_url(self.object))
        return Crumb(_("Statements"), reverse("funding:statements"))

    def span(self):
        """The while that the address names; None for the whole agreement."""
        code = self.request.GET.get("period", "") or self.request.GET.get("month", "")
        since, until = (self.request.GET.get(name, "") for name in ("since", "until"))
        return spans.parse(code or f"{since}..{until}")

    def told(self):
        """The statement, worked out once."""
        if not hasattr(self, "_told"):
            on, span = clock.today(), self.span()
            until = min(span.until, on) if span else on
            since = min(span.since, until) if span else None
            self._told = statement(self.object, since=since, until=until)
        return self._told

    @property
    def exact(self) -> bool:
        """Those who look after the fund see single purchases and true counts; a funder neither."""
        return self.request.user.has_perm("funds.view", self.object.fund)

    def on_paper(self) -> dict:
        """What page and paper both say."""
        told = self.told()
        bought = trace(self.object, since=told.since, until=told.until)
        return {
            "agreement": self.object,
            "title": self.get_title(),
            "lead": self.lead(),
            "purposes": self.object.purposes or _("Any purpose"),
            "summary": shown.summary_table(told),
            "movements": shown.movements_words(told),
            "table": shown.statement_table(told, seen=set(), may_open=self.exact)
            if told.lines
            else None,
            "bought": traces.kinds_table(bought, exact=self.exact),
            "came_of_it": traces.sentences(bought, exact=self.exact),
            "sum": shown.reconciliation(told),
            "now_called": self.object.funder.name,
            "renamed": self.object.funder.name != self.get_title(),
        }

    def lead(self) -> str:
        """Floating fund, 1 July 2026 to 30 September 2026."""
        told = self.told()
        return _("%(fund)s, %(since)s to %(until)s") % {
            "fund": self.object.fund.name,
            "since": words.day(told.since or self.object.starts_on),
            "until": words.day(told.until),
        }

    def get_context_data(self, **kwargs):
        told, here = self.told(), self.span()
        last = min(clock.today(), max(self.object.ends_on, self.object.starts_on))
        return super().get_context_data(
            over=self.object.reference,
            bar=shown.agreement_bar(self.object, told.standing, url=""),
            no_bars=(),
            periods=[
                (each.code, each.words, here is not None and here.code == each.code)
                for each in spans.options(self.object.starts_on, last)
            ],
            since=told.since or self.object.starts_on,
            until=told.until,
            exact=self.exact,
            address=self.request.get_full_path(),
            paper=Action(_("Download as PDF"), self.request.get_full_path(), "main", post=True),
            **{**self.on_paper(), "title": _("Statement of %(name)s") % {"name": self.get_title()}},
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        """The statement as PDF, or as CSV. An export is written to the access log."""
        told = self.told()
        access_log.note(request, kind=AccessEntry.Kind.EXPORTED, rows=len(told.lines))
        name = f"statement-{self.object.reference.lower()}-{told.until:%Y-%m-%d}"
        if request.POST.get("as") == "csv":
            return csv_response(f"{name}.csv", STATEMENT_COLUMNS, told.lines)
        context = {**self.on_paper(), "on": words.day(clock.today()), "exact": self.exact}
        response = HttpResponse(
            pdf.render("pdf/statement.html", context), content_type="application/pdf"
        )
        response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
        return response


def _agreement_url(agreement) -> str:
    return reverse("funding:agreement", args=[agreement.reference])


def month_asked(text: str, on: dt.date) -> spans.Span:
    """The month named `2026-11`; this month when none, nonsense or a later one is named."""
    found = spans.parse(text) if spans.MONTH.fullmatch(text) else None
    return found if found is not None and found.since <= on else spans.month_of(on)

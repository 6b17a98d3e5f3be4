"""Dashboards: delays, for whoever sees referrals; whom we reach and what came of the plans, for
whoever leads."""

import datetime as dt

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.views.team import programmes_of as programmes_led
from core import clock
from core.presenters import Action, Empty, Filter, Option
from core.views import HouseView
from outcomes import dashboards
from outcomes.presenters import dashboards as presenters
from outcomes.views.panels import outcomes_so_far
from referrals.filters import SPANS, programmes_of

SPAN_WORDS = {
    "quarter": gettext_lazy("The last 3 months"),
    "year": gettext_lazy("The last 12 months"),
    "all": gettext_lazy("Since it began"),
}
BEGINNING = dt.date(2000, 1, 1)


class Dashboard(HouseView):
    """A page of figures about a programme, or about all that the person sees, in a span of time."""

    programme = None
    span = "year"
    together = True
    """Whether figures of several programmes may be added up."""

    def get(self, request, *args, **kwargs):
        self.programmes = self.programmes_seen()
        wanted = request.GET.get("programme", "")
        self.programme = next((each for each in self.programmes if each.slug == wanted), None)
        if self.programme is None and not self.adds_up():
            self.programme = next(iter(self.programmes), None)
        asked = request.GET.get("since", self.span)
        self.span = asked if asked in SPAN_WORDS else self.span
        return super().get(request, *args, **kwargs)

    def adds_up(self) -> bool:
        """Whether several programmes stand on the page at once."""
        return self.together and len(self.programmes) > 1

    def programmes_seen(self) -> list:
        """The programmes to choose from."""
        return list(programmes_of(self.request))

    @property
    def since(self) -> dt.date:
        """The first day that is counted."""
        days = SPANS.get(self.span)
        return clock.today() - days if days else BEGINNING

    def query(self, name: str) -> dict[str, str]:
        """The programme and the span as the lists behind figures understand them."""
        chosen = {"programme": self.programme.slug} if self.programme else {}
        return chosen if self.span == "all" else {**chosen, name: self.span}

    def filters(self) -> list[Filter]:
        """Programme, where there are several, and how far back."""
        spans = tuple(
            Option(key, words, chosen=key == self.span) for key, words in SPAN_WORDS.items()
        )
        chosen = [Filter("since", _("Counted since"), spans)]
        if len(self.programmes) > 1:
            options = tuple(
                Option(each.slug, each.name, chosen=each == self.programme)
                for each in self.programmes
            )
            if self.together:
                everything = Option("", _("All programmes"), chosen=self.programme is None)
                options = (everything, *options)
            chosen.insert(0, Filter("programme", _("Programme"), options))
        return chosen


class DelaysPage(Dashboard):
    """From ready to home: who stayed, how long, where, and what held them."""

    access = "referrals.view"
    template_name = "outcomes/delays.html"
    title = gettext_lazy("Delays")
    lead = gettext_lazy("From the day people were ready to leave to the day they left.")

    def get_context_data(self, **kwargs):
        user, today = self.request.user, clock.today()
        found = dashboards.delays.found(
            user, programme=self.programme, since=self.since, today=today
        )
        query = self.query("left")
        judged = dashboards.delays.by_month(found.months, since=self.first_day(found), today=today)
        return super().get_context_data(
            lead=self.lead,
            filters=self.filters(),
            figures=presenters.delays.figures(found, query),
            bands=presenters.delays.bands(found.whole, query),
            wards=presenters.delays.wards(found.wards, query),
            chart=presenters.delays.chart(judged),
            months=presenters.delays.months(found.months, query, judged),
            held=presenters.delays.held(found, board=user.has_perm("referrals.view_all")),
            anybody=found.whole.discharges or found.ready_not_known,
            nobody=Empty(
                _("Nobody left hospital in this time"),
                _("Delays are counted once a ready date and a leaving date are on the referral."),
                Action(_("See who is ready to go home"), reverse("referrals:ready")),
            ),
            **kwargs,
        )

    def first_day(self, found) -> dt.date:
        """From which day on the months are wholly counted."""
        if self.span != "all" or not found.months:
            return self.since
        return dt.date.fromisoformat(f"{found.months[0].name}-01")


class Reach(Dashboard):
    """Whom one programme reaches, and whether it goes alike for all."""

    access = "cases.view_all"
    template_name = "outcomes/reach.html"
    title = gettext_lazy("Who we reach")
    together = False

    def programmes_seen(self) -> list:
        return programmes_led(self.request.user, self.access)

    def get_context_data(self, **kwargs):
        if self.programme is None:
            raise Http404
        user, today = self.request.user, clock.today()
        whole, groups = dashboards.reach.found(user, self.programme, since=self.since, today=today)
        sent = "ever" if self.span == "all" else self.span
        query = {"programme": self.programme.slug, "since": sent}
        return super().get_context_data(
            lead=self.programme.name,
            filters=self.filters(),
            anybody=whole.referred,
            figures=presenters.reach.figures(whole, query),
            tables=presenters.reach.tables(whole, groups, query),
            nobody=Empty(
                _("Nobody was referred in this time"),
                _("Groups are compared once referrals have been sent."),
                Action(_("See all referrals"), reverse("referrals:list")),
            ),
            **kwargs,
        )


class Helped(Dashboard):
    """What came of the plans of one programme."""

    access = "cases.view_all"
    template_name = "outcomes/helped.html"
    title = gettext_lazy("What came of it")
    together = False

    def programmes_seen(self) -> list:
        return programmes_led(self.request.user, self.access)

    def get_context_data(self, **kwargs):
        if self.programme is None:
            raise Http404
        user, today = self.request.user, clock.today()
        found = dashboards.helped.found(user, self.programme, since=self.since, today=today)
        query = self.query("opened")
        return super().get_context_data(
            lead=self.programme.name,
            filters=self.filters(),
            figures=presenters.helped.figures(found, query),
            endings=presenters.helped.endings(found, query),
            scales=presenters.helped.scales(found),
            so_far=outcomes_so_far(self.request, self.programme),
            programme=self.programme,
            **kwargs,
        )

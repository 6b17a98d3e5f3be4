"""The manager's home: the bridge as a funnel, panels of money and outcomes, what is missing."""

import datetime as dt

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.bridge import funnel
from cases.presenters import bridge as presenters
from cases.registry import bridge_panels, missing_data
from cases.views.team import programmes_of
from core import clock
from core.presenters import Action, Crumb, Empty, Filter, Option
from core.views import HouseView

SPANS = {
    "all": (gettext_lazy("Since it began"), None),
    "year": (gettext_lazy("The last 12 months"), 365),
    "quarter": (gettext_lazy("The last 3 months"), 91),
}
SHOWN = 10


class _OfProgramme(HouseView):
    """A page about one of the programmes that the person leads, chosen in the address."""

    access = "cases.view_all"

    def get(self, request, *args, **kwargs):
        self.programmes = programmes_of(request.user, "cases.view_all")
        wanted = request.GET.get("programme", "")
        found = [each for each in self.programmes if not wanted or each.slug == wanted]
        if not found:
            raise Http404
        self.programme = found[0]
        return super().get(request, *args, **kwargs)

    def programme_filter(self) -> list[Filter]:
        """The choice of programme, where there is one."""
        if len(self.programmes) < 2:
            return []
        options = tuple(
            Option(each.slug, each.name, chosen=each == self.programme) for each in self.programmes
        )
        return [Filter("programme", _("Programme"), options)]


class Bridge(_OfProgramme):
    """Referred → accepted → home → week 6 → week 12, and what stands beside it."""

    template_name = "cases/bridge.html"
    title = gettext_lazy("The bridge")

    def get_lead(self) -> str:
        """Which programme, and since when."""
        return f"{self.programme.name}, {str(SPANS[self.span][0]).lower()}."

    @property
    def span(self) -> str:
        """How far back to count."""
        asked = self.request.GET.get("since", "all")
        return asked if asked in SPANS else "all"

    def since(self, today: dt.date) -> dt.date:
        """The first day that is counted."""
        days = SPANS[self.span][1]
        if days is None:
            return self.programme.starts_on
        return max(self.programme.starts_on, today - dt.timedelta(days=days))

    def get_context_data(self, **kwargs):
        user, today = self.request.user, clock.today()
        counted = funnel(self.programme, user, since=self.since(today), today=today)
        gaps = all_missing(self.programme, user, today)
        return super().get_context_data(
            lead=self.get_lead(),
            filters=[*self.programme_filter(), self.span_filter()],
            funnel=presenters.bars(counted, self.query()),
            figures=presenters.figures(counted, self.query()),
            panels=[html for each in bridge_panels if (html := each(self.request, self.programme))],
            missing=presenters.missing_table(gaps[:SHOWN]),
            missing_more=self.more_missing(len(gaps)),
            whole=Empty(
                _("Nothing is missing"),
                _("Every case has what the next evaluation asks for."),
            ),
            **kwargs,
        )

    def query(self) -> dict[str, str]:
        """The programme and the span, as the lists behind the figures understand them."""
        chosen = {"programme": self.programme.slug} if len(self.programmes) > 1 else {}
        return chosen if self.span == "all" else {**chosen, "since": self.span}

    def span_filter(self) -> Filter:
        """How far back."""
        options = tuple(
            Option(key, words, chosen=key == self.span) for key, (words, _days) in SPANS.items()
        )
        return Filter("since", _("Counted since"), options)

    def more_missing(self, count: int) -> Action | None:
        """The way to the whole list."""
        if count <= SHOWN:
            return None
        url = f"{reverse('cases:missing_data')}?programme={self.programme.slug}"
        return Action(_("See all %(count)d") % {"count": count}, url, "link")


class Missing(_OfProgramme):
    """Everything that the record lacks, each with the page on which it is filled."""

    template_name = "cases/missing.html"
    title = gettext_lazy("Missing in the record")

    def get_back(self):
        return Crumb(_("The bridge"), reverse("cases:bridge"))

    def get_context_data(self, **kwargs):
        gaps = all_missing(self.programme, self.request.user, clock.today())
        return super().get_context_data(
            lead=self.programme.name,
            filters=self.programme_filter(),
            missing=presenters.missing_table(gaps),
            whole=Empty(
                _("Nothing is missing"), _("Every case has what the next evaluation asks for.")
            ),
            **kwargs,
        )


def all_missing(programme, user, today: dt.date) -> list:
    """What cases lack, and what the apps above find missing."""
    gaps = presenters.missing(programme, user, today)
    for source in missing_data:
        gaps += source(programme, user)
    return gaps

"""Journeys home to read: the list, one journey, and the driver's own home."""

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access import is_driver
from cases.lifecycle import NOT_YET_SETTLED
from cases.models import Journey
from cases.presenters import journeys as presenters
from cases.presenters.words import journey_tag, moment_words
from core import clock
from core.filters import BridgeFilterSet
from core.presenters import Crumb, Empty
from core.views import Heading, HouseView, ScopedDetailView, ScopedListView

JOINED = ("case__resident", "case__programme", "driver__user", "driver__organisation")


def today_or_open(now) -> Q:
    """Journeys of today, and earlier ones that nobody has settled."""
    start = clock.start_of(clock.day_of(now))
    end = start + dt.timedelta(days=1)
    today = Q(pick_up_at__gte=start, pick_up_at__lt=end)
    return today | Q(status__in=(*NOT_YET_SETTLED, "concern"), pick_up_at__lt=end)


def todays_count(user) -> int:
    """How many journeys today, for the header."""
    rows = Journey.objects.visible_to(user).exclude(status="cancelled")
    return rows.filter(today_or_open(clock.now())).count()


class JourneyFilter(BridgeFilterSet):
    """By how it stands."""

    class Meta:
        model = Journey
        fields = ["status"]


class JourneyList(ScopedListView):
    """Journeys that the person sees: those of today first, all of them on request."""

    access = "journeys.view"
    model = Journey
    filterset_class = JourneyFilter
    headings = (
        Heading(gettext_lazy("Who")),
        Heading(gettext_lazy("Pick up"), sort="pick_up"),
        Heading(gettext_lazy("From")),
        Heading(gettext_lazy("Driver")),
        Heading(gettext_lazy("How it stands")),
    )
    sorts = {"pick_up": ("pick_up_at",)}

    @property
    def default_sort(self):
        """Today in the order of the day; all days, the newest first."""
        return "-pick_up" if self.every else "pick_up"

    def get_title(self):
        return _("All journeys") if self.every else _("Journeys today")

    @property
    def every(self) -> bool:
        """Whether journeys of other days are asked for."""
        return self.request.GET.get("when") == "all"

    def prepare(self, rows):
        rows = rows.select_related(*JOINED)
        return rows if self.every else rows.filter(today_or_open(clock.now()))

    def row(self, journey):
        return presenters.row(journey)

    def get_actions(self):
        here = reverse("cases:journeys")
        if self.every:
            return [presenters.Action(_("Journeys of today"), here)]
        return [presenters.Action(_("All days"), f"{here}?when=all")]

    def get_empty(self):
        if self.filtered:
            return super().get_empty()
        return Empty(_("No journeys today"), _("A journey is asked for on the page of a case."))


class JourneyPage(ScopedDetailView):
    """One journey: what the driver needs, and the next step."""

    access = "journeys.view"
    model = Journey
    name = "journey"
    template_name = "cases/journeys/journey.html"

    def prepare(self, rows):
        return rows.select_related(*JOINED, "case__worker", "requested_by")

    def get_resident(self):
        return self.object.case.resident

    def get_title(self):
        return _("Take %(name)s home") % {"name": self.object.case.resident.full_name}

    def get_back(self):
        if self.request.user.has_perm("cases.view", self.object.case):
            case = self.object.case
            return Crumb(case.resident.full_name, case.get_absolute_url())
        return Crumb(_("Your journeys"), "/")

    def get_context_data(self, **kwargs):
        user, journey = self.request.user, self.object
        drives = is_driver(user, journey)
        return super().get_context_data(
            over=moment_words(journey.pick_up_at),
            tag=journey_tag(journey),
            facts=presenters.facts(journey, today=clock.today()),
            team_facts=presenters.team_facts(journey),
            steps=presenters.actions(journey, user, is_driver=drives),
            drives=drives,
            worker=journey.case.worker,
            **kwargs,
        )


class DriverHome(HouseView):
    """The next journey, one thumb; then the others of today and later."""

    access = "journeys.collect"
    template_name = "cases/journeys/home.html"

    def get_title(self):
        return _("Your next journey") if self.next else _("Your journeys")

    def get(self, request, *args, **kwargs):
        now = clock.now()
        seen = Journey.objects.visible_to(request.user).filter(driver__user=request.user)
        waiting = seen.filter(status__in=(*NOT_YET_SETTLED, "concern"))
        self.rows = list(waiting.select_related(*JOINED).order_by("pick_up_at")[:20])
        under_way = [each for each in self.rows if each.status in ("collected", "home", "concern")]
        self.next = next(iter([*under_way, *self.rows]), None)
        self.done = list(
            seen.filter(settled_at__gte=clock.start_of(clock.day_of(now)))
            .select_related(*JOINED)
            .order_by("-settled_at")
        )
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        now, user = clock.now(), self.request.user
        others = [each for each in self.rows if each is not self.next]
        return super().get_context_data(
            journey=self.next,
            over=moment_words(self.next.pick_up_at) if self.next else "",
            tag=journey_tag(self.next) if self.next else None,
            facts=presenters.facts(self.next, today=clock.today()) if self.next else [],
            steps=presenters.actions(self.next, user, is_driver=True) if self.next else [],
            others=[presenters.task(each, now) for each in others],
            done=[presenters.task(each, now) for each in self.done],
            empty=Empty(
                _("No journey waits for you"),
                _("When one is offered to you, you get a mail and it appears here."),
            ),
            **kwargs,
        )

"""Journeys home: asked for, offered, driven with one thumb, settled."""

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access import is_driver
from cases.forms import journeys as forms
from cases.lifecycle import JOURNEY_LIFE, NOT_YET_SETTLED
from cases.models import Case, Journey
from cases.presenters import journeys as presenters
from cases.presenters.words import journey_tag, moment_words
from cases.services import journeys as services
from core import clock
from core.filters import BridgeFilterSet
from core.presenters import Crumb, Empty
from core.views import Heading, HouseView, ScopedDetailView, ScopedListView, VerbView

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


class Request(VerbView):
    """Ask for a journey home, from a case."""

    access = "journeys.request"
    model = Case
    form_class = forms.RequestForm
    service = staticmethod(services.request)
    title = gettext_lazy("Ask for a journey home")
    lead = gettext_lazy("A volunteer takes them home and sees that they are settled.")
    submit_label = gettext_lazy("Ask for the journey")
    success_message = gettext_lazy("Asked for. You see here when a driver says yes.")

    def prepare(self, rows):
        return rows.select_related("resident", "policy")

    def get_back(self):
        return Crumb(self.object.resident.full_name, self.object.get_absolute_url())


class _JourneyVerb(VerbView):
    """Shared by the verbs of a journey."""

    model = Journey
    life = JOURNEY_LIFE

    def prepare(self, rows):
        return rows.select_related(*JOINED, "case__worker", "case__policy")

    def get_resident(self):
        return self.object.case.resident

    def get_back(self):
        name = self.object.case.resident.full_name
        return Crumb(_("Journey of %(name)s") % {"name": name}, self.object.get_absolute_url())


class Offer(_JourneyVerb):
    """Offer it to one driver whose papers hold."""

    access, verb = "journeys.offer", "offer"
    form_class = forms.DriverForm
    service = staticmethod(services.offer)
    title = gettext_lazy("Offer to a driver")
    lead = gettext_lazy("Only drivers whose papers are valid on the day are listed.")
    submit_label = gettext_lazy("Offer the journey")

    def get_success_message(self, result):
        return _("Offered to %(name)s, who gets a mail.") % {"name": result.driver.user.name}


class Accept(_JourneyVerb):
    """The driver takes it on, or the team writes down who said yes by telephone."""

    access, verb = "journeys.accept", "accept"
    service = staticmethod(services.accept)
    success_message = gettext_lazy("Thank you. The team knows that you drive.")
    submit_label = gettext_lazy("I can drive")

    def before(self, request):
        answer = super().before(request)
        if self.object is not None and not is_driver(request.user, self.object):
            self.form_class = forms.DriverForm
            self.submit_label = _("They said yes")
            self.success_message = _("The driver is written down.")
        return answer

    def get_title(self):
        if is_driver(self.request.user, self.object):
            return _("Can you drive?")
        return _("Which driver said yes?")


class Collect(_JourneyVerb):
    """They are in the car."""

    access, verb = "journeys.collect", "collect"
    service = staticmethod(services.collect)
    title = gettext_lazy("Are they in the car?")
    submit_label = gettext_lazy("Collected")
    success_message = gettext_lazy("Collected. Drive safely.")


class Arrive(_JourneyVerb):
    """They are at their door: the check comes next."""

    access, verb = "journeys.arrive", "arrive"
    service = staticmethod(services.arrive)
    title = gettext_lazy("Are you at the door?")
    submit_label = gettext_lazy("We are at the door")
    success_message = gettext_lazy("Now see with them that everything is in order.")

    def get_success_url(self, result):
        return reverse("cases:journey_settle", args=[result.reference])


class Settle(_JourneyVerb):
    """The settled-home check as big tiles."""

    access, verb = "journeys.settle", "settle"
    form_class = forms.SettleForm
    service = staticmethod(services.settle)
    template_name = "cases/journeys/settle.html"
    title = gettext_lazy("Is the home safe and settled?")
    submit_label = gettext_lazy("Settled")
    success_message = gettext_lazy("Settled. The team knows, and what was wrong became a task.")

    def get_context_data(self, **kwargs):
        form = kwargs["form"]
        answered = sum(bool(form[name].value()) for name in presenters.SETTLED_CHECKS)
        told = {"answered": answered, "total": len(presenters.SETTLED_CHECKS)}
        checks = [
            (each, form[each.name].errors or form[f"{each.name}_wrong"].errors)
            for each in presenters.home_checks(form)
        ]
        worried = reverse("cases:journey_raise_concern", args=[self.object.reference])
        return super().get_context_data(
            checks=checks,
            answered=_("%(answered)d of %(total)d answered") % told,
            worried=None
            if self.object.status == "concern"
            else presenters.Action(_("I am worried"), worried, "danger", "alert"),
            **kwargs,
        )


class RaiseConcern(_JourneyVerb):
    """ "I am worried": the team is told at once."""

    access, verb = "journeys.raise_concern", "raise_concern"
    form_class = forms.WorriedForm
    service = staticmethod(services.raise_concern)
    title = gettext_lazy("I am worried")
    lead = gettext_lazy(
        "The link worker gets an urgent task and a mail at once. In danger, call 999 first."
    )
    submit_label = gettext_lazy("Tell the team now")
    submit_kind = "danger"
    success_message = gettext_lazy("The team has been told and rings you or them. Stay if you can.")


class Cancel(_JourneyVerb):
    """It is not needed any more."""

    access, verb = "journeys.cancel", "cancel"
    form_class = forms.CancelForm
    service = staticmethod(services.cancel)
    title = gettext_lazy("Cancel the journey")
    lead = gettext_lazy("The driver does not come. You can ask for another journey afterwards.")
    submit_label = gettext_lazy("Cancel the journey")
    submit_kind = "danger"
    success_message = gettext_lazy("Cancelled.")

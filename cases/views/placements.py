"""A placement's page, and the list of placements: the provider's inbox, the team's overview."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.lifecycle import PLACEMENT_LIFE, PlacementStatus
from cases.models import Placement
from cases.presenters import placements as presenters
from cases.services import placements as services
from core import clock
from core.filters import BridgeFilterSet
from core.presenters import Action, Crumb, Tab
from core.views import Heading, ScopedDetailView, ScopedListView
from residents.services import may_share

JOINED = ("case__resident", "service__provider__organisation")


def for_team(user, placement: Placement) -> bool:
    """Whether this person works on the case; else they are the provider's."""
    return user.has_perm("cases.view", placement.case)


HEAPS = {
    "new": (gettext_lazy("New"), (PlacementStatus.OFFERED,)),
    "opened": (gettext_lazy("Opened"), (PlacementStatus.OPENED,)),
    "under_way": (
        gettext_lazy("Under way"),
        (PlacementStatus.ACCEPTED, PlacementStatus.UNDER_WAY),
    ),
    "ended": (
        gettext_lazy("Ended"),
        (
            PlacementStatus.ENDED,
            PlacementStatus.DECLINED,
            PlacementStatus.EXPIRED,
            PlacementStatus.CANCELLED,
        ),
    ),
}
"""The heaps of the list, in the order of the work."""

SPARE = ("send_link", "cancel")
"""What helps when nothing moves, and is never the one thing to do next."""


class PlacementFilter(BridgeFilterSet):
    """By how it stands."""

    class Meta:
        model = Placement
        fields = ["status"]


class PlacementList(ScopedListView):
    """Placements that the person sees, in heaps: their organisation's, or those of their cases."""

    access = "placements.view"
    model = Placement
    title = gettext_lazy("Placements")
    filterset_class = PlacementFilter
    headings = (
        Heading(gettext_lazy("Who")),
        Heading(gettext_lazy("Service"), sort="service"),
        Heading(gettext_lazy("How it stands")),
        Heading(gettext_lazy("Whose move")),
        Heading(gettext_lazy("Offered"), sort="offered"),
    )
    sorts = {"offered": ("offered_at",), "service": ("service__name", "offered_at")}
    default_sort = "-offered"

    @cached_property
    def heap(self) -> str:
        """The heap that is open; none when the list is filtered by status instead."""
        asked = self.request.GET.get("heap", "")
        return asked if asked in HEAPS else ""

    def prepare(self, rows):
        if self.heap:
            rows = rows.filter(status__in=HEAPS[self.heap][1])
        return rows.select_related(*JOINED).with_thread()

    def row(self, placement):
        if self.of_team:
            return presenters.team_row(placement)
        return presenters.provider_row(placement)

    def get_context_data(self, **kwargs):
        return super().get_context_data(tabs=self.tabs(), **kwargs)

    def tabs(self) -> list[Tab]:
        """All, and each heap with how many it holds; one query."""
        seen = Placement.objects.visible_to(self.request.user)
        counted = seen.aggregate(
            **{name: Count("pk", filter=Q(status__in=each[1])) for name, each in HEAPS.items()}
        )
        heaps = [
            Tab(words, f"{self.request.path}?heap={name}", counted[name], name == self.heap)
            for name, (words, _statuses) in HEAPS.items()
        ]
        return [Tab(_("All"), self.request.path, sum(counted.values()), not self.heap), *heaps]

    @property
    def of_team(self) -> bool:
        """Whether the rows are those of cases one works on."""
        return self.request.user.has_perm("cases.view")


class PlacementPage(ScopedDetailView):
    """One placement: the whole of it for the team, need-to-know for the provider."""

    access = "placements.view"
    model = Placement
    name = "placement"

    def prepare(self, rows):
        joined = rows.select_related(*JOINED, "case__worker", "need", "goal", "offered_by")
        return joined.with_thread().prefetch_related("aims", "sessions")

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if self.object.last_message_at:
            services.mark_read(self.object, at=clock.now(), provider=not self.of_team)
        return response

    @property
    def of_team(self) -> bool:
        """Which side looks at it."""
        return for_team(self.request.user, self.object)

    def get_template_names(self):
        side = "team" if self.of_team else "provider"
        return [f"cases/placements/{side}.html"]

    def get_title(self):
        if self.of_team:
            return self.object.service.name
        return presenters.who_words(self.object)

    def get_back(self):
        if self.of_team:
            case = self.object.case
            url = reverse("cases:detail", args=[case.reference])
            return Crumb(case.resident.full_name, url)
        return Crumb(_("Placements"), reverse("cases:placement_list"))

    def get_resident(self):
        """Opening it opens the resident's record once the name stands on the page."""
        known = self.of_team or self.shows_resident()
        return self.object.case.resident if known else None

    def shows_resident(self) -> bool:
        """Whether the provider reads who it is: opened, and sharing still agreed to."""
        placement = self.object
        organisation = placement.service.provider.organisation
        return presenters.may_be_known(placement) and may_share(
            placement.case.resident, organisation=organisation
        )

    def get_context_data(self, **kwargs):
        placement = self.object
        thread = placement.messages.select_related("sent_by").order_by("-sent_at", "-pk")
        return super().get_context_data(
            tag=presenters.status_tag(placement),
            facts=presenters.placement_facts(placement, provider=not self.of_team),
            aims=presenters.aims_table(placement.aims.all()),
            score=presenters.score_words(placement.aims.all()),
            sessions=presenters.sessions_table(placement.sessions.all()),
            sessions_words=presenters.sessions_words(placement.sessions.all()),
            thread_tag=presenters.thread_tag(placement, provider=not self.of_team),
            move=presenters.whose_move(placement, provider=not self.of_team),
            thread=presenters.thread(thread),
            placement_actions=self.placement_actions(),
            message_actions=self.message_actions(),
            person=None if self.of_team else self.person(),
            **kwargs,
        )

    def person(self):
        """What the provider reads of the resident, if anything."""
        if not self.shows_resident():
            return None
        today = clock.today()
        resident = self.object.case.resident
        risks = resident.risks.standing(today)
        return presenters.need_to_know(self.object, risks=risks, on=today)

    def placement_actions(self) -> list[Action]:
        """The buttons that the life and the person's rights allow."""
        placement, user = self.object, self.request.user
        found = []
        for verb in PLACEMENT_LIFE.verbs_from(placement.status):
            if verb == "expire" or not user.has_perm(f"placements.{verb}", placement):
                continue
            found.append(self._action(verb, first=not found))
        return found

    def _action(self, verb: str, *, first: bool) -> Action:
        url = reverse(f"cases:placement_{verb}", args=[self.object.reference])
        label = PLACEMENT_LIFE.moves[verb].label
        kind = "main" if first and verb not in SPARE else "second"
        return Action(label, url, kind=kind, post=verb == "open_link")

    def message_actions(self) -> list[Action]:
        """Write to the other side; and for the team, say that nothing is left to answer."""
        reference = [self.object.reference]
        url = reverse("cases:placement_message", args=reference)
        asked = presenters.asks_team(self.object) and for_team(self.request.user, self.object)
        found = [Action(_("Write a message"), url, kind="main" if asked else "second")]
        open_ = self.object.last_message_at and self.object.thread_done_at is None
        if open_ and self.request.user.has_perm("placements.thread_done", self.object):
            url = reverse("cases:placement_thread_done", args=reference)
            found.append(Action(_("Messages are done"), url, kind="link", post=True))
        return found

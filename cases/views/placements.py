"""A placement's page, its verbs, and the lists of placements."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms import placements as forms
from cases.lifecycle import PLACEMENT_LIFE
from cases.models import Placement
from cases.presenters import placements as presenters
from cases.services import placements as services
from core import clock
from core.filters import BridgeFilterSet
from core.presenters import Action, Crumb
from core.views import Heading, ScopedDetailView, ScopedListView, VerbView
from residents.services import may_share

JOINED = ("case__resident", "service__provider__organisation")


def for_team(user, placement: Placement) -> bool:
    """Whether this person works on the case; else they are the provider's."""
    return user.has_perm("cases.view", placement.case)


class PlacementFilter(BridgeFilterSet):
    """By how it stands."""

    class Meta:
        model = Placement
        fields = ["status"]


class PlacementList(ScopedListView):
    """Placements that the person sees: their organisation's, or those of their cases."""

    access = "placements.view"
    model = Placement
    title = gettext_lazy("Placements")
    filterset_class = PlacementFilter
    headings = (
        Heading(gettext_lazy("Who")),
        Heading(gettext_lazy("Service"), sort="service"),
        Heading(gettext_lazy("How it stands")),
        Heading(gettext_lazy("Offered"), sort="offered"),
    )
    sorts = {"offered": ("offered_at",), "service": ("service__name", "offered_at")}
    default_sort = "-offered"

    def prepare(self, rows):
        return rows.select_related(*JOINED)

    def row(self, placement):
        if self.of_team:
            return presenters.team_row(placement)
        return presenters.provider_row(placement)

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
        return rows.select_related(*JOINED, "case__worker", "need", "goal", "offered_by")

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
            facts=presenters.placement_facts(placement),
            thread=presenters.thread(thread),
            placement_actions=self.placement_actions(),
            message_action=self.message_action(),
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
        kind = "main" if first and verb != "cancel" else "second"
        return Action(label, url, kind=kind, post=verb == "open_link")

    def message_action(self) -> Action:
        """Write to the other side."""
        url = reverse("cases:placement_message", args=[self.object.reference])
        return Action(_("Write a message"), url)


class _OnPlacement(VerbView):
    """A verb on a placement, which leads back to its page."""

    model = Placement
    life = PLACEMENT_LIFE

    def prepare(self, rows):
        return rows.select_related(*JOINED)

    def get_back(self):
        return Crumb(self.object.service.name, self.get_cancel_url())

    def get_cancel_url(self):
        return presenters.url_of(self.object)

    def get_success_url(self, result):
        return self.get_cancel_url()


class OpenLink(_OnPlacement):
    """Read what one needs to know."""

    access = "placements.open_link"
    service = staticmethod(services.open_link)
    verb = "open_link"
    title = gettext_lazy("Open this placement")
    lead = gettext_lazy("The link worker sees that you have opened it.")
    submit_label = gettext_lazy("Open")


class Accept(_OnPlacement):
    """We take them."""

    access = "placements.accept"
    form_class = forms.AcceptForm
    service = staticmethod(services.accept)
    verb = "accept"
    title = gettext_lazy("Accept this placement")
    lead = gettext_lazy("The link worker is told at once.")
    submit_label = gettext_lazy("Accept")
    success_message = gettext_lazy("Accepted. The link worker sees it on their Today page.")


class Decline(_OnPlacement):
    """We cannot take them."""

    access = "placements.decline"
    form_class = forms.DeclineForm
    service = staticmethod(services.decline)
    verb = "decline"
    title = gettext_lazy("Decline this placement")
    lead = gettext_lazy("The place is free again, and the link worker looks for somebody else.")
    submit_label = gettext_lazy("Decline")
    submit_kind = "danger"
    success_message = gettext_lazy("Declined. The link worker sees it on their Today page.")


class Start(_OnPlacement):
    """It has begun."""

    access = "placements.start"
    form_class = forms.StartForm
    service = staticmethod(services.start)
    verb = "start"
    title = gettext_lazy("Help has begun")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("Under way.")


class End(_OnPlacement):
    """It has ended."""

    access = "placements.end"
    form_class = forms.EndForm
    service = staticmethod(services.end)
    verb = "end"
    title = gettext_lazy("End with a report")
    lead = gettext_lazy("The place is free again. Both sides can read the report.")
    submit_label = gettext_lazy("End it")
    success_message = gettext_lazy("Ended. The place is free again.")


class Cancel(_OnPlacement):
    """Taken back."""

    access = "placements.cancel"
    form_class = forms.CancelForm
    service = staticmethod(services.cancel)
    verb = "cancel"
    title = gettext_lazy("Take this placement back?")
    lead = gettext_lazy(
        "The provider is told, sees the name no longer, and the place is free again."
    )
    submit_label = gettext_lazy("Take it back")
    submit_kind = "danger"
    success_message = gettext_lazy("Taken back. The provider has been told.")


class SendMessage(_OnPlacement):
    """A word to the other side."""

    access = "placements.view"
    form_class = forms.MessageForm
    service = staticmethod(services.send_message)
    life = None
    title = gettext_lazy("Write a message")
    lead = gettext_lazy("The other side gets a mail that there is one, without its words.")
    submit_label = gettext_lazy("Send")
    success_message = gettext_lazy("Sent.")

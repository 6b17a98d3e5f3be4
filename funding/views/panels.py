"""Panels: calling one, voting, declaring an interest, recording the decision."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.presenters import Crumb
from core.views import Heading, ScopedDetailView, ScopedListView, VerbView
from funding import forms
from funding.lifecycle import PANEL_LIFE
from funding.models import PanelDecision
from funding.presenters import panel_decisions as rows
from funding.services import purchases
from funding.services.purchases import panels
from funding.views.links import money
from funding.views.verbs import PurchaseVerb


class CallPanel(PurchaseVerb):
    """Call a panel."""

    access = "purchases.call_panel"
    form_class = forms.CallPanelForm
    service = staticmethod(purchases.call_panel)
    verb = "call_panel"
    title = gettext_lazy("Call a panel")
    lead = gettext_lazy("Each member is told, votes in their own time, or declares an interest.")
    submit_label = gettext_lazy("Call the panel")
    success_message = gettext_lazy("Called. The members have been told.")


class Panels(ScopedListView):
    """Panels on which the person sits, and those of programmes whose panels they see."""

    access = "panels.view"
    model = PanelDecision
    title = gettext_lazy("Panels")
    headings = (
        Heading(gettext_lazy("What")),
        Heading(gettext_lazy("State")),
        Heading(gettext_lazy("Your vote")),
        Heading(gettext_lazy("Decide by"), sort="by"),
        Heading(gettext_lazy("Price"), numeric=True),
    )
    sorts = {"by": ("decide_by",)}
    default_sort = "-by"

    def prepare(self, found):
        return found.select_related("purchase").prefetch_related("members")

    def row(self, panel):
        return rows.row(self.request.user, panel)

    def get_back(self):
        return money(self.request.user)


class PanelPage(ScopedDetailView):
    """One panel: what is decided, who sits on it, how they voted. Never the resident's name."""

    access = "panels.view"
    model = PanelDecision
    name = "panel"
    template_name = "funding/panel.html"

    def prepare(self, found):
        return found.select_related(
            "purchase__case",
            "purchase__fund",
            "purchase__policy",
            "purchase__requested_by",
            "purchase__provider__organisation",
            "purchase__need",
            "purchase__barrier__reason",
        ).prefetch_related(
            "members__user", "events__by", "purchase__quotes__provider__organisation"
        )

    def get_title(self):
        return _("Panel: %(what)s") % {"what": self.object.purchase.what}

    def get_back(self):
        purchase = self.object.purchase
        if self.request.user.has_perm("purchases.view", purchase):
            return Crumb(purchase.what, purchase.get_absolute_url())
        return Crumb(_("Panels"), reverse("funding:panels"))

    def get_resident(self):
        """Nobody is named here."""
        return None

    def get_context_data(self, **kwargs):
        panel, user = self.object, self.request.user
        return super().get_context_data(
            over=panel.reference,
            tag=rows.tag(panel),
            facts=rows.facts(panel),
            seats=rows.seats(panel),
            standing=rows.standing(panel),
            actions_now=rows.actions(user, panel),
            story=rows.story(panel),
            **kwargs,
        )


class PanelVerb(VerbView):
    """A verb on one panel."""

    model = PanelDecision
    life = PANEL_LIFE
    template_name = "funding/verb.html"
    once_required = True
    keeps_draft = False

    def prepare(self, found):
        return found.select_related(
            "purchase__fund", "purchase__policy", "purchase__case", "purchase__requested_by"
        ).prefetch_related("members__user")

    def get_back(self):
        told = {"what": self.object.purchase.what}
        return Crumb(_("Panel: %(what)s") % told, self.object.get_absolute_url())

    def get_context_data(self, **kwargs):
        return super().get_context_data(over=self.object.reference, **kwargs)

    def get_success_url(self, result):
        return self.object.get_absolute_url()


class Vote(PanelVerb):
    """Vote."""

    access = "panels.vote"
    form_class = forms.VoteForm
    service = staticmethod(panels.vote)
    verb = "vote"
    title = gettext_lazy("Vote")
    lead = gettext_lazy("A vote is given once. Have you an interest? Declare it instead.")
    submit_label = gettext_lazy("Vote")
    success_message = gettext_lazy("Your vote is recorded.")


class DeclareInterest(PanelVerb):
    """Declare an interest."""

    access = "panels.declare_interest"
    form_class = forms.InterestForm
    service = staticmethod(panels.declare_interest)
    verb = "declare_interest"
    title = gettext_lazy("Declare an interest")
    lead = gettext_lazy("You then have no vote on this, and it stays in the record.")
    submit_label = gettext_lazy("Declare it")
    success_message = gettext_lazy("Recorded. Thank you.")


class Decide(PanelVerb):
    """Record what the votes come to."""

    access = "panels.decide"
    form_class = forms.DecisionForm
    service = staticmethod(panels.decide)
    verb = "decide"
    title = gettext_lazy("Record the decision")
    submit_label = gettext_lazy("Record the decision")

    def get_context_data(self, **kwargs):
        return super().get_context_data(what_happens=[rows.standing(self.object)], **kwargs)

    def get_success_message(self, result):
        if result.status == "agreed":
            return _("Agreed. The money is set aside and whoever asked has been told.")
        return _("Declined. Whoever asked has been told.")


class CallOff(PanelVerb):
    """No panel is needed any more."""

    access = "panels.call_off"
    form_class = forms.ReasonForm
    service = staticmethod(panels.call_off)
    verb = "call_off"
    title = gettext_lazy("Call the panel off?")
    lead = gettext_lazy("Votes so far stay in the record and decide nothing.")
    submit_label = gettext_lazy("Call it off")
    submit_kind = "danger"
    success_message = gettext_lazy("Called off.")

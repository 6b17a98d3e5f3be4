"""Where help is missing, asking for offers, and answering."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.presenters import Action, Column, Crumb, Empty, Table
from core.views import Heading, HouseView, ScopedDetailView, ScopedListView, VerbView
from providers import forms, presenters
from providers.lifecycle import CALL_LIFE, OFFER_LIFE, CallStatus, OfferStatus
from providers.models import CallForOffers, CallOffer, Gap
from providers.services import calls

SHOWN = 200


class Clusters(HouseView):
    """Where help is missing: open gaps of one need in one place together."""

    access = "providers.raise_gap"
    template_name = "providers/clusters.html"
    title = gettext_lazy("Where help is missing")

    def get_back(self):
        return Crumb(_("Find a service"), reverse("providers:list"))

    def get_context_data(self, **kwargs):
        user = self.request.user
        clusters = list(Gap.objects.visible_to(user).clusters()[:SHOWN])
        may_ask = user.has_perm("calls.invite")
        rows = tuple(presenters.cluster_row(each, may_ask=may_ask) for each in clusters)
        columns = (
            Column(_("Need")),
            Column(_("Where")),
            Column(_("People"), numeric=True),
            Column(_("Oldest")),
            Column(_("Looked after by")),
            Column(_("What next")),
        )
        return super().get_context_data(
            table=Table(self.title, columns, rows) if rows else None,
            nothing=Empty(
                _("Nothing is missing"),
                _("Everyone may write down help that cannot be found."),
                Action(_("Say what is missing"), reverse("providers:raise_gap")),
            ),
            acts=[
                Action(_("Say what is missing"), reverse("providers:raise_gap"), kind="main"),
                Action(_("All gaps one by one"), reverse("providers:gaps"), kind="link"),
            ],
            **kwargs,
        )


class Calls(ScopedListView):
    """Calls for offers."""

    access = "providers.view"
    model = CallForOffers

    def get_back(self):
        return Crumb(_("Find a service"), reverse("providers:list"))

    title = gettext_lazy("Calls for offers")
    headings = (
        Heading(gettext_lazy("Need")),
        Heading(gettext_lazy("Where")),
        Heading(gettext_lazy("People"), numeric=True),
        Heading(gettext_lazy("Offers until"), sort="closes"),
        Heading(gettext_lazy("How it stands")),
    )
    sorts = {"closes": ("closes_on",)}
    default_sort = "-closes"

    def prepare(self, rows):
        return rows.select_related("need", "programme")

    def row(self, call):
        return presenters.call_row(call, clock.today())

    def get_empty(self):
        return Empty(
            _("No calls yet"),
            _("A service manager asks for offers from the page where help is missing."),
            Action(_("Where help is missing"), reverse("providers:clusters")),
        )


class CallPage(ScopedDetailView):
    """One call: what is wanted, and the offers that one may see."""

    access = "providers.view"
    model = CallForOffers
    name = "call"
    template_name = "providers/call.html"

    def prepare(self, rows):
        return rows.select_related("need", "programme", "invited_by")

    def get_title(self):
        return _("%(need)s in %(area)s") % {"need": self.object.need.name, "area": self.object.area}

    def get_back(self):
        return Crumb(_("Calls for offers"), reverse("providers:calls"))

    def get_context_data(self, **kwargs):
        rows = CallOffer.objects.visible_to(self.request.user).filter(call=self.object)
        offers = rows.select_related("provider__organisation", "call").order_by("price", "pk")
        return super().get_context_data(
            tag=presenters.call_tag(self.object, clock.today()),
            facts=presenters.call_facts(self.object),
            offers=[{**presenters.offer_card(each), "acts": self.acts(each)} for each in offers],
            call_actions=self.call_actions(),
            **kwargs,
        )

    def call_actions(self) -> list[Action]:
        """Make an offer, for a provider; close without one, for the manager."""
        call, user, at = self.object, self.request.user, [self.object.reference]
        if call.status != CallStatus.OPEN:
            return []
        found = []
        if user.has_perm("offers.make") and call.closes_on >= clock.today():
            url = reverse("providers:make_offer", args=at)
            found.append(Action(_("Make an offer"), url, kind="main"))
        if user.has_perm("calls.close", call):
            url = reverse("providers:close_call", args=at)
            found.append(Action(_("Close without an offer"), url))
        return found

    def acts(self, offer) -> list[Action]:
        """What one may do with one offer."""
        user, at = self.request.user, [offer.reference]
        if offer.status != OfferStatus.MADE:
            return []
        found, name = [], offer.provider.organisation.name
        if user.has_perm("offers.take_up", offer):
            url = reverse("providers:take_up", args=at)
            found.append(Action(_("Take this offer up"), url, hidden=name))
        if user.has_perm("offers.withdraw", offer):
            url = reverse("providers:withdraw_offer", args=at)
            found.append(Action(_("Withdraw the offer"), url, hidden=name))
        return found


class Invite(VerbView):
    """Ask every provider for offers; opens with the need and place of a cluster."""

    access = "calls.invite"
    form_class = forms.InviteForm
    service = staticmethod(calls.invite)
    title = gettext_lazy("Ask for offers")
    lead = gettext_lazy("Every provider in the directory reads this on its home page.")
    submit_label = gettext_lazy("Ask for offers")
    success_message = gettext_lazy("Asked. Providers see it on their home page now.")

    def get_back(self):
        return Crumb(_("Where help is missing"), reverse("providers:clusters"))

    def get_initial(self):
        return {name: self.request.GET.get(name, "") for name in ("programme", "need", "area")}

    def get_success_url(self, result):
        return reverse("providers:call", args=[result.reference])


class _OnCall(VerbView):
    """A verb that leads back to the page of a call."""

    model = CallForOffers

    def prepare(self, rows):
        return rows.select_related("need")

    @property
    def call(self):
        """The call, also when the verb is about one of its offers."""
        return getattr(self.object, "call", self.object)

    def get_back(self):
        call = self.call
        words = _("%(need)s in %(area)s") % {"need": call.need.name, "area": call.area}
        return Crumb(words, self.get_cancel_url())

    def get_cancel_url(self):
        return reverse("providers:call", args=[self.call.reference])

    def get_success_url(self, result):
        return self.get_cancel_url()


class MakeOffer(_OnCall):
    """A provider answers."""

    access = "offers.make"
    form_class = forms.OfferForm
    service = staticmethod(calls.make)
    title = gettext_lazy("Make an offer")
    lead = gettext_lazy("The service manager reads it; other providers do not.")
    submit_label = gettext_lazy("Make the offer")
    success_message = gettext_lazy("Made. You hear of it here when it is decided.")

    def get_permission_object(self):
        return None


class CloseCall(_OnCall):
    """Nothing is taken up."""

    access = "calls.close"
    life, verb = CALL_LIFE, "close"
    form_class = forms.CloseCallForm
    service = staticmethod(calls.close)
    title = gettext_lazy("Close without an offer")
    lead = gettext_lazy("The gaps stay open, and offers can be asked for again.")
    submit_label = gettext_lazy("Close it")
    success_message = gettext_lazy("Closed.")


class _OnOffer(_OnCall):
    model = CallOffer

    def prepare(self, rows):
        return rows.select_related("call__need", "provider__organisation")


class TakeUpOffer(_OnOffer):
    """The manager decides."""

    access = "offers.take_up"
    life, verb = OFFER_LIFE, "take_up"
    service = staticmethod(calls.take_up)
    title = gettext_lazy("Take this offer up?")
    lead = gettext_lazy(
        "The other offers are declined and the gaps are in hand. Order and pay as usual."
    )
    submit_label = gettext_lazy("Take it up")
    success_message = gettext_lazy("Taken up. The gaps are in hand.")


class WithdrawOffer(_OnOffer):
    """The provider takes it back."""

    access = "offers.withdraw"
    life, verb = OFFER_LIFE, "withdraw"
    service = staticmethod(calls.withdraw)
    title = gettext_lazy("Withdraw your offer?")
    submit_label = gettext_lazy("Withdraw it")
    success_message = gettext_lazy("Withdrawn.")

"""Prices: asking providers for them, giving one, and taking one."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.presenters import Crumb
from core.views import ScopedDetailView, VerbView
from funding import forms
from funding.lifecycle import QUOTE_LIFE
from funding.models import Purchase, QuoteRequest
from funding.presenters import quotes as rows
from funding.services import purchases
from funding.services.purchases import quoting
from funding.views.verbs import PurchaseVerb


class AskForQuotes(PurchaseVerb):
    """Ask one to three providers."""

    access = "purchases.ask_for_quotes"
    form_class = forms.AskForQuotesForm
    service = staticmethod(purchases.ask_for_quotes)
    verb = "ask_for_quotes"
    title = gettext_lazy("Ask providers for a price")
    lead = gettext_lazy("Each gets a mail with its own link. They do not see each other’s price.")
    submit_label = gettext_lazy("Ask them")
    success_message = gettext_lazy("Asked. Their prices appear here.")

    def get_success_url(self, result):
        return self.object.get_absolute_url()


class ChooseQuote(PurchaseVerb):
    """Take one of the prices."""

    access = "purchases.choose_quote"
    form_class = forms.ChooseQuoteForm
    service = staticmethod(purchases.choose_quote)
    verb = "choose_quote"
    title = gettext_lazy("Take a price")
    lead = gettext_lazy("It becomes the price of this purchase, and its provider delivers.")
    submit_label = gettext_lazy("Take this price")
    success_message = gettext_lazy("Taken.")


class QuoteRequestPage(ScopedDetailView):
    """What a provider is asked for; the resident is not named."""

    access = "quotes.view"
    model = QuoteRequest
    name = "request_for_price"
    template_name = "funding/quote_request.html"

    def prepare(self, found):
        return found.select_related(
            "purchase__case__resident", "provider__organisation", "asked_by"
        ).prefetch_related("events__by")

    def get_title(self):
        return _("Price wanted, %(reference)s") % {"reference": self.object.reference}

    def get_back(self):
        """The purchase, for those who see it; a provider comes from its home."""
        purchase = self.object.purchase
        if Purchase.objects.visible_to(self.request.user).filter(pk=purchase.pk).exists():
            return Crumb(purchase.what, purchase.get_absolute_url())
        return Crumb(_("Today"), reverse("core:home"))

    def get_resident(self):
        """Nobody is named here."""
        return None

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            tag=rows.tag(self.object),
            facts=rows.request_facts(self.object),
            actions_now=rows.request_actions(self.request.user, self.object),
            story=rows.request_story(self.object),
            **kwargs,
        )


class QuoteVerb(VerbView):
    """A verb on one request for a price."""

    model = QuoteRequest
    life = QUOTE_LIFE
    template_name = "funding/verb.html"
    once_required = True
    keeps_draft = False

    def prepare(self, found):
        return found.select_related("purchase__case__resident", "provider__organisation")

    def get_back(self):
        words = _("Price wanted, %(reference)s") % {"reference": self.object.reference}
        return Crumb(words, self.object.get_absolute_url())

    def get_context_data(self, **kwargs):
        return super().get_context_data(facts=rows.request_facts(self.object)[:3], **kwargs)

    def get_success_url(self, result):
        return self.object.get_absolute_url()


class Answer(QuoteVerb):
    """Give a price."""

    access = "quotes.answer"
    form_class = forms.AnswerQuoteForm
    service = staticmethod(quoting.answer)
    verb = "answer"
    title = gettext_lazy("Give your price")
    submit_label = gettext_lazy("Send the price")
    success_message = gettext_lazy("Sent. You hear whether it is taken.")


class Decline(QuoteVerb):
    """Give none."""

    access = "quotes.decline"
    form_class = forms.ReasonForm
    service = staticmethod(quoting.decline)
    verb = "decline"
    title = gettext_lazy("Not for us")
    lead = gettext_lazy("Whoever asked reads your words.")
    submit_label = gettext_lazy("Say no")
    success_message = gettext_lazy("Sent. Thank you for saying so.")

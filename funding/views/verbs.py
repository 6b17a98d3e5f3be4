"""Verbs of a purchase."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.money import pounds
from core.presenters import Crumb
from core.views import VerbView
from funding import forms
from funding.lifecycle import PURCHASE_LIFE
from funding.models import Purchase
from funding.presenters.purchases import tier_words
from funding.services import purchases, sources
from funding.services.purchases import agreed_tier, codes_of


class PurchaseVerb(VerbView):
    """A verb on one purchase: shows its price, acts once."""

    model = Purchase
    life = PURCHASE_LIFE
    template_name = "funding/verb.html"
    once_required = True
    keeps_draft = False

    def prepare(self, rows):
        return rows.select_related(
            "case__resident", "case__policy", "fund", "policy", "provider__organisation"
        ).prefetch_related("approvals__by")

    def get_back(self):
        return Crumb(self.object.what, self.object.get_absolute_url())

    def get_context_data(self, **kwargs):
        return super().get_context_data(over=self.object.reference, **kwargs)


class Approve(PurchaseVerb):
    """Agree to the price."""

    access = "purchases.approve"
    form_class = forms.NoteForm
    service = staticmethod(purchases.approve)
    verb = "approve"
    title = gettext_lazy("Agree to this price")
    submit_label = gettext_lazy("Approve")
    success_message = gettext_lazy("Agreed.")

    def get_context_data(self, **kwargs):
        purchase = self.object
        left = sources.left_for(purchase.fund, on=clock.today(), codes=codes_of(purchase))
        told = {
            "amount": pounds(purchase.amount),
            "fund": purchase.fund.name,
            "left": pounds(left),
        }
        lead = _("%(amount)s is promised from “%(fund)s”, which has %(left)s left for this.") % told
        tier = agreed_tier(purchase)
        return super().get_context_data(
            what_happens=[lead, tier_words(purchase.policy, tier)], **kwargs
        )


class Refuse(PurchaseVerb):
    """Say no, with a reason."""

    access = "purchases.refuse"
    form_class = forms.ReasonForm
    service = staticmethod(purchases.refuse)
    verb = "refuse"
    title = gettext_lazy("Refuse this purchase")
    lead = gettext_lazy("Whoever asked is told at once, in your words.")
    submit_label = gettext_lazy("Refuse")
    submit_kind = "danger"
    success_message = gettext_lazy("Refused. Whoever asked has been told.")


class Quote(PurchaseVerb):
    """A provider's price."""

    access = "purchases.quote"
    form_class = forms.QuoteForm
    verb = "quote"
    title = gettext_lazy("Add a price")
    submit_label = gettext_lazy("Keep this price")
    success_message = gettext_lazy("The price is kept.")

    def perform(self, form):
        told = dict(form.cleaned_data)
        provider = form.providers[told.pop("supplier")]
        return purchases.quote(
            self.object, by=self.request.user, at=clock.now(), provider=provider, **told
        )

    def get_success_url(self, result):
        return self.object.get_absolute_url()


class Order(PurchaseVerb):
    """Order it."""

    access = "purchases.order"
    form_class = forms.NoteForm
    service = staticmethod(purchases.order)
    verb = "order"
    title = gettext_lazy("Order it")
    submit_label = gettext_lazy("Order it")

    def get_lead(self):
        """Who gets the order, under which number."""
        return _("%(name)s is told by e-mail. The order’s number is %(reference)s.") % {
            "name": self.object.provider.organisation.name if self.object.provider else "",
            "reference": self.object.reference,
        }

    def get_context_data(self, **kwargs):
        self.lead = self.get_lead() if self.object.provider else ""
        return super().get_context_data(**kwargs)

    def get_success_message(self, result):
        return _("Ordered, number %(reference)s.") % {"reference": result.reference}


class ConfirmDelivery(PurchaseVerb):
    """It has come."""

    access = "purchases.confirm_delivery"
    form_class = forms.DeliveryForm
    service = staticmethod(purchases.confirm_delivery)
    verb = "confirm_delivery"
    title = gettext_lazy("All of it has come, or been done")
    lead = gettext_lazy("After this the provider can send the invoice.")
    submit_label = gettext_lazy("Yes, it has come")
    success_message = gettext_lazy("Delivery recorded.")


class Settle(PurchaseVerb):
    """Bought in a shop."""

    access = "purchases.settle"
    form_class = forms.ReceiptForm
    service = staticmethod(purchases.settle)
    verb = "settle"
    title = gettext_lazy("Keep the receipt")
    lead = gettext_lazy("What it cost is paid; what was set aside beyond that goes back.")
    submit_label = gettext_lazy("Keep the receipt")
    success_message = gettext_lazy("Receipt kept, and paid.")


class Cancel(PurchaseVerb):
    """No longer wanted."""

    access = "purchases.cancel"
    form_class = forms.ReasonForm
    service = staticmethod(purchases.cancel)
    verb = "cancel"
    title = gettext_lazy("Cancel this purchase?")
    lead = gettext_lazy(
        "What was set aside goes back to the fund and the personal budget. A provider who has the "
        "order is told."
    )
    submit_label = gettext_lazy("Cancel it")
    submit_kind = "danger"
    success_message = gettext_lazy("Cancelled. What was set aside has gone back.")

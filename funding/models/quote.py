"""What providers would charge: who was asked, what they said, which price was taken and why."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, one_of, paired, stamped
from core.events import EventRecord
from core.money import MoneyField
from core.references import ReferenceField
from funding.lifecycle import QuoteStatus
from funding.querysets import (
    OfPurchaseQuerySet,
    OfQuoteRequestQuerySet,
    QuoteRequestQuerySet,
)


@track
class QuoteRequest(models.Model):
    """One provider asked for a price, until a day. Shows them what is needed and roughly where."""

    personal = True

    reference = ReferenceField(prefix="CBQR")
    purchase = models.ForeignKey(
        "funding.Purchase", on_delete=models.PROTECT, related_name="quote_requests"
    )
    provider = models.ForeignKey(
        "providers.Provider", on_delete=models.PROTECT, related_name="quote_requests"
    )
    status = models.CharField(max_length=10, choices=QuoteStatus.choices, default=QuoteStatus.ASKED)
    needed = models.CharField(_("what the price is for"), max_length=400)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("answer by"))
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decline_reason = models.CharField(max_length=200, blank=True)

    objects = QuoteRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a price")
        constraints = [
            one_of("quote_request", "status", QuoteStatus.values),
            paired("quote_request", "answered_at", "answered_by"),
            stamped("quote_request", ("answered", "declined"), "answered_at", "answered_by"),
            in_order("quote_request", "asked_at", "expires_at"),
            models.UniqueConstraint(
                fields=["purchase", "provider"], name="quote_asked_once_per_provider"
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        """Where the provider answers, and the asker sees the answer."""
        return reverse("funding:quote_request", args=[self.reference])


class QuoteRequestEvent(EventRecord):
    """One thing that happened to a request for a price."""

    quote_request = models.ForeignKey(QuoteRequest, on_delete=models.PROTECT, related_name="events")

    objects = OfQuoteRequestQuerySet.as_manager()

    class Meta(EventRecord.Meta):
        verbose_name = _("event of a request for a price")


@track
class Quote(models.Model):
    """A price given for a purchase. At most one is taken; not the cheapest only with a reason."""

    purchase = models.ForeignKey(
        "funding.Purchase", on_delete=models.PROTECT, related_name="quotes"
    )
    provider = models.ForeignKey(
        "providers.Provider", on_delete=models.PROTECT, related_name="quotes"
    )
    amount = MoneyField()
    lead_days = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=200, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(null=True, blank=True)
    chosen_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    chosen_reason = models.CharField(max_length=200, blank=True)

    objects = OfPurchaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("quote")
        constraints = [
            models.CheckConstraint(name="quote_amount_positive", condition=Q(amount__gt=0)),
            models.UniqueConstraint(
                fields=["purchase", "provider"], name="quote_once_per_provider"
            ),
            paired("quote", "chosen_at", "chosen_by"),
            models.UniqueConstraint(
                fields=["purchase"],
                condition=Q(chosen_at__isnull=False),
                name="quote_one_chosen_per_purchase",
            ),
        ]

    def __str__(self):
        return f"{self.amount}"

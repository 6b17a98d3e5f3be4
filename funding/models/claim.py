"""A claim: what was paid from an agreement in a period, put to the funder in one piece."""

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, one_of, paired, stamped_once
from core.events import EventRecord
from core.money import MoneyField
from core.references import ReferenceField
from funding.lifecycle import ClaimStatus
from funding.querysets import ClaimQuerySet, OfClaimQuerySet


@track
class Claim(models.Model):
    """A period's payments with figures frozen when it was drafted.

    `spent` is what its lines come to, `due` what the funder still has to pay of it: nothing where
    it was all paid in advance, and the claim then accounts for it.
    """

    reference = ReferenceField(prefix="CBD")
    agreement = models.ForeignKey(
        "funding.FundingAgreement", on_delete=models.PROTECT, related_name="claims"
    )
    status = models.CharField(
        max_length=10, choices=ClaimStatus.choices, default=ClaimStatus.DRAFTED
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    spent = MoneyField()
    due = MoneyField()
    figures = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        triggers = [
            pgtrigger.ReadOnly(
                name="figures_stay",
                fields=["agreement", "starts_on", "ends_on", "spent", "due", "figures"],
            ),
            pgtrigger.Protect(name="claims_stay", operation=pgtrigger.Delete),
        ]
        constraints = [
            one_of("claim", "status", ClaimStatus.values),
            in_order("claim", "starts_on", "ends_on"),
            stamped_once("claim", ("sent", "paid", "queried"), "sent_at", "sent_by"),
            stamped_once("claim", ("paid",), "settled_at", "settled_by"),
            paired("claim", "sent_at", "sent_by"),
            paired("claim", "settled_at", "settled_by"),
            models.CheckConstraint(
                name="claim_due_of_spent",
                condition=Q(spent__gt=0, due__gte=0, due__lte=models.F("spent")),
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        """The claim's own page."""
        return reverse("funding:claim", args=[self.reference])


class ClaimLine(models.Model):
    """One movement within a claim. A movement stands in one claim that was not withdrawn."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="lines")
    movement = models.ForeignKey(
        "funding.Movement", on_delete=models.PROTECT, related_name="claim_lines"
    )
    amount = MoneyField(help_text=_("Below nothing for money that came back."))
    is_dropped = models.BooleanField(default=False)

    objects = OfClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a claim")
        triggers = [
            pgtrigger.ReadOnly(name="lines_stay", fields=["claim", "movement", "amount"]),
            pgtrigger.Protect(name="lines_not_deleted", operation=pgtrigger.Delete),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["movement"], condition=Q(is_dropped=False), name="claimed_once"
            ),
        ]

    def __str__(self):
        return f"{self.amount}"


class ClaimEvent(EventRecord):
    """One thing that happened to a claim."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="events")

    objects = OfClaimQuerySet.as_manager()

    class Meta(EventRecord.Meta):
        verbose_name = _("claim event")

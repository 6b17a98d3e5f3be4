"""Who agreed to a purchase, and which agreements bear it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.money import MoneyField
from funding.models.purchase import Purchase
from funding.querysets import OfPurchaseQuerySet


@track
class PurchaseApproval(models.Model):
    """One person's agreement; a tier may ask for two different people."""

    purchase = models.ForeignKey(
        Purchase, on_delete=models.PROTECT, related_name="approvals", db_index=False
    )
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    tier = models.PositiveSmallIntegerField()

    objects = OfPurchaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval")
        constraints = [
            models.UniqueConstraint(fields=["purchase", "by"], name="approval_once_per_person")
        ]

    def __str__(self):
        return f"{self.purchase_id}"


class PurchaseShare(models.Model):
    """How much of a purchase each agreement bears, as split when it was approved."""

    # Both are held by funding_share_fits (docs/decisions/0021 and 0031).
    purchase = models.ForeignKey(
        Purchase,
        on_delete=models.PROTECT,
        related_name="shares",
        db_index=False,  # share_once begins with it
        db_constraint=False,
    )
    agreement = models.ForeignKey(
        "funding.FundingAgreement",
        on_delete=models.PROTECT,
        related_name="shares",
        db_constraint=False,
    )
    amount = MoneyField()

    objects = OfPurchaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("share")
        constraints = [
            models.UniqueConstraint(fields=["purchase", "agreement"], name="share_once"),
            models.CheckConstraint(name="share_amount_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self):
        return f"{self.amount}"

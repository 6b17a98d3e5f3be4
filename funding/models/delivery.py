"""What came of an order: deliveries, receipts and photographs, and money that came back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import append_only, track
from core.constraints import one_of
from core.money import MoneyField
from core.references import ReferenceField
from funding.querysets import OfPurchaseQuerySet


class Delivery(models.Model):
    """A part of an order, or all of it, has come or been done. Append-only."""

    append_only = True

    purchase = models.ForeignKey(
        "funding.Purchase", on_delete=models.PROTECT, related_name="deliveries"
    )
    amount = MoneyField(_("worth of what came"))
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = OfPurchaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        triggers = [append_only()]
        constraints = [
            models.CheckConstraint(name="delivery_amount_positive", condition=Q(amount__gt=0))
        ]

    def __str__(self):
        return f"{self.amount}"


@track
class Receipt(models.Model):
    """A receipt, or a photograph of the work: served by permission only."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("Receipt")
        PHOTO = "photo", _("Photograph of the work")

    reference = ReferenceField(prefix="CBRC")
    purchase = models.ForeignKey(
        "funding.Purchase", on_delete=models.PROTECT, related_name="receipts"
    )
    kind = models.CharField(
        max_length=7, choices=Kind.choices, default="receipt", db_default="receipt"
    )
    delivery = models.ForeignKey(
        Delivery, on_delete=models.PROTECT, null=True, blank=True, related_name="photos"
    )
    file = models.FileField(upload_to="receipts/")
    amount = MoneyField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = OfPurchaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        constraints = [
            one_of("receipt", "kind", ("receipt", "photo")),
            models.CheckConstraint(
                name="receipt_amount_positive",
                condition=Q(amount__gt=0) | Q(kind="photo", amount__isnull=True),
            ),
        ]

    def __str__(self):
        return self.reference


@track
class CreditNote(models.Model):
    """Money that came back after it was paid: a provider's credit note, or a shop's refund."""

    reference = ReferenceField(prefix="CBCN")
    purchase = models.ForeignKey(
        "funding.Purchase", on_delete=models.PROTECT, related_name="credit_notes"
    )
    invoice = models.ForeignKey(
        "funding.Invoice",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="credit_notes",
        help_text=_("Empty when a shop gave the money back."),
    )
    number = models.CharField(_("their number"), max_length=40)
    amount = MoneyField()
    reason = models.CharField(max_length=300)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = OfPurchaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("credit note")
        constraints = [
            models.CheckConstraint(name="credit_note_amount_positive", condition=Q(amount__gt=0)),
            models.UniqueConstraint(fields=["purchase", "number"], name="credit_note_number_once"),
        ]

    def __str__(self):
        return self.reference

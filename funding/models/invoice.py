"""An invoice for a purchase, in plain states."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import one_of, paired, stamped, stamped_once
from core.events import EventRecord
from core.money import MoneyField
from core.references import ReferenceField
from funding.lifecycle import InvoiceStatus
from funding.querysets import InvoiceQuerySet, OfInvoiceQuerySet


@track
class Invoice(models.Model):
    """What a provider asks to be paid for a delivered purchase."""

    reference = ReferenceField(prefix="CBN")
    purchase = models.ForeignKey(
        "funding.Purchase", on_delete=models.PROTECT, related_name="invoices"
    )
    number = models.CharField(_("their invoice number"), max_length=40)
    amount = MoneyField()
    status = models.CharField(
        max_length=14, choices=InvoiceStatus.choices, default=InvoiceStatus.SUBMITTED
    )
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    payment_reference = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=300, blank=True)
    is_last = models.BooleanField(
        _("the last invoice for this order"),
        default=True,
        db_default=True,
        help_text=_("Once all are paid, what was promised beyond them is released."),
    )

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("invoice")
        constraints = [
            one_of("invoice", "status", InvoiceStatus.values),
            stamped_once("invoice", ("approved", "paid"), "approved_at", "approved_by"),
            stamped("invoice", ("paid",), "paid_at", "paid_by"),
            paired("invoice", "approved_at", "approved_by"),
            models.CheckConstraint(name="invoice_amount_positive", condition=Q(amount__gt=0)),
            models.UniqueConstraint(fields=["purchase", "number"], name="invoice_number_once"),
            models.CheckConstraint(
                name="invoice_not_paid_by_its_sender",
                condition=Q(paid_by__isnull=True) | ~Q(paid_by=models.F("submitted_by")),
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        """The invoice's own page."""
        return reverse("funding:invoice", args=[self.reference])


class InvoiceEvent(EventRecord):
    """One thing that happened to an invoice."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="events")

    objects = OfInvoiceQuerySet.as_manager()

    class Meta(EventRecord.Meta):
        verbose_name = _("invoice event")

"""What an order is made of when it is more than one thing: so many of this, at so much each."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.audit import append_only, track
from core.money import MoneyField
from funding.querysets import (
    OfDeliveryQuerySet,
    OfInvoiceQuerySet,
    OfPurchaseQuerySet,
    OfQuoteQuerySet,
)


@track
class OrderLine(models.Model):
    """So many of one thing at a price each: six sessions at £25, two grab rails at £45.

    A purchase of one single thing has no lines. Where there are lines they come to its price, to
    the penny; the database holds them to it, and counts what has come and what was invoiced.
    """

    personal = True

    purchase = models.ForeignKey("funding.Purchase", on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=160)
    quantity = models.PositiveSmallIntegerField(_("how many"))
    unit_price = MoneyField(_("price each"))
    delivered = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text=_("Counted by the database from the deliveries.")
    )
    invoiced = models.PositiveSmallIntegerField(
        default=0,
        db_default=0,
        help_text=_("Counted by the database from the invoices that were not withdrawn."),
    )

    objects = OfPurchaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of an order")
        constraints = [
            models.UniqueConstraint(fields=["purchase", "position"], name="order_line_once"),
            models.CheckConstraint(
                name="order_line_positive", condition=Q(quantity__gt=0, unit_price__gt=0)
            ),
            models.CheckConstraint(
                name="order_line_delivered_within_ordered",
                condition=Q(delivered__lte=F("quantity")),
            ),
            models.CheckConstraint(
                name="order_line_invoiced_within_delivered",
                condition=Q(invoiced__lte=F("delivered")),
            ),
        ]

    def __str__(self):
        return f"{self.quantity} × {self.unit_price}"

    @property
    def worth(self):
        """What all of it costs."""
        return self.quantity * self.unit_price

    @property
    def outstanding(self) -> int:
        """How many have not come yet."""
        return self.quantity - self.delivered

    @property
    def to_invoice(self) -> int:
        """How many have come and were not invoiced yet."""
        return self.delivered - self.invoiced


class DeliveryLine(models.Model):
    """How many of a line came with a delivery. Append-only."""

    append_only = True

    delivery = models.ForeignKey("funding.Delivery", on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="deliveries")
    quantity = models.PositiveSmallIntegerField()

    objects = OfDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a delivery")
        triggers = [append_only()]
        constraints = [
            models.CheckConstraint(name="delivery_line_positive", condition=Q(quantity__gt=0)),
            models.UniqueConstraint(fields=["delivery", "line"], name="delivery_line_once"),
        ]

    def __str__(self):
        return f"{self.quantity}"


@track
class InvoiceLine(models.Model):
    """How many of a line an invoice asks for. An invoice that is sent anew says so anew."""

    invoice = models.ForeignKey("funding.Invoice", on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="invoices")
    quantity = models.PositiveSmallIntegerField()

    objects = OfInvoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of an invoice")
        constraints = [
            models.CheckConstraint(name="invoice_line_positive", condition=Q(quantity__gt=0)),
            models.UniqueConstraint(fields=["invoice", "line"], name="invoice_line_once"),
        ]

    def __str__(self):
        return f"{self.quantity}"


@track
class QuoteLine(models.Model):
    """A provider's price for one of a line. Once taken, it is the line's price."""

    quote = models.ForeignKey("funding.Quote", on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="quotes")
    unit_price = MoneyField(_("price each"))

    objects = OfQuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a price")
        constraints = [
            models.CheckConstraint(name="quote_line_positive", condition=Q(unit_price__gt=0)),
            models.UniqueConstraint(fields=["quote", "line"], name="quote_line_once"),
        ]

    def __str__(self):
        return f"{self.unit_price}"

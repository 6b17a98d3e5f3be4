"""What things cost, each with its price year and source."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, paired
from core.money import MoneyField
from outcomes.models.activity import EventType
from outcomes.querysets import OpenListQuerySet


@track
class UnitCost(models.Model):
    """The cost of one event (or bed day), in force from a day. Never edited once used.

    `low` and `high`: the range that the source gives. Where it gives none, evaluations try what the
    row of code SPREAD says, in per cent either way: an assumption, and told as one.
    """

    SPREAD = "SPREAD"
    PERCENT = "percent"

    code = models.CharField(max_length=20)
    label = models.CharField(max_length=120)
    event_type = models.CharField(max_length=20, choices=EventType.choices, blank=True)
    unit = models.CharField(max_length=30, default="event")
    amount = MoneyField(null=True, blank=True, help_text=_("Empty where no source is known."))
    low = MoneyField(null=True, blank=True, help_text=_("The lowest that the source gives."))
    high = MoneyField(null=True, blank=True, help_text=_("The highest that the source gives."))
    price_year = models.CharField(max_length=7, blank=True)
    source = models.CharField(max_length=300)
    effective_from = models.DateField()

    objects = OpenListQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit cost")
        constraints = [
            models.UniqueConstraint(fields=["code", "effective_from"], name="unit_cost_once"),
            models.CheckConstraint(
                name="unit_cost_positive", condition=Q(amount__isnull=True) | Q(amount__gt=0)
            ),
            models.CheckConstraint(name="unit_cost_has_source", condition=~Q(source="")),
            paired("unit_cost", "low", "high"),
            in_order("unit_cost", "low", "amount"),
            in_order("unit_cost", "amount", "high"),
            models.CheckConstraint(
                name="unit_cost_low_positive", condition=Q(low__isnull=True) | Q(low__gt=0)
            ),
        ]

    def __str__(self):
        return self.label


@track
class PriceIndex(models.Model):
    """By how much prices rose into a year, by one edition of a published index."""

    name = models.CharField(max_length=40)
    edition = models.CharField(max_length=40)
    year = models.CharField(max_length=7)
    percent = models.DecimalField(max_digits=6, decimal_places=2)
    is_provisional = models.BooleanField(default=False)
    source = models.CharField(max_length=300)

    objects = OpenListQuerySet.as_manager()

    class Meta:
        verbose_name = _("price index")
        constraints = [
            models.UniqueConstraint(fields=["name", "edition", "year"], name="price_index_once")
        ]

    def __str__(self):
        return f"{self.name} {self.year}"

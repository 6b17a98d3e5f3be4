"""Small things and works that can be bought at a known price."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import append_only, track
from core.money import MoneyField
from core.references import ReferenceField
from providers.querysets import CatalogueQuerySet


@track
class CatalogueItem(models.Model):
    """A grab rail, a key safe, a deep clean: price, days to wait, who fits it."""

    reference = ReferenceField(prefix="CBK")
    name = models.CharField(_("name"), max_length=80)
    category = models.CharField(_("category"), max_length=40)
    price = MoneyField(_("price"))
    lead_days = models.PositiveSmallIntegerField(_("days to wait"), default=0)
    provider = models.ForeignKey(
        "providers.Provider",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="catalogue",
        help_text=_("Who supplies and fits it."),
    )
    barrier = models.ForeignKey(
        "programmes.BarrierReason",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    about = models.CharField(
        _("what is included"), max_length=300, blank=True, default="", db_default=""
    )
    is_active = models.BooleanField(default=True)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        verbose_name = _("catalogue item")
        constraints = [
            models.CheckConstraint(name="catalogue_price_positive", condition=Q(price__gt=0)),
            models.UniqueConstraint(
                fields=["name", "provider"], name="catalogue_item_once", nulls_distinct=False
            ),
        ]

    def __str__(self):
        return self.name


class CataloguePrice(models.Model):
    """What an item costs since when. A new price is a new fact: what was bought keeps its own."""

    append_only = True

    item = models.ForeignKey(CatalogueItem, on_delete=models.PROTECT, related_name="prices")
    price = MoneyField(_("price"))
    lead_days = models.PositiveSmallIntegerField(_("days to wait"), default=0)
    set_at = models.DateTimeField(_("since"))
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("catalogue price")
        triggers = [append_only()]
        constraints = [
            models.CheckConstraint(name="catalogue_new_price_positive", condition=Q(price__gt=0)),
        ]

    def __str__(self):
        return f"{self.price} {self.set_at:%Y-%m-%d}"

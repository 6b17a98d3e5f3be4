"""Small things and works that can be bought at a known price."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import track
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

"""What became of things bought: places used, items lent or given, a look afterwards."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import one_of, paired
from core.references import ReferenceField
from funding.querysets import OfFundedCaseQuerySet, OfPurchaseQuerySet


@track
class PlaceUse(models.Model):
    """One resident has one of the places that were bought as a block.

    The database counts them on the purchase (`places_used`) and refuses one more than was bought.
    """

    personal = True

    purchase = models.ForeignKey(
        "funding.Purchase", on_delete=models.PROTECT, related_name="place_uses"
    )
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="places_used")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    freed_at = models.DateTimeField(null=True, blank=True)
    freed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfFundedCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("place used")
        constraints = [
            paired("place_use", "freed_at", "freed_by"),
            models.UniqueConstraint(
                fields=["purchase", "case"],
                condition=Q(freed_at__isnull=True),
                name="place_once_per_resident",
            ),
        ]

    def __str__(self):
        return f"{self.case_id}"


@track
class BoughtItem(models.Model):
    """A thing that a resident has on loan or as a gift: a tablet, a heater, a phone."""

    personal = True

    class Kind(models.TextChoices):
        GIFT = "gift", _("A gift")
        LOAN = "loan", _("A loan")

    reference = ReferenceField(prefix="CBIT")
    purchase = models.ForeignKey("funding.Purchase", on_delete=models.PROTECT, related_name="items")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="items")
    what = models.CharField(_("what"), max_length=120)
    serial = models.CharField(_("serial number"), max_length=60, blank=True)
    kind = models.CharField(_("gift or loan"), max_length=4, choices=Kind.choices)
    set_up_help = models.CharField(_("help with setting it up"), max_length=200, blank=True)
    data_plan = models.CharField(_("data plan"), max_length=120, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    result = models.CharField(_("what it changed"), max_length=300, blank=True)

    objects = OfFundedCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("item")
        constraints = [
            one_of("bought_item", "kind", ("gift", "loan")),
            paired("bought_item", "returned_at", "returned_by"),
            models.UniqueConstraint(
                fields=["serial"],
                condition=Q(returned_at__isnull=True) & ~Q(serial=""),
                name="item_out_once_per_serial",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        """It is shown on the page of what was bought."""
        return reverse("funding:purchase", args=[self.purchase.reference])


@track
class LookBack(models.Model):
    """A purchase that was agreed at once and drawn for a look afterwards."""

    class Verdict(models.TextChoices):
        IN_ORDER = "in_order", _("In order")
        NOT_IN_ORDER = "not_in_order", _("Not in order")

    purchase = models.OneToOneField(
        "funding.Purchase", on_delete=models.PROTECT, related_name="look_back"
    )
    verdict = models.CharField(max_length=12, choices=Verdict.choices, blank=True)
    words = models.CharField(max_length=300, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfPurchaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("look afterwards")
        constraints = [
            one_of("look_back", "verdict", ("", "in_order", "not_in_order")),
            paired("look_back", "looked_at", "looked_by"),
            models.CheckConstraint(
                name="look_back_verdict_has_its_moment",
                condition=Q(verdict="", looked_at__isnull=True)
                | (~Q(verdict="") & Q(looked_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="look_back_not_in_order_says_why",
                condition=~Q(verdict="not_in_order") | ~Q(words=""),
            ),
        ]

    def __str__(self):
        return f"{self.purchase_id}"

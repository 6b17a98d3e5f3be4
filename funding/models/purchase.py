"""A purchase: one thing bought for a resident or a group, from request to payment."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import HeldTogether
from core.events import EventRecord
from core.money import ZERO, MoneyField
from core.references import ReferenceField
from funding.lifecycle import PurchaseStatus
from funding.models.purchase_rules import RULES
from funding.querysets import OfPurchaseQuerySet, PurchaseQuerySet


@track
class Purchase(models.Model):
    """What, for whom, for which goal or barrier, at what price, agreed by whom."""

    personal = True
    often_empty = (
        *("item", "provider", "barrier", "need", "again_of"),
        *("refused_by", "ordered_by", "delivered_by", "cancelled_by"),
    )

    class Category(models.TextChoices):
        TRANSPORT = "transport", _("Transport")
        AIDS = "aids", _("Aids and small repairs")
        CLEANING = "cleaning", _("Clearing and cleaning")
        FURNITURE = "furniture", _("Furniture and bedding")
        WARMTH = "warmth", _("Warmth and power")
        FOOD = "food", _("Food")
        DIGITAL = "digital", _("Getting online")
        GROUPS = "groups", _("Groups and activities")
        SUPPORT = "support", _("Support at home")
        OTHER = "other", _("Something else")

    class Way(models.TextChoices):
        LIGHT = "light", _("Five questions, at once")
        FULL = "full", _("In full, with grounds")
        AGAIN = "again", _("The same again")

    reference = ReferenceField(prefix="CBB")
    programme = models.ForeignKey(
        "programmes.Programme",
        on_delete=models.PROTECT,
        related_name="purchases",
        db_index=False,  # purchase_queue begins with it
    )
    fund = models.ForeignKey(
        "funding.Fund",
        on_delete=models.PROTECT,
        related_name="purchases",
        db_index=False,  # purchase_of_fund begins with it
    )
    policy = models.ForeignKey(
        "programmes.Policy", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="purchases"
    )
    group_name = models.CharField(_("for which group"), max_length=120, blank=True)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    places_used = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text=_("Counted by the database from the uses of places.")
    )
    status = models.CharField(
        max_length=10, choices=PurchaseStatus.choices, default=PurchaseStatus.REQUESTED
    )
    what = models.CharField(_("what"), max_length=160)
    why = models.CharField(_("what it makes possible"), max_length=300)
    category = models.CharField(max_length=10, choices=Category.choices)
    item = models.ForeignKey(
        "providers.CatalogueItem",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,  # purchase_of_item
    )
    provider = models.ForeignKey(
        "providers.Provider",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="purchases",
        help_text=_("Empty when a worker buys it in a shop and keeps the receipt."),
    )
    goal = models.ForeignKey(
        "cases.Goal", on_delete=models.PROTECT, null=True, blank=True, related_name="purchases"
    )
    barrier = models.ForeignKey(
        "referrals.Barrier",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="purchases",
        db_index=False,  # purchase_of_barrier
    )
    need = models.ForeignKey(
        "programmes.NeedDomain",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,  # purchase_of_need
        help_text=_("What a purchase for a group serves; others name goal or barrier."),
    )
    from_personal_budget = models.BooleanField(default=False)
    is_high_risk = models.BooleanField(default=False)
    amount = MoneyField(_("price"))
    tier = models.PositiveSmallIntegerField(_("tier of approval"))
    needs_panel = models.BooleanField(
        _("a panel decides"),
        default=False,
        db_default=False,
        help_text=_("Its price is above the last limit."),
    )
    way = models.CharField(
        _("how it was asked for"),
        max_length=6,
        choices=Way.choices,
        default="",
        db_default="",
        blank=True,
    )
    steps = models.PositiveSmallIntegerField(_("questions answered"), null=True, blank=True)
    seconds = models.PositiveIntegerField(
        _("seconds from opening the page to asking"), null=True, blank=True
    )
    again_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="repeats",
        db_index=False,  # purchase_again_of
    )
    delivered_amount = MoneyField(_("worth of what has come"), default=ZERO, db_default=ZERO)
    refunded = MoneyField(_("given back after payment"), default=ZERO, db_default=ZERO)
    spotted_at = models.DateTimeField(
        _("when the need was seen"), help_text=_("The clock from spotted to funded starts here.")
    )
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    ordered_at = models.DateTimeField(null=True, blank=True)
    ordered_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    delivered_at = models.DateTimeField(null=True, blank=True)
    delivered_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    refusal_reason = models.CharField(max_length=200, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)

    objects = PurchaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("purchase")
        indexes = [
            models.Index(fields=["programme", "status", "-requested_at"], name="purchase_queue"),
            models.Index(fields=["fund", "-requested_at"], name="purchase_of_fund"),
            # Most purchases name none of these: they are not in the index then.
            *(
                models.Index(
                    fields=[name],
                    name=f"purchase_{each}",
                    condition=Q(**{f"{name}__isnull": False}),
                )
                for name, each in (
                    ("item", "of_item"),
                    ("barrier", "of_barrier"),
                    ("need", "of_need"),
                    ("again_of", "again_of"),
                )
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="purchase_places_never_oversold",
                condition=Q(places_used=0) | Q(places__gte=models.F("places_used")),
            ),
            HeldTogether(name="purchase_holds", checks=RULES),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        """The purchase's own page."""
        return reverse("funding:purchase", args=[self.reference])


class PurchaseEvent(EventRecord):
    """One thing that happened to a purchase."""

    purchase = models.ForeignKey(Purchase, on_delete=models.PROTECT, related_name="events")

    objects = OfPurchaseQuerySet.as_manager()

    class Meta(EventRecord.Meta):
        verbose_name = _("purchase event")

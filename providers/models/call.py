"""A call for offers: the programme says what is missing, providers say what they could do."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, one_of, paired, stamped
from core.events import EventRecord
from core.money import MoneyField
from core.references import ReferenceField
from providers.lifecycle import CallStatus, OfferStatus
from providers.querysets import CallQuerySet, OfferQuerySet


@track
class CallForOffers(models.Model):
    """What is wanted, where and until when. Made from gaps; read by every provider."""

    reference = ReferenceField(prefix="CBCO")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="calls_for_offers"
    )
    need = models.ForeignKey("programmes.NeedDomain", on_delete=models.PROTECT, related_name="+")
    area = models.CharField(_("where"), max_length=80)
    wanted = models.TextField(_("what is wanted"), max_length=1500)
    people = models.PositiveSmallIntegerField(_("people known to be affected"), default=1)
    closes_on = models.DateField(_("offers until"))
    status = models.CharField(max_length=8, choices=CallStatus.choices, default=CallStatus.OPEN)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_words = models.CharField(max_length=300, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for offers")
        verbose_name_plural = _("calls for offers")
        constraints = [
            one_of("call", "status", CallStatus.values),
            stamped("call", ("taken_up", "closed"), "ended_at"),
            paired("call", "ended_at", "ended_by"),
            in_order("call", "invited_at", "ended_at"),
        ]

    def __str__(self):
        return self.reference


@track
class CallOffer(models.Model):
    """What one provider would do, at what price, for how many."""

    reference = ReferenceField(prefix="CBOF")
    call = models.ForeignKey(CallForOffers, on_delete=models.PROTECT, related_name="offers")
    provider = models.ForeignKey(
        "providers.Provider", on_delete=models.PROTECT, related_name="offers"
    )
    words = models.TextField(_("what you would do"), max_length=1500)
    places = models.PositiveSmallIntegerField(_("for how many people"))
    price = MoneyField(_("price in all"))
    starts_on = models.DateField(_("could begin on"), null=True, blank=True)
    status = models.CharField(max_length=9, choices=OfferStatus.choices, default=OfferStatus.MADE)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        constraints = [
            one_of("offer", "status", OfferStatus.values),
            stamped("offer", ("taken_up", "not_taken", "withdrawn"), "ended_at"),
            paired("offer", "ended_at", "ended_by"),
            in_order("offer", "made_at", "ended_at"),
            models.CheckConstraint(name="offer_price_not_negative", condition=Q(price__gte=0)),
            models.CheckConstraint(name="offer_for_somebody", condition=Q(places__gte=1)),
            models.UniqueConstraint(
                fields=["call", "provider"],
                name="offer_one_standing",
                condition=Q(status__in=("made", "taken_up")),
            ),
            models.UniqueConstraint(
                fields=["call"], name="offer_one_taken_up", condition=Q(status="taken_up")
            ),
        ]

    def __str__(self):
        return self.reference


class CallEvent(EventRecord):
    """One thing that happened to a call for offers."""

    call = models.ForeignKey(CallForOffers, on_delete=models.PROTECT, related_name="events")

    class Meta(EventRecord.Meta):
        verbose_name = _("call event")


class OfferEvent(EventRecord):
    """One thing that happened to an offer."""

    offer = models.ForeignKey(CallOffer, on_delete=models.PROTECT, related_name="events")

    class Meta(EventRecord.Meta):
        verbose_name = _("offer event")

"""The people around a resident."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.audit import track
from residents.scoping import OfResidentQuerySet


@track
class KeyContact(models.Model):
    """Family, neighbour or friend: how they are related, and what we may tell them."""

    personal = True

    class Share(models.TextChoices):
        YES = "yes", _("May be told how things are")
        EMERGENCY = "emergency", _("Only in an emergency")
        NO = "no", _("Must not be told")

    resident = models.ForeignKey(
        "residents.Resident", on_delete=models.PROTECT, related_name="key_contacts"
    )
    name = models.CharField(_("name"), max_length=70)
    relation = models.CharField(_("relation"), max_length=40)
    phone = models.CharField(_("telephone"), max_length=35, blank=True)
    may_share = models.CharField(max_length=10, choices=Share.choices, default=Share.NO)
    is_carer = models.BooleanField(_("cares for them"), default=False)
    holds_key = models.BooleanField(_("holds a key"), default=False)
    notes = models.CharField(max_length=200, blank=True)

    objects = OfResidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("key contact")

    def __str__(self):
        return self.relation

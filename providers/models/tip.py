"""What the team has learned about a service: whom to ask for, what to expect."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, paired
from core.references import ReferenceField
from providers.querysets import TipQuerySet


@track
class Tip(models.Model):
    """A sentence from one colleague to the others of a programme. Nothing about a resident."""

    reference = ReferenceField(prefix="CBTI")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="+"
    )
    service = models.ForeignKey("providers.Service", on_delete=models.PROTECT, related_name="tips")
    words = models.CharField(_("tip"), max_length=300)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TipQuerySet.as_manager()

    class Meta:
        verbose_name = _("tip")
        indexes = [
            models.Index(
                fields=["service", "programme"],
                name="tip_in_force",
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]
        constraints = [
            paired("tip", "withdrawn_at", "withdrawn_by"),
            in_order("tip", "written_at", "withdrawn_at"),
        ]

    def __str__(self):
        return self.reference

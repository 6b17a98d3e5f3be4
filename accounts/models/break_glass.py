"""Emergency access: an administrator opens records for a short time, with a reason."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.querysets import BreakGlassQuerySet
from core.audit import append_only
from core.references import ReferenceField


class BreakGlass(models.Model):
    """One breaking of the glass. Append-only; the governance officer is told at once.

    While it is open its holder reads the records of one programme, and changes nothing.
    """

    append_only = True

    reference = ReferenceField(prefix="CBEG")
    broken_at = models.DateTimeField(_("when"))
    broken_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="glasses_broken"
    )
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=500)
    ends_at = models.DateTimeField(_("until"))

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        verbose_name = _("emergency access")
        triggers = [append_only()]
        constraints = [
            models.CheckConstraint(
                name="break_glass_is_short", condition=Q(ends_at__gt=F("broken_at"))
            )
        ]

    def __str__(self):
        return self.reference

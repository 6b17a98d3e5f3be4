"""A barrier: one non-clinical thing that delays going home."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, paired
from referrals.querysets import BarrierQuerySet


@track
class Barrier(models.Model):
    """What holds somebody, since when, who deals with it, and when it was gone."""

    personal = True

    referral = models.ForeignKey(
        "referrals.Referral", on_delete=models.PROTECT, related_name="barriers"
    )
    reason = models.ForeignKey(
        "programmes.BarrierReason", on_delete=models.PROTECT, related_name="+"
    )
    words = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField()
    owner = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolution = models.CharField(max_length=300, blank=True)

    objects = BarrierQuerySet.as_manager()

    class Meta:
        verbose_name = _("barrier")
        indexes = [
            models.Index(
                fields=["opened_at"],
                name="barrier_open",
                condition=models.Q(resolved_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "reason"], name="barrier_once_per_referral"
            ),
            paired("barrier", "resolved_at", "resolved_by"),
            in_order("barrier", "opened_at", "resolved_at"),
        ]

    def __str__(self):
        return f"{self.reason_id}"

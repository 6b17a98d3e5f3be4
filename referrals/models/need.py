"""A need, as the referrer saw it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import track
from referrals.querysets import OfReferralQuerySet


@track
class ReferralNeed(models.Model):
    """One need domain with its severity: 1 slight, 2 clear, 3 severe."""

    personal = True

    referral = models.ForeignKey(
        "referrals.Referral", on_delete=models.PROTECT, related_name="needs"
    )
    domain = models.ForeignKey("programmes.NeedDomain", on_delete=models.PROTECT, related_name="+")
    severity = models.PositiveSmallIntegerField(
        choices=[(1, _("Slight")), (2, _("Clear")), (3, _("Severe"))], default=2
    )

    objects = OfReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        constraints = [
            models.UniqueConstraint(fields=["referral", "domain"], name="need_once_per_referral"),
            models.CheckConstraint(
                name="need_severity_one_to_three", condition=Q(severity__gte=1, severity__lte=3)
            ),
        ]

    def __str__(self):
        return f"{self.domain_id}"

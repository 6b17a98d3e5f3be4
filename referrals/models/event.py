"""What happened to a referral, and what was written back and forth about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.audit import append_only
from core.events import EventRecord
from referrals.querysets import OfReferralQuerySet


class ReferralEvent(EventRecord):
    """One thing that happened to a referral."""

    referral = models.ForeignKey(
        "referrals.Referral", on_delete=models.PROTECT, related_name="events"
    )

    objects = OfReferralQuerySet.as_manager()

    class Meta(EventRecord.Meta):
        verbose_name = _("referral event")


class ReferralMessage(models.Model):
    """A message between the team and whoever referred. Append-only."""

    append_only = True
    personal = True

    referral = models.ForeignKey(
        "referrals.Referral", on_delete=models.PROTECT, related_name="messages"
    )
    words = models.TextField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    from_team = models.BooleanField(default=True)

    objects = OfReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        triggers = [append_only()]

    def __str__(self):
        return f"{self.sent_at:%Y-%m-%d %H:%M}"

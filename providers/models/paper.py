"""A provider's papers as documents: sent by the provider, checked by the manager."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import append_only, track
from core.constraints import in_order, one_of, paired
from core.events import EventRecord
from core.references import ReferenceField
from providers.lifecycle import PaperStatus
from providers.querysets import OfProviderQuerySet


class PaperKind(models.TextChoices):
    """The papers without which no new work is given."""

    INSURANCE = "insurance", _("Public liability insurance")
    SAFEGUARDING = "safeguarding", _("Safeguarding policy")
    DBS = "dbs", _("DBS statement")


EXPIRY_FIELDS = {
    PaperKind.INSURANCE: "insurance_expires_on",
    PaperKind.SAFEGUARDING: "safeguarding_expires_on",
    PaperKind.DBS: "dbs_statement_expires_on",
}
"""Where the provider keeps until when each paper holds."""


@track
class Paper(models.Model):
    """One document with the day until which it holds. What counts is set when it is accepted."""

    reference = ReferenceField(prefix="CBPA")
    provider = models.ForeignKey(
        "providers.Provider", on_delete=models.PROTECT, related_name="papers"
    )
    kind = models.CharField(max_length=12, choices=PaperKind.choices)
    file = models.FileField(upload_to="papers/")
    filename = models.CharField(max_length=120)
    content_type = models.CharField(max_length=40)
    expires_on = models.DateField(_("valid until"))
    status = models.CharField(max_length=9, choices=PaperStatus.choices, default=PaperStatus.SENT)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.CharField(_("why it was sent back"), max_length=300, blank=True)

    objects = OfProviderQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        constraints = [
            one_of("paper", "status", PaperStatus.values),
            one_of("paper", "kind", PaperKind.values),
            paired("paper", "checked_at", "checked_by"),
            in_order("paper", "sent_at", "checked_at"),
            models.CheckConstraint(
                name="paper_accepted_was_checked",
                condition=~Q(status="accepted") | Q(checked_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["provider", "kind"],
                name="paper_one_to_check",
                condition=Q(status="sent"),
            ),
        ]

    def __str__(self):
        return self.reference


class PaperEvent(EventRecord):
    """One thing that happened to a paper."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="events")

    class Meta(EventRecord.Meta):
        verbose_name = _("paper event")


class PaperReminder(models.Model):
    """That a provider was reminded, so many days before a paper runs out. Once each, for ever."""

    append_only = True

    provider = models.ForeignKey(
        "providers.Provider", on_delete=models.PROTECT, related_name="paper_reminders"
    )
    kind = models.CharField(max_length=12, choices=PaperKind.choices)
    expires_on = models.DateField()
    days_before = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("paper reminder")
        triggers = [append_only()]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "kind", "expires_on", "days_before"],
                name="paper_reminder_once",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.expires_on} {self.days_before}"

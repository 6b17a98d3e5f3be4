"""When a service runs."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, one_of
from providers.models.coded import Weekday
from providers.querysets import OfServiceQuerySet


@track
class Schedule(models.Model):
    """Some days of the week between two times, each week or each month.

    Without days it is by appointment or all week, and `words` says so. A closing time before the
    opening time means past midnight.
    """

    class Frequency(models.TextChoices):
        WEEKLY = "weekly", _("Every week")
        MONTHLY = "monthly", _("Every month")

    untracked = ("uid",)

    uid = models.UUIDField(unique=True, editable=False, db_default=RandomUUID())
    service = models.ForeignKey(
        "providers.Service", on_delete=models.CASCADE, related_name="schedules"
    )
    location = models.ForeignKey(
        "providers.ServiceLocation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="schedules",
    )
    source_id = models.CharField(max_length=200, blank=True, db_default="", default="")
    weekdays = ArrayField(
        models.CharField(max_length=2, choices=Weekday.choices), default=list, blank=True
    )
    opens_at = models.TimeField(_("from"), null=True, blank=True)
    closes_at = models.TimeField(_("until"), null=True, blank=True)
    frequency = models.CharField(max_length=7, choices=Frequency.choices, default=Frequency.WEEKLY)
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    words = models.CharField(_("in words"), max_length=300, blank=True)

    objects = OfServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening time")
        ordering = ["pk"]
        constraints = [
            one_of("schedule", "frequency", ("weekly", "monthly")),
            in_order("schedule", "valid_from", "valid_to"),
            models.CheckConstraint(
                name="schedule_weekdays_known",
                condition=Q(weekdays__contained_by=Weekday.values),
            ),
            models.CheckConstraint(
                name="schedule_not_for_no_time",
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | ~Q(opens_at=F("closes_at")),
            ),
        ]

    def __str__(self):
        return self.words or ", ".join(self.weekdays)

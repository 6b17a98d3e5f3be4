"""Reports that are made by themselves, and what became of each slot."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, one_of
from core.events import EventRecord
from core.references import ReferenceField
from outcomes.models.report import Kind
from outcomes.report_lives import ScheduleStatus
from outcomes.report_querysets import OfScheduleQuerySet, ScheduleQuerySet


class Rhythm(models.TextChoices):
    """How often."""

    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every quarter")
    YEARLY = "yearly", _("Every year")


@track
class ReportSchedule(models.Model):
    """One kind of report, made for all of its audiences when its while has ended."""

    reference = ReferenceField(prefix="CBRS")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="report_schedules"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices)
    window_days = models.PositiveSmallIntegerField(default=90)
    publishes = models.BooleanField(_("put in the room without a check"), default=False)
    status = models.CharField(
        max_length=8, choices=ScheduleStatus.choices, default=ScheduleStatus.ACTIVE
    )
    due_on = models.DateField(_("next due"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("report schedule")
        constraints = [
            one_of("report_schedule", "kind", Kind.values),
            one_of("report_schedule", "rhythm", Rhythm.values),
            one_of("report_schedule", "status", ScheduleStatus.values),
            models.UniqueConstraint(
                fields=["programme", "kind"], name="report_schedule_once_a_kind"
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("outcomes:schedules")


class ScheduleEvent(EventRecord):
    """One thing that happened to a schedule."""

    schedule = models.ForeignKey(ReportSchedule, on_delete=models.PROTECT, related_name="events")

    objects = OfScheduleQuerySet.as_manager()

    class Meta(EventRecord.Meta):
        verbose_name = _("schedule event")


class ReportSlot(models.Model):
    """One while of one schedule. There is one of each, so nothing is delivered twice."""

    class State(models.TextChoices):
        """What became of it."""

        WORKING = "working", _("Being made")
        DELIVERED = "delivered", _("Delivered")
        FAILED = "failed", _("Failed")

    schedule = models.ForeignKey(ReportSchedule, on_delete=models.PROTECT, related_name="slots")
    period_from = models.DateField()
    period_to = models.DateField()
    run = models.ForeignKey("outcomes.EvaluationRun", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WORKING)
    reason = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OfScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("scheduled delivery")
        constraints = [
            one_of("report_slot", "state", ["working", "delivered", "failed"]),
            in_order("report_slot", "period_from", "period_to"),
            models.UniqueConstraint(fields=["schedule", "period_to"], name="report_slot_once"),
            models.CheckConstraint(
                name="report_slot_closed_when_done",
                condition=Q(state="working", closed_at__isnull=True)
                | (~Q(state="working") & Q(closed_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.schedule_id} {self.period_to}"

"""The plan's clock: running, paused, extended; and stays in hospital while it runs."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _

from cases.querysets import OfCaseQuerySet
from core.audit import track
from core.constraints import in_order, one_of


class _DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


@track
class PlanPeriod(models.Model):
    """A stretch of the plan: from a day up to and including another, or still open."""

    class Kind(models.TextChoices):
        RUNNING = "running", _("Running")
        PAUSED = "paused", _("Paused")

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="periods")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan period")
        constraints = [
            one_of("plan_period", "kind", ("running", "paused")),
            in_order("plan_period", "starts_on", "ends_on"),
            ExclusionConstraint(
                name="plan_periods_do_not_overlap",
                expressions=[
                    (
                        _DateRange(F("starts_on"), F("ends_on"), RangeBoundary(True, True)),
                        RangeOperators.OVERLAPS,
                    ),
                    ("case", RangeOperators.EQUAL),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.starts_on}"


@track
class HospitalStay(models.Model):
    """Back in hospital during the plan: since when, why, and whether it could have been avoided."""

    personal = True

    class Avoidable(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        UNKNOWN = "unknown", _("Not known")

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="stays")
    admitted_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    cause = models.CharField(max_length=200, blank=True)
    avoidable = models.CharField(max_length=8, choices=Avoidable.choices, default=Avoidable.UNKNOWN)
    judged_by = models.CharField(max_length=80, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("hospital stay")
        constraints = [in_order("hospital_stay", "admitted_on", "left_on")]

    def __str__(self):
        return f"{self.admitted_on}"

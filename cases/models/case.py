"""A case: a link worker's work with one resident in one programme."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.lifecycle import AT_HOME, Status
from cases.querysets import CaseQuerySet, OfCaseQuerySet
from core.audit import track
from core.constraints import in_order, one_of, stamped, stamped_once
from core.events import EventRecord
from core.references import ReferenceField
from programmes.models.policy import ClosureReason, RiskTier


@track
class Case(models.Model):
    """From acceptance to the end of twelve weeks at home. Day 0 is the day they got home."""

    personal = True

    class Residence(models.TextChoices):
        OWN_HOME = "own_home", _("Own home")
        FAMILY = "family", _("With family or friends")
        SHELTERED = "sheltered", _("Sheltered or extra care housing")
        CARE_HOME = "care_home", _("Care home")
        HOSPITAL = "hospital", _("Hospital")
        OTHER = "other", _("Somewhere else")

    reference = ReferenceField(prefix="CBC")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="cases"
    )
    policy = models.ForeignKey("programmes.Policy", on_delete=models.PROTECT, related_name="+")
    resident = models.ForeignKey(
        "residents.Resident", on_delete=models.PROTECT, related_name="cases"
    )
    referral = models.OneToOneField(
        "referrals.Referral", on_delete=models.PROTECT, null=True, blank=True, related_name="case"
    )
    status = models.CharField(
        max_length=18, choices=Status.choices, default=Status.WAITING_FOR_HOME
    )
    worker = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    risk_tier = models.CharField(max_length=10, choices=RiskTier.choices, default=RiskTier.MEDIUM)
    what_matters = models.TextField(_("what matters to me"), blank=True)
    what_matters_on = models.DateField(null=True, blank=True)
    expected_home_on = models.DateField(_("expected home"), null=True, blank=True)
    home_on = models.DateField(_("home since"), null=True, blank=True)
    plan_ends_on = models.DateField(_("plan ends"), null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    allocated_at = models.DateTimeField(null=True, blank=True)
    first_contact_at = models.DateTimeField(null=True, blank=True)
    paused_since = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    close_reason = models.CharField(max_length=16, choices=ClosureReason.choices, blank=True)
    close_words = models.TextField(blank=True)
    residence_at_close = models.CharField(max_length=10, choices=Residence.choices, blank=True)
    exit_plan = models.TextField(_("what goes on afterwards"), blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        indexes = [
            models.Index(fields=["worker", "status"], name="case_of_worker"),
            models.Index(fields=["programme", "status", "-opened_at"], name="case_of_programme"),
            models.Index(fields=["programme", "-opened_at", "-id"], name="case_newest"),
        ]
        constraints = [
            one_of("case", "status", Status.values),
            stamped("case", (Status.CLOSED,), "closed_at", "closed_by"),
            stamped("case", (Status.PAUSED,), "paused_since"),
            stamped_once("case", AT_HOME, "home_on", "plan_ends_on"),
            in_order("case", "home_on", "plan_ends_on"),
            in_order("case", "opened_at", "closed_at"),
            models.CheckConstraint(
                name="case_closed_with_reason", condition=~Q(status="closed") | ~Q(close_reason="")
            ),
            models.CheckConstraint(
                name="case_weight_one_to_five", condition=Q(weight__gte=1, weight__lte=5)
            ),
            models.UniqueConstraint(
                fields=["resident", "programme"],
                condition=~Q(status="closed"),
                name="case_one_open_per_programme",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        """The page of this case."""
        return reverse("cases:detail", args=[self.reference])

    def day_number(self, day: dt.date) -> int | None:
        """Days since coming home on `day` (0 on the day itself); None before home."""
        return None if self.home_on is None else (day - self.home_on).days

    def week_number(self, day: dt.date) -> int | None:
        """Week of the plan, from 1; None before home."""
        number = self.day_number(day)
        return None if number is None or number < 0 else number // 7 + 1


class CaseEvent(EventRecord):
    """One thing that happened to a case."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="events")

    objects = OfCaseQuerySet.as_manager()

    class Meta(EventRecord.Meta):
        verbose_name = _("case event")


@track
class Cover(models.Model):
    """Someone stands in for a case's worker for a while."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="covers")
    worker = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="covering")
    starts_on = models.DateField()
    ends_on = models.DateField()
    arranged_at = models.DateTimeField()
    arranged_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("cover")
        constraints = [in_order("cover", "starts_on", "ends_on")]

    def __str__(self):
        return f"{self.starts_on} – {self.ends_on}"

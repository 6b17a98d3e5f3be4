"""Risks and alerts: what anyone who visits must know."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, one_of, whom_needs_when
from residents.scoping import OfResidentQuerySet


class RiskKind(models.TextChoices):
    """What is known. "No known risks" is a statement, not an empty list (PRSB: risks 1..*)."""

    NONE_KNOWN = "none_known", _("No known risks")
    NOT_ASKED = "not_asked", _("Not known yet")
    FALLS = "falls", _("Falls")
    SELF_HARM = "self_harm", _("Self-harm or suicide")
    VIOLENCE = "violence", _("Violence or threats")
    ANIMALS = "animals", _("Animals in the house")
    OXYGEN = "oxygen", _("Smoking with oxygen, fire")
    INFECTION = "infection", _("Infection")
    OTHER = "other", _("Something else")


class RiskQuerySet(OfResidentQuerySet):
    """Risks."""

    def standing(self, on):
        """Not ended by the day `on`."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


@track
class Risk(models.Model):
    """One statement about risk."""

    personal = True

    resident = models.ForeignKey(
        "residents.Resident", on_delete=models.PROTECT, related_name="risks"
    )
    kind = models.CharField(max_length=12, choices=RiskKind.choices)
    words = models.CharField(_("in words"), max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = RiskQuerySet.as_manager()

    class Meta:
        verbose_name = _("risk")
        constraints = [
            one_of("risk", "kind", RiskKind.values),
            in_order("risk", "starts_on", "ends_on"),
        ]

    def __str__(self):
        return self.kind


@track
class Alert(models.Model):
    """Something about a resident that needs somebody today; it ends when someone has acted."""

    personal = True

    class Kind(models.TextChoices):
        NOT_REACHED = "not_reached", _("Not reached within two working days")
        MISSED_EARLY = "missed_early", _("Missed contact in the first 14 days")
        RISK_SCORE = "risk_score", _("An answer that needs someone today")
        JOURNEY = "journey", _("Journey not settled")
        CONCERN = "concern", _("Someone is worried")

    resident = models.ForeignKey(
        "residents.Resident", on_delete=models.PROTECT, related_name="alerts"
    )
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(
        max_length=60, help_text=_("What raised it, so that it is raised once only.")
    )
    words = models.CharField(max_length=200)
    due_at = models.DateTimeField(null=True, blank=True)
    raised_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfResidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("alert")
        indexes = [
            models.Index(
                fields=["programme", "raised_at"],
                name="alert_open",
                condition=Q(ended_at__isnull=True),
            )
        ]
        constraints = [
            one_of(
                "alert", "kind", ("not_reached", "missed_early", "risk_score", "journey", "concern")
            ),
            models.UniqueConstraint(fields=["kind", "key"], name="alert_raised_once"),
            in_order("alert", "raised_at", "ended_at"),
            whom_needs_when("alert", "ended_at", "ended_by"),
        ]

    def __str__(self):
        return self.kind

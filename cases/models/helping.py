"""What a placement is to bring about, and each time that it took place."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.querysets import OfPlacementQuerySet
from core.audit import track
from core.constraints import one_of


@track
class PlacementAim(models.Model):
    """One thing that the help is to bring about; scored by the provider when it ends."""

    personal = True

    class Result(models.TextChoices):
        ACHIEVED = "achieved", _("Achieved")
        PARTLY = "partly", _("Partly achieved")
        NOT = "not", _("Not achieved")

    placement = models.ForeignKey("cases.Placement", on_delete=models.PROTECT, related_name="aims")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    goal = models.ForeignKey(
        "cases.Goal", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    result = models.CharField(max_length=8, choices=Result.choices, blank=True, default="")
    said = models.CharField(_("in a line"), max_length=300, blank=True, default="")

    objects = OfPlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("aim of a placement")
        ordering = ["placement", "number"]
        constraints = [
            one_of("placement_aim", "result", ("", "achieved", "partly", "not")),
            models.UniqueConstraint(
                fields=["placement", "number"], name="placement_aim_once_per_number"
            ),
        ]

    def __str__(self):
        return f"{self.placement_id}: {self.number}"


@track
class PlacementSession(models.Model):
    """One time that they were to come, or to be visited: whether it took place, else why not."""

    personal = True

    class Why(models.TextChoices):
        UNWELL = "unwell", _("They were unwell")
        IN_HOSPITAL = "in_hospital", _("They were in hospital")
        NOT_IN = "not_in", _("They were not in, or did not come")
        DID_NOT_WANT = "did_not_want", _("They did not want it that day")
        NO_TRANSPORT = "no_transport", _("No way to get there")
        PROVIDER = "provider", _("We had to call it off")
        OTHER = "other", _("Another reason")

    placement = models.ForeignKey(
        "cases.Placement", on_delete=models.PROTECT, related_name="sessions"
    )
    held_on = models.DateField(_("day"))
    attended = models.BooleanField(_("it took place"))
    why_not = models.CharField(max_length=12, choices=Why.choices, blank=True, default="")
    words = models.CharField(max_length=300, blank=True, default="")
    worried = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = OfPlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("session of a placement")
        ordering = ["placement", "held_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "held_on"], name="placement_session_once_a_day"
            ),
            one_of(
                "placement_session",
                "why_not",
                [
                    "",
                    "did_not_want",
                    "in_hospital",
                    "no_transport",
                    "not_in",
                    "other",
                    "provider",
                    "unwell",
                ],
            ),
            models.CheckConstraint(
                name="placement_session_missed_says_why",
                condition=Q(attended=True, why_not="") | (Q(attended=False) & ~Q(why_not="")),
            ),
        ]

    def __str__(self):
        return f"{self.placement_id}: {self.held_on}"

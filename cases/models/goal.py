"""Goals in the resident's words, and who does what by when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.querysets import OfCaseQuerySet, OfGoalQuerySet
from core.audit import track
from core.constraints import one_of, whom_needs_when
from core.references import ReferenceField


@track
class Goal(models.Model):
    """What matters, how much, how sure they feel, and what came of it."""

    personal = True

    class Result(models.TextChoices):
        OPEN = "open", _("Under way")
        ACHIEVED = "achieved", _("Achieved")
        PARTLY = "partly", _("Partly achieved")
        NOT = "not", _("Not achieved")

    reference = ReferenceField(prefix="CBO")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="goals")
    words = models.TextField(_("in their words"))
    need = models.ForeignKey(
        "programmes.NeedDomain", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    importance = models.PositiveSmallIntegerField(_("how much it matters, 1 to 10"))
    confidence = models.PositiveSmallIntegerField(
        _("how sure they feel, 0 to 10"), null=True, blank=True
    )
    result = models.CharField(max_length=8, choices=Result.choices, default=Result.OPEN)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal")
        constraints = [
            one_of("goal", "result", ("open", "achieved", "partly", "not")),
            whom_needs_when("goal", "reviewed_at", "reviewed_by"),
            models.CheckConstraint(
                name="goal_importance_one_to_ten",
                condition=Q(importance__gte=1, importance__lte=10),
            ),
            models.CheckConstraint(
                name="goal_confidence_to_ten",
                condition=Q(confidence__isnull=True) | Q(confidence__lte=10),
            ),
        ]

    def __str__(self):
        return self.reference


@track
class GoalAction(models.Model):
    """One step towards a goal: what, who, by when, done or not."""

    personal = True

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="actions")
    what = models.CharField(max_length=200)
    who = models.CharField(max_length=80)
    by_when = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    objects = OfGoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")

    def __str__(self):
        return f"{self.goal_id}"

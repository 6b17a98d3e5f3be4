"""A review: week 6, week 12, or when something changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.querysets import OfCaseQuerySet
from core.audit import track
from core.constraints import one_of, paired


@track
class Review(models.Model):
    """What has changed, what goes on; due by the plan, written when held."""

    personal = True

    class Kind(models.TextChoices):
        WEEK_6 = "week_6", _("Week 6 review")
        WEEK_12 = "week_12", _("Week 12 review")
        FOLLOW_UP = "follow_up", _("Follow-up after the plan")

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    due_on = models.DateField()
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    what_changed = models.TextField(blank=True)
    what_next = models.TextField(blank=True)
    independence = models.PositiveSmallIntegerField(
        _("managing at home, 1 to 10"), null=True, blank=True
    )

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        constraints = [
            one_of("review", "kind", ("week_6", "week_12", "follow_up")),
            paired("review", "held_at", "held_by"),
            models.UniqueConstraint(fields=["case", "kind", "due_on"], name="review_once"),
            models.CheckConstraint(
                name="review_independence_one_to_ten",
                condition=Q(independence__isnull=True)
                | Q(independence__gte=1, independence__lte=10),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.due_on}"

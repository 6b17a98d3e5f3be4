"""Safeguarding concerns, seen by the safeguarding role and the author only; and falls."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.querysets import ConcernQuerySet, OfCaseQuerySet
from core.audit import track
from core.constraints import in_order, paired
from core.references import ReferenceField


@track
class SafeguardingConcern(models.Model):
    """Care Act 2014 section 42: what was seen, by whom, and what was done."""

    personal = True

    class Kind(models.TextChoices):
        PHYSICAL = "physical", _("Physical")
        DOMESTIC = "domestic", _("Domestic")
        SEXUAL = "sexual", _("Sexual")
        PSYCHOLOGICAL = "psychological", _("Psychological")
        FINANCIAL = "financial", _("Money or belongings")
        SLAVERY = "slavery", _("Modern slavery")
        DISCRIMINATORY = "discriminatory", _("Discrimination")
        ORGANISATIONAL = "organisational", _("By an organisation")
        NEGLECT = "neglect", _("Neglect")
        SELF_NEGLECT = "self_neglect", _("Self-neglect")

    reference = ReferenceField(prefix="CBF")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="concerns")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    words = models.TextField()
    in_danger_now = models.BooleanField(default=False)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    what_was_done = models.TextField(blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = _("safeguarding concern")
        constraints = [
            paired("concern", "closed_at", "closed_by"),
            in_order("concern", "raised_at", "closed_at"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        """The page of this concern, for the few who may read it."""
        return reverse("cases:concern", args=[self.reference])


@track
class Fall(models.Model):
    """A fall: when, where, and what came of it."""

    personal = True

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="falls")
    happened_on = models.DateField()
    where = models.CharField(max_length=80, blank=True)
    injured = models.BooleanField(default=False)
    words = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("fall")

    def __str__(self):
        return f"{self.happened_on}"

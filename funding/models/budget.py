"""A personal budget: the small sum that a resident has for what removes the last barrier."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.audit import append_only, track
from core.constraints import paired
from core.money import MoneyField
from funding.querysets import OfBudgetQuerySet, OfFundedCaseQuerySet


@track
class PersonalBudget(models.Model):
    """What one resident may have in one programme, and what is used. Never above the cap.

    `extra` lifts the cap for this one person: a manager's recorded decision with its reason.
    """

    case = models.OneToOneField(
        "cases.Case", on_delete=models.PROTECT, related_name="personal_budget"
    )
    cap = MoneyField(_("cap"))
    extra = MoneyField(_("above the cap"), default=Decimal("0.00"))
    extra_reason = models.CharField(max_length=200, blank=True)
    extra_at = models.DateTimeField(null=True, blank=True)
    extra_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    committed = MoneyField(default=Decimal("0.00"))
    paid = MoneyField(default=Decimal("0.00"))

    objects = OfFundedCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("personal budget")
        constraints = [
            models.CheckConstraint(
                name="personal_budget_never_above_cap",
                condition=Q(cap__gte=F("committed") + F("paid") - F("extra")),
            ),
            models.CheckConstraint(
                name="personal_budget_not_negative",
                condition=Q(committed__gte=0) & Q(paid__gte=0) & Q(cap__gte=0) & Q(extra__gte=0),
            ),
            models.CheckConstraint(
                name="personal_budget_extra_has_reason",
                condition=Q(extra=0) | (~Q(extra_reason="") & Q(extra_by__isnull=False)),
            ),
            paired("personal_budget", "extra_at", "extra_by"),
        ]

    def __str__(self):
        return f"{self.case_id}"

    @property
    def limit(self) -> Decimal:
        """The cap with what a manager added."""
        return self.cap + self.extra

    @property
    def left(self) -> Decimal:
        """What is neither paid nor committed."""
        return self.limit - self.committed - self.paid


class BudgetOverride(models.Model):
    """One time that a manager lifted (or lowered again) one person's cap. Append-only."""

    append_only = True

    budget = models.ForeignKey(PersonalBudget, on_delete=models.PROTECT, related_name="overrides")
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    extra = MoneyField()
    reason = models.CharField(max_length=200)

    objects = OfBudgetQuerySet.as_manager()

    class Meta:
        verbose_name = _("lifted cap")
        triggers = [append_only()]
        constraints = [
            models.CheckConstraint(
                name="budget_override_has_reason", condition=Q(extra__gte=0) & ~Q(reason="")
            )
        ]

    def __str__(self):
        return f"{self.extra}"

"""What a funder and the fund agreed on, dated: versions, conditions, the plan of instalments."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import append_only, track
from core.constraints import paired
from core.money import MoneyField
from funding.querysets import FunderNameQuerySet, OfAgreementQuerySet, OfInstalmentQuerySet


class AgreementVersion(models.Model):
    """The terms of an agreement from a day on. A change is a new version, never an edit."""

    append_only = True

    agreement = models.ForeignKey(
        "funding.FundingAgreement", on_delete=models.PROTECT, related_name="terms"
    )
    effective_from = models.DateField()
    amount = MoneyField(_("amount agreed"))
    ends_on = models.DateField()
    purposes = models.CharField(max_length=200, blank=True)
    only_needs = ArrayField(models.CharField(max_length=50), default=list, blank=True)
    only_districts = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    spend_ahead = models.BooleanField(default=False)
    reason = models.CharField(_("why it was changed"), max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = OfAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("terms of an agreement")
        triggers = [append_only()]
        constraints = [
            models.CheckConstraint(name="agreement_version_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self):
        return f"{self.effective_from}"


class FunderName(models.Model):
    """What a funder was called until a day (a CCG became an ICB). History keeps the old name."""

    append_only = True

    funder = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="former_names"
    )
    name = models.CharField(max_length=160)
    until_on = models.DateField(_("used until"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = FunderNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("former name of a funder")
        triggers = [append_only()]
        constraints = [
            models.UniqueConstraint(fields=["funder", "until_on"], name="funder_name_once_per_day")
        ]

    def __str__(self):
        return self.name


@track
class Condition(models.Model):
    """Something the funder asks for: by when, whether it was met, and what shows it."""

    agreement = models.ForeignKey(
        "funding.FundingAgreement", on_delete=models.PROTECT, related_name="asked_for"
    )
    words = models.CharField(_("what is asked for"), max_length=300)
    due_on = models.DateField(null=True, blank=True)
    is_met = models.BooleanField(null=True)
    evidence = models.CharField(_("what shows it"), max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reminded_on = models.DateField(null=True, blank=True)

    objects = OfAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("condition")
        constraints = [
            paired("condition", "settled_at", "settled_by"),
            models.CheckConstraint(
                name="condition_settled_says_how",
                condition=Q(is_met__isnull=True, settled_at__isnull=True)
                | (Q(is_met__isnull=False, settled_at__isnull=False) & ~Q(evidence="")),
            ),
        ]

    def __str__(self):
        return self.words


@track
class Instalment(models.Model):
    """One part of what was agreed, with the day on which the funder means to pay it."""

    agreement = models.ForeignKey(
        "funding.FundingAgreement", on_delete=models.PROTECT, related_name="instalments"
    )
    due_on = models.DateField()
    amount = MoneyField()
    words = models.CharField(max_length=120, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reminded_on = models.DateField(null=True, blank=True)

    objects = OfAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("instalment")
        constraints = [
            models.CheckConstraint(name="instalment_positive", condition=Q(amount__gt=0)),
            paired("instalment", "dropped_at", "dropped_by"),
        ]

    def __str__(self):
        return f"{self.amount} {self.due_on}"


class InstalmentReceipt(models.Model):
    """Which movement brought (a part of) an instalment. Append-only."""

    append_only = True

    instalment = models.ForeignKey(Instalment, on_delete=models.PROTECT, related_name="receipts")
    movement = models.OneToOneField(
        "funding.Movement", on_delete=models.PROTECT, related_name="instalment_receipt"
    )

    objects = OfInstalmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt of an instalment")
        triggers = [append_only()]

    def __str__(self):
        return f"{self.instalment_id}"


class Advance(models.Model):
    """Money set free before the funder paid it in; `above` of it beyond what was agreed.

    Only where the agreement lets spending run ahead, or, for `above`, by a manager's recorded
    override: the fund then bears the risk. Append-only.
    """

    append_only = True

    agreement = models.ForeignKey(
        "funding.FundingAgreement", on_delete=models.PROTECT, related_name="advances"
    )
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    amount = MoneyField()
    above = MoneyField(_("above what was agreed"), default=0)
    reason = models.CharField(max_length=200)

    objects = OfAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("advance")
        triggers = [append_only()]
        constraints = [
            models.CheckConstraint(
                name="advance_positive",
                condition=Q(amount__gt=0, above__gte=0, above__lte=models.F("amount")),
            ),
            models.CheckConstraint(name="advance_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"{self.amount}"

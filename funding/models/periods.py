"""The end of a period: books closed for good, unspent money carried on, costs put elsewhere."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import append_only
from core.constraints import in_order, one_of
from core.money import MoneyField
from core.references import ReferenceField
from funding.querysets import OfAgreementQuerySet, OfFundQuerySet


class FundPeriod(models.Model):
    """A period of a fund whose books are closed. That the row is there is the closing.

    PostgreSQL takes no movement dated on or before the last closed day; what comes to light later
    goes into the open period with a note. `figures` is what the books said, held for ever.
    """

    append_only = True

    fund = models.ForeignKey("funding.Fund", on_delete=models.PROTECT, related_name="periods")
    starts_on = models.DateField()
    ends_on = models.DateField()
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    figures = models.JSONField(default=list, encoder=DjangoJSONEncoder)

    objects = OfFundQuerySet.as_manager()

    class Meta:
        verbose_name = _("closed period")
        triggers = [append_only()]
        constraints = [
            in_order("fund_period", "starts_on", "ends_on"),
            models.UniqueConstraint(fields=["fund", "starts_on"], name="fund_period_once"),
            models.UniqueConstraint(fields=["fund", "ends_on"], name="fund_period_ends_once"),
        ]

    def __str__(self):
        return f"{self.starts_on} {self.ends_on}"


class YearEnd(models.Model):
    """What became of an agreement's unspent money: carried into another, or given back."""

    append_only = True

    class Decision(models.TextChoices):
        CARRY = "carry", _("Carry it forward")
        BACK = "back", _("Give it back to the funder")

    reference = ReferenceField(prefix="CBYE")
    agreement = models.ForeignKey(
        "funding.FundingAgreement", on_delete=models.PROTECT, related_name="year_ends"
    )
    into = models.ForeignKey(
        "funding.FundingAgreement",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_in",
    )
    decision = models.CharField(max_length=5, choices=Decision.choices)
    amount = MoneyField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=200)

    objects = OfAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("year-end decision")
        triggers = [append_only()]
        constraints = [
            one_of("year_end", "decision", ("carry", "back")),
            models.CheckConstraint(name="year_end_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="year_end_carries_into",
                condition=Q(decision="carry", into__isnull=False)
                | Q(decision="back", into__isnull=True),
            ),
        ]

    def __str__(self):
        return self.reference


class Reattribution(models.Model):
    """What one agreement bore and another bears from a day on. Forward only, append-only.

    Its movements have keys that begin with the reference: the opposites, which name what they
    undo, and the same again on the other agreement.
    """

    append_only = True

    reference = ReferenceField(prefix="CBZ")
    agreement = models.ForeignKey(
        "funding.FundingAgreement", on_delete=models.PROTECT, related_name="moved_away"
    )
    into = models.ForeignKey(
        "funding.FundingAgreement", on_delete=models.PROTECT, related_name="moved_here"
    )
    from_on = models.DateField(_("from which day"))
    amount = MoneyField()
    purchases = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)

    objects = OfAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("re-attribution")
        triggers = [append_only()]
        constraints = [
            models.CheckConstraint(name="reattribution_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="reattribution_between_two",
                condition=~Q(agreement=models.F("into")) & ~Q(reason=""),
            ),
        ]

    def __str__(self):
        return self.reference

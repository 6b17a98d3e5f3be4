"""Who pays, how much, for what, and how a pound is shared among them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, one_of, paired
from core.money import MoneyField
from core.references import ReferenceField
from funding.querysets import AgreementQuerySet, FundQuerySet, OfFundQuerySet


@track
class Fund(models.Model):
    """A floating fund: not promised to any provider beforehand."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="funds"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = FundQuerySet.as_manager()

    class Meta:
        verbose_name = _("fund")
        constraints = [in_order("fund", "starts_on", "ends_on")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The fund's page: one bar, opened to agreements."""
        return reverse("funding:fund", args=[self.slug])


@track
class FundingAgreement(models.Model):
    """One funder's promise to one fund: amount, period, purposes and conditions.

    What stands here are the terms in force; each change of them is a dated `AgreementVersion`.
    """

    reference = ReferenceField(prefix="CBA")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="agreements")
    funder = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="funding_agreements"
    )
    amount = MoneyField(_("amount agreed"))
    starts_on = models.DateField()
    ends_on = models.DateField()
    purposes = models.CharField(_("for what"), max_length=200, blank=True)
    only_needs = ArrayField(
        models.CharField(max_length=50),
        default=list,
        blank=True,
        help_text=_("Need or barrier codes it may pay for; empty for any purpose."),
    )
    only_districts = ArrayField(
        models.CharField(max_length=8),
        default=list,
        db_default=Value("{}"),
        blank=True,
        help_text=_("Postcode districts it may pay for; empty for anywhere."),
    )
    spend_ahead = models.BooleanField(
        _("may be spent before it is paid in"), default=False, db_default=False
    )
    conditions = models.TextField(blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("funding agreement")
        constraints = [
            in_order("agreement", "starts_on", "ends_on"),
            models.CheckConstraint(name="agreement_amount_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        """The funder's statement."""
        return reverse("funding:statement", args=[self.reference])


@track
class SplitRule(models.Model):
    """How spending is shared from a day on: in proportion, first call, or restricted first."""

    class Kind(models.TextChoices):
        PROPORTION = "proportion", _("In proportion to what each agreed")
        FIRST_CALL = "first_call", _("In order, each until it is used up")
        RESTRICTED = "restricted", _("Restricted money first, then in proportion")

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="split_rules")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PROPORTION)
    effective_from = models.DateField()
    order = models.JSONField(
        default=list, blank=True, help_text=_("For first call: agreement references in order.")
    )

    reason = models.CharField(max_length=200, blank=True, default="", db_default="")
    made_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfFundQuerySet.as_manager()

    class Meta:
        verbose_name = _("split rule")
        constraints = [
            one_of("split_rule", "kind", ("proportion", "first_call", "restricted")),
            paired("split_rule", "made_at", "made_by"),
            models.UniqueConstraint(fields=["fund", "effective_from"], name="split_once_per_day"),
        ]

    def __str__(self):
        return f"{self.kind} {self.effective_from}"

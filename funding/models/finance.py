"""What the finance department needs: cost codes, what was exported, what the recount said."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.audit import append_only, track
from core.constraints import in_order, one_of
from core.money import MoneyField
from funding.querysets import OfFundQuerySet, RecountQuerySet


@track
class CostCode(models.Model):
    """Under which code of the finance department a category of purchase is booked."""

    fund = models.ForeignKey("funding.Fund", on_delete=models.PROTECT, related_name="cost_codes")
    category = models.CharField(max_length=10)
    code = models.CharField(_("cost code"), max_length=24)

    objects = OfFundQuerySet.as_manager()

    class Meta:
        verbose_name = _("cost code")
        constraints = [models.UniqueConstraint(fields=["fund", "category"], name="cost_code_once")]

    def __str__(self):
        return self.code


class LedgerExport(models.Model):
    """That a period of the ledger was taken away, by whom, and what it came to. Append-only."""

    append_only = True

    class Kind(models.TextChoices):
        MOVEMENTS = "movements", _("One row a movement")
        COST_CODES = "cost_codes", _("A summary by cost code")

    fund = models.ForeignKey("funding.Fund", on_delete=models.PROTECT, related_name="exports")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    rows = models.PositiveIntegerField()
    paid = MoneyField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = OfFundQuerySet.as_manager()

    class Meta:
        verbose_name = _("export of the ledger")
        triggers = [append_only()]
        constraints = [
            one_of("ledger_export", "kind", ("movements", "cost_codes")),
            in_order("ledger_export", "starts_on", "ends_on"),
        ]

    def __str__(self):
        return f"{self.kind} {self.ends_on}"


class Recount(models.Model):
    """One recount of the whole ledger: what was counted, and the difference, if any."""

    append_only = True

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    difference = models.TextField(blank=True)
    summary = models.CharField(max_length=400, blank=True)
    counted = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = RecountQuerySet.as_manager()

    class Meta:
        verbose_name = _("recount")
        triggers = [append_only()]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"

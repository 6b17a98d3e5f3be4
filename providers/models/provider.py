"""A voluntary organisation with its papers in order, or not."""

import datetime as dt

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import paired
from core.references import ReferenceField
from providers.querysets import ProviderQuerySet


@track
class Provider(models.Model):
    """An organisation that delivers help, with its due diligence.

    Without valid insurance and safeguarding policy it is given no new placement or order.
    """

    untracked = ("uid",)

    reference = ReferenceField(prefix="CBV")
    uid = models.UUIDField(
        unique=True, editable=False, db_default=RandomUUID(), help_text=_("Its public identity.")
    )
    source = models.SlugField(
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text=_("The feed it was read from; empty when it was entered here."),
    )
    source_id = models.CharField(max_length=200, blank=True, default="", db_default="")
    organisation = models.OneToOneField(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="provider"
    )
    description = models.TextField(blank=True)
    website = models.URLField(blank=True)
    charity_number = models.CharField(max_length=12, blank=True)
    insurance_expires_on = models.DateField(_("insurance valid until"), null=True, blank=True)
    safeguarding_expires_on = models.DateField(
        _("safeguarding policy valid until"), null=True, blank=True
    )
    dbs_statement_expires_on = models.DateField(
        _("DBS statement valid until"), null=True, blank=True
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approval_words = models.CharField(
        max_length=200, blank=True, help_text=_("Why approval was withdrawn, if it was.")
    )
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pause_reason = models.CharField(max_length=200, blank=True)

    objects = ProviderQuerySet.as_manager()

    class Meta:
        verbose_name = _("provider")
        constraints = [
            paired("provider", "approved_at", "approved_by"),
            paired("provider", "paused_at", "paused_by"),
            models.UniqueConstraint(
                fields=["source", "source_id"],
                name="provider_once_per_source",
                condition=~Q(source=""),
            ),
        ]

    def __str__(self):
        return self.reference

    def missing_papers(self, on: dt.date) -> list[str]:
        """Which papers are missing or out of date on `on`; empty when new work may be given."""
        papers = [
            (_("insurance"), self.insurance_expires_on),
            (_("safeguarding policy"), self.safeguarding_expires_on),
            (_("DBS statement"), self.dbs_statement_expires_on),
        ]
        return [name for name, until in papers if until is None or until < on]


@track
class BankDetails(models.Model):
    """Where a provider is paid. Shown in full to finance only, else as the last four digits."""

    provider = models.OneToOneField(Provider, on_delete=models.PROTECT, related_name="bank_details")
    account_name = models.CharField(max_length=70)
    sort_code = models.CharField(max_length=6)
    account_number = models.CharField(max_length=8)

    class Meta:
        verbose_name = _("bank details")

    def __str__(self):
        return self.masked

    @property
    def masked(self) -> str:
        """The last four digits of the account."""
        return f"•••• {self.account_number[-4:]}"

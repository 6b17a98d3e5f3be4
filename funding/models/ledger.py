"""The ledger. Money is never set, only moved."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.audit import append_only
from core.constraints import one_of
from core.money import MoneyField
from funding.querysets import AccountQuerySet, MovementQuerySet


class Account(models.Model):
    """One of the places where an agreement's money can be.

    Every agreement has outside (the funder's own pocket), available, committed and paid. When
    needed it gets owed (set free before the funder paid it in), carried (to or from another
    agreement; over both it comes to nothing) and back (given back to the funder).

    `balance` follows the movements and is written by the database alone: a trigger on Movement
    adds and takes, and the service's role may not update this table. Outside, owed and carried
    alone may go below zero.
    """

    written_by_database = True

    class Kind(models.TextChoices):
        OUTSIDE = "outside", _("Outside")
        AVAILABLE = "available", _("Available")
        COMMITTED = "committed", _("Committed")
        PAID = "paid", _("Paid")
        OWED = "owed", _("Owed by the funder")
        CARRIED = "carried", _("Carried forward")
        BACK = "back", _("Given back to the funder")

    fund = models.ForeignKey("funding.Fund", on_delete=models.PROTECT, related_name="accounts")
    agreement = models.ForeignKey(
        "funding.FundingAgreement", on_delete=models.PROTECT, related_name="accounts"
    )
    kind = models.CharField(max_length=9, choices=Kind.choices)
    balance = MoneyField(default=0)

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("account")
        constraints = [
            one_of(
                "account",
                "kind",
                ("outside", "available", "committed", "paid", "owed", "carried", "back"),
            ),
            models.UniqueConstraint(fields=["agreement", "kind"], name="account_once_per_kind"),
            models.CheckConstraint(
                name="account_never_below_zero",
                condition=Q(kind__in=["carried", "outside", "owed"]) | Q(balance__gte=0),
            ),
            models.CheckConstraint(
                name="account_owed_never_above_zero",
                condition=~Q(kind="owed") | Q(balance__lte=0),
            ),
        ]

    def __str__(self):
        return f"{self.kind}"


class Movement(models.Model):
    """An amount that went from one account to another. Append-only.

    A mistake is put right by the opposite movement, which names the one it corrects.
    """

    append_only = True

    class Kind(models.TextChoices):
        GRANT = "grant", _("Received from the funder")
        COMMIT = "commit", _("Committed")
        RELEASE = "release", _("Released")
        PAY = "pay", _("Paid")
        CORRECT = "correct", _("Corrected")
        RETURN = "return", _("Returned")
        ADVANCE = "advance", _("Set free before it is paid in")
        CARRY = "carry", _("Carried forward")
        BACK = "back", _("Given back to the funder")

    at = models.DateTimeField()
    by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # Fund, agreement, both accounts and purchase are held by funding_post_movements
    # (docs/decisions/0021 and 0031).
    fund = models.ForeignKey(
        "funding.Fund",
        on_delete=models.PROTECT,
        related_name="movements",
        db_index=False,  # movement_of_fund begins with it
        db_constraint=False,
    )
    agreement = models.ForeignKey(
        "funding.FundingAgreement",
        on_delete=models.PROTECT,
        related_name="movements",
        db_index=False,  # movement_of_agreement begins with it
        db_constraint=False,
    )
    source = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="out",
        db_index=False,
        db_constraint=False,
    )
    target = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="into",
        db_index=False,
        db_constraint=False,
    )
    amount = MoneyField()
    purchase = models.ForeignKey(
        "funding.Purchase",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="movements",
        db_constraint=False,
    )
    invoice = models.ForeignKey(
        "funding.Invoice",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="movements",
        db_index=False,  # movement_of_invoice: most movements have none
    )
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    key = models.CharField(
        max_length=120,
        help_text=_("Idempotency key: what asked for it, so that it is done once."),
    )
    words = models.CharField(max_length=200, blank=True)

    objects = MovementQuerySet.as_manager()

    class Meta:
        verbose_name = _("movement")
        triggers = [append_only()]
        indexes = [
            models.Index(fields=["agreement", "at"], name="movement_of_agreement"),
            models.Index(fields=["fund", "at"], name="movement_of_fund"),
            models.Index(
                fields=["invoice"],
                name="movement_of_invoice",
                condition=Q(invoice__isnull=False),
            ),
        ]
        constraints = [
            one_of(
                "movement",
                "kind",
                (
                    *("grant", "commit", "release", "pay", "correct", "return"),
                    *("advance", "carry", "back"),
                ),
            ),
            models.UniqueConstraint(fields=["key"], name="movement_once_per_key"),
            models.CheckConstraint(name="movement_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="movement_between_two_accounts", condition=~Q(source=F("target"))
            ),
            models.CheckConstraint(
                name="movement_correction_names_what",
                condition=Q(kind="correct", corrects__isnull=False)
                | (~Q(kind="correct") & Q(corrects__isnull=True)),
            ),
            models.CheckConstraint(
                name="movement_names_its_purchase",
                condition=Q(kind__in=["advance", "back", "carry", "correct", "grant", "return"])
                | Q(purchase__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.amount}"

"""Help that is missing somewhere."""

from django.db import models
from django.db.models.functions import Lower, Trim
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import one_of
from core.references import ReferenceField
from providers.querysets import GapQuerySet


@track
class Gap(models.Model):
    """What is missing, where and for whom; anyone may raise one, someone owns it."""

    class Kind(models.TextChoices):
        VOLUNTARY = "voluntary", _("Voluntary")
        STATUTORY = "statutory", _("Statutory")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        IN_HAND = "in_hand", _("In hand")
        FILLED = "filled", _("Filled")

    reference = ReferenceField(prefix="CBG")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="gaps"
    )
    need = models.ForeignKey("programmes.NeedDomain", on_delete=models.PROTECT, related_name="gaps")
    area = models.CharField(_("where"), max_length=80)
    words = models.CharField(_("what is missing"), max_length=300)
    people_affected = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.VOLUNTARY)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    action = models.CharField(max_length=300, blank=True)
    call = models.ForeignKey(
        "providers.CallForOffers",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="gaps",
        help_text=_("The call for offers that it became part of."),
    )
    filled_on = models.DateField(null=True, blank=True)

    objects = GapQuerySet.as_manager()

    class Meta:
        verbose_name = _("gap")
        indexes = [
            models.Index(
                "programme",
                "need",
                Lower(Trim("area")),
                name="gap_clusters",
                condition=~models.Q(status="filled"),
            ),
        ]
        constraints = [
            one_of("gap", "status", ("open", "in_hand", "filled")),
            models.CheckConstraint(
                name="gap_filled_has_date",
                condition=models.Q(status="filled", filled_on__isnull=False)
                | (~models.Q(status="filled") & models.Q(filled_on__isnull=True)),
            ),
        ]

    def __str__(self):
        return self.reference

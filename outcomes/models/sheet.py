"""A scale that lies before the resident to answer by themselves, on the tablet or by a link."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, one_of, stamped
from core.references import ReferenceField
from outcomes.models.limits import within_instrument
from outcomes.models.measure import Mode, Occasion
from outcomes.querysets import OfCaseQuerySet


@track
class Sheet(models.Model):
    """Answers so far are kept with each question, so that nothing is lost half-way.

    While it is open nobody else can answer the same scale for the same point. It ends answered
    (then there is a measure), declined, or taken back by a worker.
    """

    personal = True

    class Status(models.TextChoices):
        OPEN = "open", _("With the resident")
        ANSWERED = "answered", _("Answered")
        DECLINED = "declined", _("They would rather not")
        TAKEN_BACK = "taken_back", _("Taken back")

    reference = ReferenceField(prefix="CBQS")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="sheets")
    instrument = models.CharField(max_length=20)
    version = models.CharField(max_length=10)
    occasion = models.CharField(max_length=10, choices=Occasion.choices)
    mode = models.CharField(max_length=10, choices=Mode.choices)
    large_print = models.BooleanField(_("large print"), default=False, db_default=False)
    because = models.CharField(max_length=200, blank=True, default="", db_default="")
    answers = models.JSONField(
        default=dict, help_text=_("So far: null for skipped, “declined” for rather not say.")
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("runs out"))
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty when the resident ended it."),
    )
    measure = models.OneToOneField(
        "outcomes.Measure", on_delete=models.PROTECT, null=True, blank=True, related_name="sheet"
    )

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("sheet")
        triggers = [within_instrument(scores=False)]
        constraints = [
            one_of("sheet", "occasion", Occasion.values),
            one_of("sheet", "mode", [Mode.TABLET, Mode.LINK]),
            one_of("sheet", "status", ["open", "answered", "declined", "taken_back"]),
            stamped("sheet", ("answered", "declined", "taken_back"), "ended_at"),
            stamped("sheet", ("answered", "declined"), "measure"),
            models.CheckConstraint(
                name="sheet_taken_back_by_someone",
                condition=Q(ended_by__isnull=True) | Q(ended_at__isnull=False),
            ),
            in_order("sheet", "asked_at", "expires_at"),
            models.UniqueConstraint(
                fields=["case", "instrument", "occasion"],
                condition=Q(status="open"),
                name="sheet_one_open_per_point",
            ),
        ]

    def __str__(self):
        return self.reference

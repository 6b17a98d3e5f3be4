"""A placement: one resident put forward to one provider's service, until it has ended."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.lifecycle import PlacementStatus
from cases.querysets import OfPlacementQuerySet, PlacementQuerySet
from core.audit import append_only, track
from core.constraints import in_order, one_of, paired, stamped, stamped_once, whom_needs_when
from core.events import EventRecord
from core.references import ReferenceField


@track
class Placement(models.Model):
    """Offered, opened, answered, under way, ended with a report. It holds a place meanwhile."""

    personal = True

    # Marks that only some questions set: `with_thread()`, `with_worries()`, news for Today.
    last_message_at: dt.datetime | None
    last_from_provider: bool | None
    is_worried: bool
    is_fresh: bool
    asks: bool

    class DeclineReason(models.TextChoices):
        FULL = "full", _("We are full")
        NOT_SUITABLE = "not_suitable", _("Not right for them")
        TOO_FAR = "too_far", _("Too far away")
        NO_VOLUNTEER = "no_volunteer", _("No volunteer free")
        OTHER = "other", _("Another reason")

    class Result(models.TextChoices):
        ACHIEVED = "achieved", _("Achieved")
        PARTLY = "partly", _("Partly achieved")
        NOT = "not", _("Not achieved")

    reference = ReferenceField(prefix="CBP")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="placements")
    service = models.ForeignKey(
        "providers.Service", on_delete=models.PROTECT, related_name="placements"
    )
    goal = models.ForeignKey(
        "cases.Goal", on_delete=models.PROTECT, null=True, blank=True, related_name="placements"
    )
    need = models.ForeignKey(
        "programmes.NeedDomain", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(
        max_length=10, choices=PlacementStatus.choices, default=PlacementStatus.OFFERED
    )
    what_to_know = models.TextField(
        _("what they need to know"), help_text=_("Only what the provider needs; no diagnosis.")
    )
    share_phone = models.BooleanField(default=True)
    share_address = models.BooleanField(default=False)
    several_because = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("Why one more was sent while others waited for an answer."),
    )
    round = models.CharField(
        max_length=12,
        blank=True,
        default="",
        db_default="",
        help_text=_("Those offered together: the first to say yes takes it."),
    )
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    first_reminder_at = models.DateTimeField(null=True, blank=True)
    last_reminder_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decline_reason = models.CharField(max_length=14, choices=DeclineReason.choices, blank=True)
    answer_words = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=8, choices=Result.choices, blank=True)
    report = models.TextField(blank=True)
    sessions_attended = models.PositiveSmallIntegerField(null=True, blank=True)
    feedback_at = models.DateTimeField(null=True, blank=True)
    feedback_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    feedback = models.PositiveSmallIntegerField(
        _("how much it helped them, 1 to 5"), null=True, blank=True
    )
    feedback_words = models.TextField(blank=True, default="", db_default="")
    team_read_at = models.DateTimeField(null=True, blank=True)
    provider_read_at = models.DateTimeField(null=True, blank=True)
    thread_done_at = models.DateTimeField(null=True, blank=True)
    thread_done_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("placement")
        indexes = [
            models.Index(fields=["service", "status"], name="placement_of_service"),
            models.Index(
                fields=["expires_at"],
                name="placement_awaiting",
                condition=Q(status__in=("offered", "opened")),
            ),
            models.Index(fields=["round"], name="placement_round", condition=~Q(round="")),
        ]
        constraints = [
            one_of("placement", "status", PlacementStatus.values),
            stamped_once(
                "placement", ("accepted", "declined", "under_way", "ended"), "answered_at"
            ),
            stamped("placement", ("ended",), "ended_at"),
            in_order("placement", "offered_at", "answered_at"),
            whom_needs_when("placement", "answered_at", "answered_by"),
            paired("placement", "feedback_at", "feedback_by"),
            paired("placement", "thread_done_at", "thread_done_by"),
            models.CheckConstraint(
                name="placement_feedback_one_to_five",
                condition=Q(feedback_at__isnull=True, feedback__isnull=True)
                | Q(feedback_at__isnull=False, feedback__gte=1, feedback__lte=5),
            ),
            models.CheckConstraint(
                name="placement_declined_with_reason",
                condition=~Q(status="declined") | ~Q(decline_reason=""),
            ),
            models.CheckConstraint(
                name="placement_ended_with_result", condition=~Q(status="ended") | ~Q(result="")
            ),
            models.UniqueConstraint(
                fields=["case", "service"],
                condition=Q(status__in=("offered", "opened", "accepted", "under_way")),
                name="placement_once_per_service",
            ),
        ]

    def __str__(self):
        return self.reference


class PlacementEvent(EventRecord):
    """One thing that happened to a placement."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="events")

    objects = OfPlacementQuerySet.as_manager()

    class Meta(EventRecord.Meta):
        verbose_name = _("placement event")


class PlacementMessage(models.Model):
    """A message between the link worker and the provider. Append-only."""

    append_only = True
    personal = True

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="messages")
    words = models.TextField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    sent_as = models.CharField(
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text=_("What they called themselves, when it came by link."),
    )
    from_provider = models.BooleanField()

    objects = OfPlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        triggers = [append_only()]

    def __str__(self):
        return f"{self.sent_at:%Y-%m-%d %H:%M}"

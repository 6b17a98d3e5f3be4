"""A journey home: transport, and the check that they are settled."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.lifecycle import JourneyStatus
from cases.querysets import JourneyQuerySet, OfJourneyQuerySet
from core.audit import track
from core.constraints import in_order, one_of, stamped_once
from core.events import EventRecord
from core.references import ReferenceField

SETTLED_CHECKS = ("warm", "lights", "food", "keys", "medicines", "falls", "who_to_call")


@track
class Journey(models.Model):
    """Asked for, driven, and ended only when someone has said that they are all right."""

    personal = True

    reference = ReferenceField(prefix="CBJ")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="journeys")
    status = models.CharField(
        max_length=10, choices=JourneyStatus.choices, default=JourneyStatus.REQUESTED
    )
    pick_up_at = models.DateTimeField(_("pick up"))
    pick_up_from = models.CharField(max_length=160)
    needs = models.CharField(
        _("what the driver must know"),
        max_length=200,
        blank=True,
        help_text=_("Wheelchair, oxygen …"),
    )
    driver = models.ForeignKey(
        "providers.Volunteer",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="journeys",
    )
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    collected_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    settle_by = models.DateTimeField(help_text=_("Not settled by then, it escalates."))
    settled_at = models.DateTimeField(null=True, blank=True)
    checks = models.JSONField(
        default=dict, blank=True, help_text=_("Each of the settled-home checks: yes, no and why.")
    )
    concern_words = models.TextField(blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    miles = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)

    objects = JourneyQuerySet.as_manager()

    class Meta:
        verbose_name = _("journey home")
        indexes = [
            models.Index(fields=["driver", "pick_up_at"], name="journey_of_driver"),
            models.Index(
                fields=["settle_by"],
                name="journey_not_settled",
                condition=Q(status__in=("requested", "offered", "accepted", "collected", "home")),
            ),
        ]
        constraints = [
            one_of("journey", "status", JourneyStatus.values),
            stamped_once("journey", ("collected", "home", "settled", "concern"), "collected_at"),
            stamped_once("journey", ("home", "settled"), "arrived_at"),
            stamped_once("journey", ("settled",), "settled_at"),
            stamped_once("journey", ("accepted", "collected", "home"), "driver", "accepted_at"),
            in_order("journey", "collected_at", "arrived_at"),
            in_order("journey", "arrived_at", "settled_at"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status__in=("requested", "offered", "accepted", "collected", "home")),
                name="journey_one_open_per_case",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        """The page of this journey."""
        return reverse("cases:journey", args=[self.reference])


class JourneyEvent(EventRecord):
    """One thing that happened to a journey."""

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="events")

    objects = OfJourneyQuerySet.as_manager()

    class Meta(EventRecord.Meta):
        verbose_name = _("journey event")

"""A panel: several people decide together on a price above the last limit."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import one_of, paired, stamped
from core.events import EventRecord
from core.references import ReferenceField
from funding.lifecycle import PanelStatus
from funding.querysets import OfPanelQuerySet, PanelQuerySet


@track
class PanelDecision(models.Model):
    """A panel called for one purchase, with the rules of the policy on the day it was called."""

    personal = True

    reference = ReferenceField(prefix="CBPD")
    purchase = models.ForeignKey(
        "funding.Purchase", on_delete=models.PROTECT, related_name="panels"
    )
    status = models.CharField(
        max_length=10, choices=PanelStatus.choices, default=PanelStatus.CALLED
    )
    quorum = models.PositiveSmallIntegerField(_("votes needed for the decision to count"))
    majority = models.PositiveSmallIntegerField(
        _("share of the votes for and against that must be exceeded, in percent")
    )
    decide_by = models.DateField(_("to be decided by"))
    called_at = models.DateTimeField()
    called_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.CharField(_("the decision in words"), max_length=600, blank=True)

    objects = PanelQuerySet.as_manager()

    class Meta:
        verbose_name = _("panel decision")
        constraints = [
            one_of("panel", "status", PanelStatus.values),
            paired("panel", "decided_at", "decided_by"),
            stamped("panel", ("agreed", "declined"), "decided_at", "decided_by"),
            models.CheckConstraint(
                name="panel_rules_make_sense",
                condition=Q(quorum__gte=1, majority__gte=0, majority__lt=100),
            ),
            models.UniqueConstraint(
                fields=["purchase"],
                condition=Q(status__in=["called", "agreed"]),
                name="panel_one_open_per_purchase",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        """The panel's own page, which never names the resident."""
        return reverse("funding:panel", args=[self.reference])


class PanelEvent(EventRecord):
    """One thing that happened to a panel: called, a vote, an interest, the decision."""

    paneldecision = models.ForeignKey(
        PanelDecision, on_delete=models.PROTECT, related_name="events"
    )

    objects = OfPanelQuerySet.as_manager()

    class Meta(EventRecord.Meta):
        verbose_name = _("panel event")


@track
class PanelMember(models.Model):
    """A seat on a panel, with its vote, or with the interest that keeps its holder from voting."""

    class Vote(models.TextChoices):
        FOR = "for", _("For")
        AGAINST = "against", _("Against")
        ABSTAIN = "abstain", _("Abstains")

    panel = models.ForeignKey(PanelDecision, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="seats")
    vote = models.CharField(max_length=7, choices=Vote.choices, blank=True)
    vote_words = models.CharField(max_length=300, blank=True)
    voted_at = models.DateTimeField(null=True, blank=True)
    interest = models.CharField(_("conflict of interest"), max_length=300, blank=True)
    interest_at = models.DateTimeField(null=True, blank=True)

    objects = OfPanelQuerySet.as_manager()

    class Meta:
        verbose_name = _("panel member")
        constraints = [
            one_of("panel_member", "vote", ("", "for", "against", "abstain")),
            models.UniqueConstraint(fields=["panel", "user"], name="panel_one_seat_each"),
            models.CheckConstraint(
                name="panel_vote_has_its_moment",
                condition=Q(vote="", voted_at__isnull=True)
                | (~Q(vote="") & Q(voted_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="panel_interest_has_its_moment",
                condition=Q(interest="", interest_at__isnull=True)
                | (~Q(interest="") & Q(interest_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="panel_no_vote_with_an_interest",
                condition=Q(interest_at__isnull=True) | Q(vote=""),
            ),
        ]

    def __str__(self):
        return f"{self.user_id}"

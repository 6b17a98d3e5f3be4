"""The referral itself."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, one_of, paired, stamped, stamped_once
from core.references import ReferenceField
from referrals.lifecycle import AWAITING_DECISION, DECIDED, Status
from referrals.querysets import ReferralQuerySet


class Source(models.TextChoices):
    """Where a referral comes from."""

    WARD = "ward", _("Ward")
    EMERGENCY = "emergency", _("Emergency department")
    CLINIC = "clinic", _("Outpatient clinic")
    CREW = "crew", _("Ambulance crew")
    GP = "gp", _("GP practice")
    PARTNER = "partner", _("Partner organisation")
    FAMILY = "family", _("Family or friend")
    SELF = "self", _("The resident")
    COHORT = "cohort", _("List of frequent attenders")


class Urgency(models.TextChoices):
    """How soon it must be decided."""

    ROUTINE = "routine", _("Routine")
    URGENT = "urgent", _("Urgent")
    SAME_DAY = "same_day", _("Same day")


class DeclineReason(models.TextChoices):
    """Why a referral is declined."""

    OUT_OF_AREA = "out_of_area", _("Lives outside our area")
    NOT_ELIGIBLE = "not_eligible", _("Not someone this programme can help")
    MEDICAL = "medical", _("What holds them is medical or social care")
    DID_NOT_AGREE = "did_not_agree", _("They do not want it")
    NO_CAPACITY = "no_capacity", _("No worker has room")
    OTHER = "other", _("Another reason")


class Pathway(models.IntegerChoices):
    """Discharge pathway (Hospital discharge and community support guidance, 26 January 2024)."""

    HOME = 0, _("Pathway 0: home, no new needs")
    HOME_WITH_NEEDS = 1, _("Pathway 1: home with new needs")
    BED = 2, _("Pathway 2: a bed in the community")
    CARE_HOME = 3, _("Pathway 3: long-term care")


@track
class Referral(models.Model):
    """Somebody asks for help for a resident, before or after they go home."""

    personal = True

    reference = ReferenceField(prefix="CB")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="referrals"
    )
    policy = models.ForeignKey("programmes.Policy", on_delete=models.PROTECT, related_name="+")
    resident = models.ForeignKey(
        "residents.Resident", on_delete=models.PROTECT, related_name="referrals"
    )
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    source = models.CharField(_("from"), max_length=10, choices=Source.choices)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.ROUTINE)

    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="referrals_made",
        help_text=_("Who wrote it down; for a self-referral, the worker who took the call."),
    )
    referrer_name = models.CharField(_("referrer"), max_length=70, blank=True)
    referrer_phone = models.CharField(_("call back on"), max_length=35, blank=True)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="referrals_sent"
    )
    site = models.ForeignKey(
        "accounts.Site", on_delete=models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    ward = models.ForeignKey(
        "accounts.Ward", on_delete=models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    bay = models.CharField(_("bay or bed"), max_length=20, blank=True)

    reason = models.TextField(_("in the referrer's words"), blank=True)
    barriers_unknown = models.BooleanField(default=False)
    admitted_on = models.DateField(_("admitted"), null=True, blank=True)
    ready_on = models.DateField(
        _("ready to leave"),
        null=True,
        blank=True,
        help_text=_("Discharge ready date: the day from which they need not be in hospital."),
    )
    expected_home_on = models.DateField(_("expected home"), null=True, blank=True)
    discharged_on = models.DateField(_("left hospital"), null=True, blank=True)
    pathway = models.PositiveSmallIntegerField(choices=Pathway.choices, null=True, blank=True)
    meets_criteria_to_reside = models.BooleanField(null=True, blank=True)
    needs_journey = models.BooleanField(_("needs a lift home"), null=True, blank=True)
    needs_home_visit = models.BooleanField(_("home to be seen first"), null=True, blank=True)

    is_homeless = models.BooleanField(_("nowhere to live"), default=False)
    housing_authority = models.CharField(max_length=80, blank=True)
    duty_to_refer_on = models.DateField(_("duty to refer sent"), null=True, blank=True)
    duty_acknowledged_on = models.DateField(null=True, blank=True)
    duty_result = models.CharField(max_length=120, blank=True)

    submitted_at = models.DateTimeField(null=True, blank=True)
    respond_by = models.DateTimeField(
        _("decide by"), null=True, blank=True, help_text=_("From the policy and the urgency.")
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decline_reason = models.CharField(max_length=14, choices=DeclineReason.choices, blank=True)
    decision_words = models.TextField(blank=True)
    redirected_to = models.ForeignKey(
        "programmes.Programme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="redirected_here",
    )
    came_from = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_to",
        help_text=_("The referral that was redirected here from another programme."),
    )
    redirected_to_organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        indexes = [
            models.Index(fields=["programme", "status", "-submitted_at"], name="referral_queue"),
            models.Index(fields=["programme", "-made_at", "-id"], name="referral_newest"),
            models.Index(fields=["site", "-made_at", "-id"], name="referral_of_site"),
            models.Index(
                fields=["organisation", "-made_at", "-id"], name="referral_of_organisation"
            ),
            models.Index(
                fields=["programme", "respond_by"],
                name="referral_to_decide",
                condition=Q(status__in=("submitted", "information_needed")),
            ),
        ]
        constraints = [
            one_of("referral", "status", Status.values),
            one_of("referral", "source", Source.values),
            one_of("referral", "urgency", Urgency.values),
            stamped("referral", DECIDED, "decided_at", "decided_by"),
            stamped("referral", (Status.WITHDRAWN,), "withdrawn_at", "withdrawn_by"),
            stamped_once(
                "referral", set(Status.values) - {Status.DRAFT}, "submitted_at", "respond_by"
            ),
            paired("referral", "submitted_at", "respond_by"),
            in_order("referral", "submitted_at", "decided_at"),
            in_order("referral", "admitted_on", "discharged_on"),
            in_order("referral", "admitted_on", "ready_on"),
            models.CheckConstraint(
                name="referral_declined_with_reason",
                condition=~Q(status="declined") | ~Q(decline_reason=""),
            ),
            models.CheckConstraint(
                name="referral_redirected_somewhere",
                condition=~Q(status="redirected")
                | Q(redirected_to__isnull=False)
                | Q(redirected_to_organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="referral_duplicate_names_other",
                condition=~Q(status="duplicate")
                | (Q(duplicate_of__isnull=False) & ~Q(duplicate_of=models.F("pk"))),
            ),
            models.CheckConstraint(
                name="referral_not_decided_by_author",
                condition=~Q(status__in=("accepted", "declined"))
                | ~Q(decided_by=models.F("made_by")),
            ),
            models.UniqueConstraint(
                fields=["resident", "programme"],
                condition=Q(status__in=[status.value for status in AWAITING_DECISION]),
                name="referral_one_undecided_per_programme",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        """The page of this referral."""
        return reverse("referrals:detail", args=[self.reference])

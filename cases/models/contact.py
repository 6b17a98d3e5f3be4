"""Contacts: what was planned, and what happened with or for the resident."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.querysets import OfCaseQuerySet
from core.audit import track
from core.constraints import one_of


class Mode(models.TextChoices):
    """How."""

    CALL = "call", _("Call")
    VISIT = "visit", _("Home visit")
    WARD = "ward", _("On the ward")
    MESSAGE = "message", _("Message")
    VIDEO = "video", _("Video call")
    MEETING = "meeting", _("Meeting elsewhere")
    FOR_THEM = "for_them", _("Done for them")


@track
class Contact(models.Model):
    """One contact: who gave it, how, how long, and whether they were reached."""

    personal = True

    class Outcome(models.TextChoices):
        MADE = "made", _("Made")
        NO_ANSWER = "no_answer", _("No answer")
        NOT_IN = "not_in", _("Not at home")
        CANCELLED = "cancelled", _("They cancelled")
        NOT_WELL = "not_well", _("Not well enough")
        IN_HOSPITAL = "in_hospital", _("In hospital")

    class Giver(models.TextChoices):
        STAFF = "staff", _("Staff")
        VOLUNTEER = "volunteer", _("Volunteer")

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="contacts")
    at = models.DateTimeField(_("when"))
    mode = models.CharField(max_length=10, choices=Mode.choices)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.MADE)
    giver_kind = models.CharField(max_length=10, choices=Giver.choices, default=Giver.STAFF)
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    themes = ArrayField(models.CharField(max_length=50), default=list, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        indexes = [models.Index(fields=["case", "-at"], name="contact_of_case")]
        constraints = [
            one_of("contact", "mode", Mode.values),
            one_of(
                "contact",
                "outcome",
                ("made", "no_answer", "not_in", "cancelled", "not_well", "in_hospital"),
            ),
            models.CheckConstraint(
                name="contact_minutes_within_a_day",
                condition=Q(minutes__isnull=True) | Q(minutes__lte=1440),
            ),
        ]

    def __str__(self):
        return f"{self.mode} {self.at:%Y-%m-%d}"


@track
class PlannedContact(models.Model):
    """A contact that the schedule asks for on a day; met by a contact, missed, or dropped."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        MADE = "made", _("Made")
        MISSED = "missed", _("Missed")
        DROPPED = "dropped", _("Not needed")

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="planned")
    due_on = models.DateField()
    due_time = models.TimeField(null=True, blank=True)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.CALL)
    purpose = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.PLANNED)
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="meets"
    )

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned contact")
        indexes = [
            models.Index(fields=["case", "due_on"], name="planned_of_case"),
            models.Index(fields=["due_on"], name="planned_open", condition=Q(status="planned")),
        ]
        constraints = [
            one_of("planned_contact", "status", ("planned", "made", "missed", "dropped")),
            models.UniqueConstraint(fields=["case", "due_on", "purpose"], name="planned_once"),
            models.CheckConstraint(
                name="planned_made_names_contact",
                condition=~Q(status="made") | Q(contact__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.due_on}"

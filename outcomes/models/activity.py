"""Hospital activity, and lists of people whose activity is compared."""

from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, one_of
from core.references import ReferenceField
from outcomes.querysets import OfCohortQuerySet, OfProgrammeQuerySet


class EventType(models.TextChoices):
    """What kind of activity."""

    AE_ATTENDANCE = "ae_attendance", _("A&E attendances")
    EMERGENCY_ADMISSION = "emergency_admission", _("Emergency admissions")
    ELECTIVE_ADMISSION = "elective_admission", _("Planned admissions")
    AMBULANCE_INCIDENT = "ambulance_incident", _("Ambulance call-outs")
    GP_CONTACT = "gp_contact", _("GP contacts")


@track
class ActivityImport(models.Model):
    """One file that was read: what it held, what was stored, what was refused and why."""

    class Kind(models.TextChoices):
        ACTIVITY = "activity", _("Hospital activity")
        COHORT = "cohort", _("List of people")

    reference = ReferenceField(prefix="CBH")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="imports"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    source = models.CharField(max_length=80)
    file_name = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    read = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    already_known = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    opted_out = models.PositiveIntegerField(
        default=0,
        db_default=0,
        help_text=_("Of those stored: of people who opted out. Kept, and never counted."),
    )
    strangers = models.PositiveIntegerField(
        default=0,
        db_default=0,
        help_text=_("Of those rejected: of people whom the service does not know."),
    )
    layout = models.ForeignKey(
        "outcomes.ActivityLayout", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reading = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",
        help_text=_("Digest of how the columns were read; empty for our own columns."),
    )
    rejects = models.FileField(upload_to="rejects/", blank=True)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = OfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        constraints = [
            models.CheckConstraint(
                name="import_counts_add_up",
                condition=Q(
                    read=models.F("stored") + models.F("already_known") + models.F("rejected")
                ),
            ),
            models.CheckConstraint(
                name="import_strangers_were_rejected",
                condition=Q(strangers__lte=models.F("rejected")),
            ),
        ]

    def __str__(self):
        return self.reference


class HospitalEvent(models.Model):
    """One attendance, admission, call-out or GP contact of someone whom the service follows.

    Keyed by NHS number, not by resident: people of an imported list are not residents.
    """

    personal = True

    source = models.CharField(max_length=80)
    event_id = models.CharField(max_length=80)
    nhs_number = models.CharField(max_length=10)
    event_type = models.CharField(max_length=20, choices=EventType.choices)
    occurred_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    admission_method = models.CharField(max_length=4, blank=True)
    conveyed = models.BooleanField(null=True, blank=True)
    avoidable = models.BooleanField(null=True, blank=True)
    batch = models.ForeignKey(
        ActivityImport,
        on_delete=models.PROTECT,
        related_name="events",
        db_constraint=False,  # the import makes its batch in the same transaction; a million checks
        db_index=False,  # nobody asks for the events of one file often enough to pay for it
    )

    objects = OfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("hospital event")
        indexes = [
            # A hash: events come in no order of persons, and it takes them at half the price.
            # Whoever counts for very many people reads the table through instead.
            HashIndex(fields=["nhs_number"], name="hospital_event_by_person")
        ]
        constraints = [
            # The id first: it decides nearly every comparison, which halves the price of a row.
            models.UniqueConstraint(fields=["event_id", "source"], name="hospital_event_unique"),
            one_of("hospital_event", "event_type", EventType.values),
            in_order("hospital_event", "occurred_on", "ended_on"),
        ]

    def __str__(self):
        return f"{self.event_type} {self.occurred_on}"


class Cohort(models.Model):
    """A named list of people from a file: supported, or followed for comparison."""

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="cohorts"
    )
    name = models.CharField(max_length=80)
    is_comparison = models.BooleanField(default=False)
    batch = models.ForeignKey(ActivityImport, on_delete=models.PROTECT, related_name="+")

    objects = OfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="cohort_name_once")
        ]

    def __str__(self):
        return self.name


class CohortPerson(models.Model):
    """One person of a list, followed from `index_on`."""

    personal = True

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="people")
    nhs_number = models.CharField(max_length=10)
    given_name = models.CharField(max_length=35, blank=True)
    family_name = models.CharField(max_length=35, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    index_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = OfCohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("person of a cohort")
        constraints = [
            models.UniqueConstraint(fields=["cohort", "nhs_number"], name="cohort_person_once"),
            in_order("cohort_person", "index_on", "ended_on"),
        ]

    def __str__(self):
        return f"{self.cohort_id}"

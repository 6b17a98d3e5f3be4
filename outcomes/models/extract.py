"""Rows a person for an outside evaluator, under a pseudonym whose key can be destroyed."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit import append_only, track
from core.constraints import one_of, paired
from core.events import EventRecord
from core.references import ReferenceField
from outcomes.report_lives import ExtractStatus
from outcomes.report_querysets import ExtractQuerySet, OfExtractQuerySet


@track
class Extract(models.Model):
    """Asked for by one, confirmed by a manager, released by information governance: three people.

    It ends on `expires_on` at the latest. Then its file is wiped and its key destroyed, and
    nobody, we included, can lead a pseudonym back to a person.
    """

    reference = ReferenceField(prefix="CBXT")
    run = models.ForeignKey(
        "outcomes.EvaluationRun", on_delete=models.PROTECT, related_name="extracts"
    )
    status = models.CharField(
        max_length=10, choices=ExtractStatus.choices, default=ExtractStatus.ASKED
    )
    recipient = models.CharField(_("for whom"), max_length=120)
    purpose = models.CharField(_("what for"), max_length=300)
    expires_on = models.DateField(_("to be deleted by"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(upload_to="extracts/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    checked = models.JSONField(
        default=dict, blank=True, help_text=_("What the check of small groups found.")
    )

    objects = ExtractQuerySet.as_manager()

    class Meta:
        verbose_name = _("extract")
        constraints = [
            one_of("extract", "status", ExtractStatus.values),
            paired("extract", "confirmed_at", "confirmed_by"),
            paired("extract", "released_at", "released_by"),
            models.CheckConstraint(
                name="extract_three_people",
                condition=(
                    (Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("asked_by")))
                    & (Q(released_by__isnull=True) | ~Q(released_by=models.F("asked_by")))
                    & (Q(released_by__isnull=True) | ~Q(released_by=models.F("confirmed_by")))
                ),
            ),
            models.CheckConstraint(
                name="extract_released_was_agreed",
                condition=~Q(status="released")
                | Q(confirmed_at__isnull=False, released_at__isnull=False),
            ),
            models.CheckConstraint(
                name="extract_file_while_released", condition=Q(file="") | Q(status="released")
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("outcomes:extract", args=[self.reference])

    @property
    def programme_id(self) -> int:
        """Whose people: permissions ask for it."""
        return self.run.programme_id


class ExtractEvent(EventRecord):
    """One thing that happened to an extract."""

    extract = models.ForeignKey(Extract, on_delete=models.PROTECT, related_name="events")

    objects = OfExtractQuerySet.as_manager()

    class Meta(EventRecord.Meta):
        verbose_name = _("extract event")


class ExtractKey(models.Model):
    """The secret from which an extract's pseudonyms are made. No history; deleted at its end."""

    extract = models.OneToOneField(Extract, on_delete=models.PROTECT, related_name="key")
    secret = models.BinaryField()

    objects = OfExtractQuerySet.as_manager()

    class Meta:
        verbose_name = _("key of an extract")

    def __str__(self):
        return f"{self.extract_id}"


class ExtractReading(models.Model):
    """Who took the extract, and when."""

    append_only = True

    extract = models.ForeignKey(Extract, on_delete=models.PROTECT, related_name="readings")
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = OfExtractQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of an extract")
        triggers = [append_only()]

    def __str__(self):
        return f"{self.extract_id}"

"""Files of activity on their way in."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import one_of, stamped
from core.events import EventRecord
from core.references import ReferenceField
from outcomes.lifecycle import FileStatus
from outcomes.querysets import OfFileQuerySet, OfProgrammeQuerySet


@track
class ActivityFile(models.Model):
    """A file that was sent by page, from its arrival until it is imported or let go.

    The file itself holds NHS numbers. It is kept for as long as it is needed and no longer: it
    goes when the import is done, when it is cancelled, and after a week in any case.
    """

    personal = True
    untracked = ("rows_read", "heartbeat_at")

    reference = ReferenceField(prefix="CBHF")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="activity_files"
    )
    source = models.CharField(max_length=80)
    status = models.CharField(max_length=9, choices=FileStatus.choices)
    file_name = models.CharField(max_length=120)
    file = models.FileField(upload_to="activity/", blank=True)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    layout = models.ForeignKey(
        "outcomes.ActivityLayout",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="files",
    )
    rows = models.PositiveIntegerField(help_text=_("How many lines the file has."))
    rows_read = models.PositiveIntegerField(default=0)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    fail_reason = models.CharField(max_length=300, blank=True)
    batch = models.OneToOneField(
        "outcomes.ActivityImport",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sent_as",
    )

    objects = OfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of activity")
        constraints = [
            one_of("activity_file", "status", FileStatus.values),
            stamped("activity_file", ("stored",), "batch"),
            models.CheckConstraint(
                name="activity_file_goes_when_over",
                condition=~Q(status__in=("stored", "cancelled")) | Q(file=""),
            ),
            models.CheckConstraint(
                name="activity_file_failed_says_why",
                condition=Q(status="failed") & ~Q(fail_reason="")
                | ~Q(status="failed") & Q(fail_reason=""),
            ),
            models.CheckConstraint(name="activity_file_has_a_source", condition=~Q(source="")),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("outcomes:file", args=[self.reference])


class ActivityFileEvent(EventRecord):
    """One thing that happened to a file on its way in."""

    sent_file = models.ForeignKey(ActivityFile, on_delete=models.PROTECT, related_name="events")

    objects = OfFileQuerySet.as_manager()

    class Meta(EventRecord.Meta):
        verbose_name = _("event of a file")

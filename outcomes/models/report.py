"""A report from an evaluation run: for whom, about which while, in which files, read by whom."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit import append_only, track
from core.constraints import in_order, one_of, paired, stamped_once
from core.events import EventRecord
from core.references import ReferenceField
from outcomes.report_lives import ReportStatus
from outcomes.report_querysets import OfReportQuerySet, ReportQuerySet


class Kind(models.TextChoices):
    """Which report."""

    ANNUAL = "annual", _("Evaluation")
    FUNDER = "funder", _("Funder report")
    WARD = "ward", _("Ward feedback")
    GOVERNORS = "governors", _("Governor themes")
    PUBLIC = "public", _("Public summary")


class Format(models.TextChoices):
    """What a file of a report is."""

    PDF = "pdf", _("PDF")
    WORD = "docx", _("Word")
    EXCEL = "xlsx", _("Excel")
    CSV = "zip", _("CSV with data dictionary")


def _audience(kind: Kind, field: str) -> models.CheckConstraint:
    """A funder's report names the funder, a ward's the ward, and no other does."""
    named = Q(**{f"{field}__isnull": False})
    return models.CheckConstraint(
        name=f"report_{field}_fits_kind",
        condition=(Q(kind=kind) & named) | (~Q(kind=kind) & ~named),
    )


@track
class Report(models.Model):
    """One report of one run for one audience. Its figures follow from the run's frozen cut.

    `edition` counts how often its files were written: again when a story was withdrawn. While a
    worker is at them `writing_since` says since when and `step` how far; `fail_reason` says why
    the last try came to nothing. `claims` are the counts it gives away, as sums over the cut's
    smallest cells: whether small numbers could be worked out from this report together with others
    is asked of them.
    """

    reference = ReferenceField(prefix="CBRP")
    run = models.ForeignKey(
        "outcomes.EvaluationRun", on_delete=models.PROTECT, related_name="reports"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    funder = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ward = models.ForeignKey(
        "accounts.Ward", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    period_from = models.DateField()
    period_to = models.DateField()
    status = models.CharField(
        max_length=10, choices=ReportStatus.choices, default=ReportStatus.WRITING
    )
    edition = models.PositiveSmallIntegerField(default=1)
    writing_since = models.DateTimeField(null=True, blank=True)
    step = models.PositiveSmallIntegerField(default=0, db_default=0)
    fail_reason = models.CharField(max_length=300, blank=True, default="", db_default="")
    claims = models.JSONField(default=list, blank=True)
    withheld = models.JSONField(default=list, blank=True)
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdraw_reason = models.CharField(max_length=300, blank=True)

    untracked = ("claims", "step")
    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        indexes = [models.Index(fields=["run", "kind"], name="report_of_run")]
        constraints = [
            one_of("report", "kind", Kind.values),
            one_of("report", "status", ReportStatus.values),
            _audience(Kind.FUNDER, "funder"),
            _audience(Kind.WARD, "ward"),
            in_order("report", "period_from", "period_to"),
            # nobody published a report that the schedule put there by itself
            stamped_once("report", ("published",), "published_at"),
            stamped_once("report", ("withdrawn",), "withdrawn_at"),
            models.CheckConstraint(
                name="report_published_by_needs_at",
                condition=Q(published_by__isnull=True) | Q(published_at__isnull=False),
            ),
            paired("report", "withdrawn_at", "withdrawn_by"),
            models.CheckConstraint(
                name="report_writing_since_when",
                condition=~Q(status=ReportStatus.WRITING) | Q(writing_since__isnull=False),
            ),
            models.CheckConstraint(
                name="report_failed_says_why",
                condition=~Q(status=ReportStatus.FAILED) | ~Q(fail_reason=""),
            ),
            models.UniqueConstraint(
                fields=["run", "kind", "funder", "ward", "period_from", "period_to"],
                condition=~Q(status=ReportStatus.WITHDRAWN),
                nulls_distinct=False,
                name="report_once_a_run",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("outcomes:report", args=[self.reference])

    @property
    def programme_id(self) -> int:
        """Whose report it is: permissions ask for it."""
        return self.run.programme_id

    @property
    def programme(self):
        """The run's programme."""
        return self.run.programme


class ReportEvent(EventRecord):
    """One thing that happened to a report."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="events")

    objects = OfReportQuerySet.as_manager()

    class Meta(EventRecord.Meta):
        verbose_name = _("report event")


class ReportFile(models.Model):
    """One file of one edition. When a story in it was withdrawn it is wiped; the row stays."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="files")
    edition = models.PositiveSmallIntegerField()
    format = models.CharField(max_length=4, choices=Format.choices)
    file = models.FileField(upload_to="reports/", blank=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    wiped_at = models.DateTimeField(null=True, blank=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a report")
        constraints = [
            one_of("report_file", "format", Format.values),
            models.UniqueConstraint(
                fields=["report", "edition", "format"], name="report_file_once"
            ),
            models.CheckConstraint(
                name="report_file_wiped_has_no_file",
                condition=Q(wiped_at__isnull=True) | Q(file=""),
            ),
        ]

    def __str__(self):
        return f"{self.report_id} {self.edition} {self.format}"


class ReportReading(models.Model):
    """Who opened a report or took which file of it, and when. Nobody signed in: `by` is empty."""

    append_only = True

    class What(models.TextChoices):
        """What was done."""

        OPENED = "opened", _("Opened on screen")
        EXACT = "exact", _("Opened with true figures")
        PDF = "pdf", _("Took the PDF")
        WORD = "docx", _("Took the Word file")
        EXCEL = "xlsx", _("Took the Excel file")
        CSV = "zip", _("Took the CSV files")
        EXACT_EXCEL = "exact_xlsx", _("Took the Excel file with true figures")

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="readings")
    edition = models.PositiveSmallIntegerField()
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of a report")
        triggers = [append_only()]
        constraints = [one_of("report_reading", "what", ["opened", "exact", "pdf", "docx", "xlsx",
                                                          "zip", "exact_xlsx"])]  # fmt: skip

    def __str__(self):
        return f"{self.report_id} {self.what}"


class ReportVisits(models.Model):
    """How often a page open to anybody was opened on one day, or its PDF taken: numbers alone.

    One row a report, day and deed, however many come: strangers cannot fill the database, and
    nobody who reads a public page is written down.
    """

    class What(models.TextChoices):
        """What was done."""

        OPENED = "opened", _("Opened on screen")
        PDF = "pdf", _("Took the PDF")

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="visits")
    day = models.DateField()
    what = models.CharField(max_length=6, choices=What.choices)
    times = models.PositiveIntegerField()

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("visits to a public report")
        constraints = [
            one_of("report_visits", "what", ["opened", "pdf"]),
            models.UniqueConstraint(fields=["report", "day", "what"], name="report_visits_once"),
            models.CheckConstraint(name="report_visits_some", condition=Q(times__gte=1)),
        ]

    def __str__(self):
        return f"{self.report_id} {self.day} {self.what}"


@track
class ReportRoom(models.Model):
    """What a programme decided about its room: may anybody read the published summary?"""

    programme = models.OneToOneField(
        "programmes.Programme", on_delete=models.PROTECT, related_name="report_room"
    )
    is_public = models.BooleanField(_("open to anybody"), default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("report room")

    def __str__(self):
        return f"{self.programme_id}"

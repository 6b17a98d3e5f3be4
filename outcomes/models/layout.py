"""What the columns and words of a source mean: asked once, then remembered."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import one_of, stamped, whom_needs_when
from core.events import EventRecord
from core.references import ReferenceField
from outcomes.lifecycle import LayoutStatus
from outcomes.querysets import OfLayoutQuerySet, OfProgrammeQuerySet


class DateOrder(models.TextChoices):
    """How a source writes its dates, where they could be read in two ways."""

    YEAR_FIRST = "ymd", _("Year first, such as 2026-03-31")
    DAY_FIRST = "dmy", _("Day first, such as 31/03/2026")
    MONTH_FIRST = "mdy", _("Month first, such as 03/31/2026")


@track
class ActivityLayout(models.Model):
    """What one source's columns and words mean: asked once, then remembered.

    A file of the same source with the same set of headers is read by it without a question.
    """

    reference = ReferenceField(prefix="CBHL")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="activity_layouts"
    )
    source = models.CharField(max_length=80)
    name = models.CharField(_("name"), max_length=80)
    status = models.CharField(
        max_length=9, choices=LayoutStatus.choices, default=LayoutStatus.IN_USE
    )
    headers = models.JSONField(help_text=_("The headers as they stand in the source's file."))
    headers_key = models.CharField(max_length=64)
    columns = models.JSONField(help_text=_("Of each of our columns: the source's header."))
    fixed = models.JSONField(default=dict, help_text=_("What holds for every row of the file."))
    words = models.JSONField(default=dict, help_text=_("The source's words, and ours for them."))
    date_order = models.CharField(
        max_length=3, choices=DateOrder.choices, default=DateOrder.YEAR_FIRST
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("layout of activity files")
        constraints = [
            one_of("activity_layout", "status", LayoutStatus.values),
            one_of("activity_layout", "date_order", DateOrder.values),
            stamped("activity_layout", ("withdrawn",), "withdrawn_at"),
            whom_needs_when("activity_layout", "withdrawn_at", "withdrawn_by"),
            models.UniqueConstraint(
                fields=["programme", "source", "headers_key"],
                condition=Q(status="in_use"),
                name="activity_layout_once_for_headers",
            ),
            models.UniqueConstraint(
                fields=["programme", "name"],
                condition=Q(status="in_use"),
                name="activity_layout_name_once",
            ),
            models.CheckConstraint(
                name="activity_layout_reads_what_an_event_needs",
                condition=Q(columns__has_keys=["event_id", "nhs_number", "occurred_on"])
                & (Q(columns__has_key="event_type") | Q(fixed__has_key="event_type")),
            ),
            models.CheckConstraint(
                name="activity_layout_is_named", condition=~Q(name="") & ~Q(source="")
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("outcomes:layout", args=[self.reference])


class ActivityLayoutEvent(EventRecord):
    """One thing that happened to a layout."""

    layout = models.ForeignKey(ActivityLayout, on_delete=models.PROTECT, related_name="events")

    objects = OfLayoutQuerySet.as_manager()

    class Meta(EventRecord.Meta):
        verbose_name = _("event of a layout")

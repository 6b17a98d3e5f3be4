"""A resident's story, told with their consent, and the reports in which it stands."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import one_of, paired, stamped
from core.events import EventRecord
from core.references import ReferenceField
from outcomes.querysets import OfCaseQuerySet
from outcomes.report_lives import StoryStatus
from outcomes.report_querysets import OfReportQuerySet, OfStoryQuerySet


@track
class Story(models.Model):
    """The resident's words, as they agreed to them. How widely follows from the consent alone.

    When the consent ends the words are wiped, here and in every file: only that there was a
    story remains. The row history never held them.
    """

    personal = True
    untracked = ("words", "told_as")

    reference = ReferenceField(prefix="CBST")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="stories")
    consent = models.ForeignKey("residents.Consent", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=StoryStatus.choices, default=StoryStatus.TOLD)
    told_as = models.CharField(
        _("name in the story"), max_length=40, blank=True,
        help_text=_("Not their own name: “Mrs B”, “a man in his eighties”."),
    )  # fmt: skip
    words = models.TextField(_("in their words"), blank=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        constraints = [
            one_of("story", "status", StoryStatus.values),
            stamped("story", ("withdrawn",), "withdrawn_at"),
            paired("story", "withdrawn_at", "withdrawn_by"),
            models.CheckConstraint(
                name="story_has_words_while_told",
                condition=(Q(status="told") & ~Q(words="")) | Q(status="withdrawn", words=""),
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("outcomes:story", args=[self.reference])

    @property
    def resident(self):
        """Whose story it is: opening it is written to the access log."""
        return self.case.resident


class StoryEvent(EventRecord):
    """One thing that happened to a story."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="events")

    objects = OfStoryQuerySet.as_manager()

    class Meta(EventRecord.Meta):
        verbose_name = _("story event")


class StoryPlacement(models.Model):
    """A story in a report; taken out again when the consent ended."""

    report = models.ForeignKey("outcomes.Report", on_delete=models.PROTECT, related_name="placed")
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="placed")
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("story in a report")
        constraints = [
            models.UniqueConstraint(fields=["report", "story"], name="story_once_a_report")
        ]

    def __str__(self):
        return f"{self.story_id} {self.report_id}"

"""One answered scale."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import one_of
from core.references import ReferenceField
from outcomes.models.limits import within_instrument
from outcomes.querysets import MeasureQuerySet


class Occasion(models.TextChoices):
    """When in the plan a scale is answered."""

    BASELINE = "baseline", _("Baseline")
    WEEK_6 = "week_6", _("Week 6")
    WEEK_12 = "week_12", _("Week 12")
    MONTH_3 = "month_3", _("3 months after")
    MONTH_6 = "month_6", _("6 months after")


class Mode(models.TextChoices):
    """Who filled it in, and how: answers given to an interviewer are not the same as one's own."""

    INTERVIEW = "interview", _("Asked by the worker, who ticked")
    PAPER = "paper", _("Filled in by themselves on paper")
    JUDGED = "judged", _("Judged by the worker")
    TABLET = "tablet", _("Filled in by themselves on the tablet")
    LINK = "link", _("Filled in by themselves through a link")
    ENTERED = "entered", _("Worked out elsewhere and entered")


SELF = frozenset({Mode.PAPER, Mode.TABLET, Mode.LINK})


class Result(models.TextChoices):
    """What came of asking."""

    ANSWERED = "answered", _("Answered")
    INCOMPLETE = "incomplete", _("Answered in part")
    DECLINED = "declined", _("They would rather not")


@track
class Measure(models.Model):
    """Answers and scores of one instrument, with the version by which they were scored."""

    personal = True

    reference = ReferenceField(prefix="CBQ")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="measures")
    instrument = models.CharField(max_length=20)
    version = models.CharField(max_length=10)
    occasion = models.CharField(max_length=10, choices=Occasion.choices)
    taken_on = models.DateField()
    mode = models.CharField(
        max_length=10, choices=Mode.choices, default=Mode.INTERVIEW, db_default="interview"
    )
    result = models.CharField(
        max_length=10, choices=Result.choices, default=Result.ANSWERED, db_default="answered"
    )
    answers = models.JSONField(
        help_text=_("Item code to answer; null for skipped, “declined” for rather not say.")
    )
    scores = models.JSONField(help_text=_("Score name to value; empty when it cannot be scored."))
    words = models.CharField(
        _("in their words"), max_length=200, blank=True, default="", db_default=""
    )
    licence = models.CharField(
        _("registration it was asked under"), max_length=120, blank=True, default="", db_default=""
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    replaced_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    because = models.CharField(
        _("why it replaces the earlier one"), max_length=200, blank=True, default="", db_default=""
    )

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure")
        triggers = [within_instrument(scores=True)]
        constraints = [
            one_of("measure", "occasion", Occasion.values),
            one_of("measure", "mode", Mode.values),
            one_of("measure", "result", Result.values),
            models.CheckConstraint(
                name="measure_declined_has_no_figures",
                condition=~Q(result="declined") | Q(answers={}, scores={}),
            ),
            models.UniqueConstraint(
                fields=["case", "instrument", "occasion"],
                condition=models.Q(replaced_by__isnull=True),
                name="measure_once_per_occasion",
            ),
        ]

    def __str__(self):
        return self.reference

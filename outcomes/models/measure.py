"""One answered scale."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import one_of
from core.references import ReferenceField
from outcomes.querysets import OfCaseQuerySet, OfProgrammeQuerySet


class Occasion(models.TextChoices):
    """When in the plan a scale is answered."""

    BASELINE = "baseline", _("Baseline")
    WEEK_6 = "week_6", _("Week 6")
    WEEK_12 = "week_12", _("Week 12")
    MONTH_3 = "month_3", _("3 months after")
    MONTH_6 = "month_6", _("6 months after")


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
    answers = models.JSONField(
        help_text=_("Item code to answer; null for skipped, “declined” for rather not say.")
    )
    scores = models.JSONField(help_text=_("Score name to value; empty when it cannot be scored."))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    replaced_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure")
        constraints = [
            one_of("measure", "occasion", Occasion.values),
            models.UniqueConstraint(
                fields=["case", "instrument", "occasion"],
                condition=models.Q(replaced_by__isnull=True),
                name="measure_once_per_occasion",
            ),
        ]

    def __str__(self):
        return self.reference


@track
class InstrumentRegistration(models.Model):
    """A programme is registered with an instrument's owner, so its questions may be asked."""

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="instrument_registrations"
    )
    instrument = models.CharField(max_length=20)
    licence = models.CharField(_("registration"), max_length=120)
    registered_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = OfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("instrument registration")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "instrument"], name="instrument_registered_once"
            )
        ]

    def __str__(self):
        return self.instrument

"""An evaluation run: a frozen cut, from which the same figures can be built for ever."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.audit import append_only, track
from core.constraints import one_of, stamped
from core.events import EventRecord
from core.references import ReferenceField
from outcomes.lifecycle import RunStatus
from outcomes.querysets import OfRunQuerySet, RunQuerySet


@track
class EvaluationRun(models.Model):
    """What was asked, what was frozen, what came out."""

    reference = ReferenceField(prefix="CBE")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="evaluations"
    )
    status = models.CharField(max_length=10, choices=RunStatus.choices, default=RunStatus.QUEUED)
    as_of = models.DateField(_("data to"))
    window_days = models.PositiveSmallIntegerField(_("days each side"))
    cohort = models.ForeignKey(
        "outcomes.Cohort", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    comparison = models.ForeignKey(
        "outcomes.Cohort", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    price_year = models.CharField(
        _("prices of"), max_length=7, blank=True, default="", db_default=""
    )
    price_index = models.CharField(max_length=40, blank=True, default="", db_default="")
    price_edition = models.CharField(max_length=40, blank=True, default="", db_default="")
    seed = models.BigIntegerField()
    parameters = models.JSONField(default=dict)
    frozen = models.JSONField(
        default=dict, help_text=_("Versions, row counts and digests of what was read.")
    )
    results = models.JSONField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    design_grade = models.CharField(max_length=1, blank=True)
    step = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveSmallIntegerField(default=8)
    step_words = models.CharField(max_length=80, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField()
    queued_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    fail_reason = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pdf = models.FileField(upload_to="evaluations/", blank=True)
    claims = models.JSONField(
        null=True, blank=True, help_text=_("The counts that its page and its PDF give away.")
    )
    withheld = models.JSONField(
        null=True, blank=True, help_text=_("Counts that nobody outside is told.")
    )

    untracked = ("claims",)
    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation")
        constraints = [
            one_of("run", "status", RunStatus.values),
            stamped("run", ("published",), "published_at", "published_by"),
            models.CheckConstraint(
                name="run_ready_has_results",
                condition=~Q(status__in=("ready", "published"))
                | (Q(results__isnull=False) & ~Q(fingerprint="") & ~Q(design_grade="")),
            ),
            models.CheckConstraint(
                name="run_prices_by_an_edition",
                condition=Q(price_year="", price_index="", price_edition="")
                | ~Q(price_year="") & ~Q(price_index="") & ~Q(price_edition=""),
            ),
            models.CheckConstraint(
                name="run_window_sensible", condition=Q(window_days__gte=1, window_days__lte=1830)
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("outcomes:detail", args=[self.reference])


class EvaluationEvent(EventRecord):
    """One thing that happened to an evaluation run."""

    run = models.ForeignKey(EvaluationRun, on_delete=models.PROTECT, related_name="events")

    objects = OfRunQuerySet.as_manager()

    class Meta(EventRecord.Meta):
        verbose_name = _("evaluation event")


class EvaluationCut(models.Model):
    """Everything a run rests on, frozen when it was cut: rows a person, facts, parameters.

    The same figures can be built from it for ever, whatever becomes of the records. It is one
    compressed body (outcomes.evaluation.cut), since it is always read whole.
    """

    append_only = True
    personal = True

    run = models.OneToOneField(EvaluationRun, on_delete=models.PROTECT, related_name="cut")
    made_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    body = models.BinaryField()

    objects = OfRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("frozen cut")
        triggers = [append_only()]

    def __str__(self):
        return f"{self.run_id}"


class EvaluationPart(models.Model):
    """Some of the people of a run: frozen with it, counted by whichever worker, then joined.

    How many parts there are depends on how many people there are, never on the workers. The
    roster holds NHS numbers, so it goes as soon as the part is counted; what was counted goes as
    soon as it stands in the cut. Number, size and digest stay.
    """

    personal = True

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        COUNTED = "counted", _("Counted")
        JOINED = "joined", _("Joined")

    run = models.ForeignKey(EvaluationRun, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=7, choices=Status.choices, default=Status.WAITING)
    rows = models.PositiveIntegerField()
    roster = models.BinaryField(null=True, blank=True)
    body = models.BinaryField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)

    objects = OfRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of an evaluation")
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="evaluation_part_once"),
            one_of("evaluation_part", "status", ["waiting", "counted", "joined"]),
            models.CheckConstraint(
                name="evaluation_part_roster_while_waiting",
                condition=Q(status="waiting", roster__isnull=False)
                | (~Q(status="waiting") & Q(roster__isnull=True)),
            ),
            models.CheckConstraint(
                name="evaluation_part_body_until_joined",
                condition=Q(status="counted", body__isnull=False)
                | (~Q(status="counted") & Q(body__isnull=True)),
            ),
            models.CheckConstraint(
                name="evaluation_part_counted_is_stamped",
                condition=Q(status="waiting", counted_at__isnull=True, digest="")
                | (~Q(status="waiting") & Q(counted_at__isnull=False) & ~Q(digest="")),
            ),
        ]

    def __str__(self):
        return f"{self.run_id}/{self.number}"

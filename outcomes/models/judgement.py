"""What somebody judged would have happened without the service: days saved, admissions avoided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import append_only
from core.constraints import one_of
from outcomes.querysets import JudgementQuerySet


class Judgement(models.Model):
    """A named person's judgement with its basis: never inferred, never measured.

    A later one of the same kind about the same case takes the place of the earlier, which stays.
    """

    append_only = True
    personal = True

    class Kind(models.TextChoices):
        DAYS_SAVED = "days_saved", _("Days in hospital saved")
        ADMISSION_AVOIDED = "admission_avoided", _("Admission avoided")

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="judgements")
    kind = models.CharField(max_length=17, choices=Kind.choices)
    days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    evidence = models.PositiveSmallIntegerField(
        _("evidence grade"), help_text=_("1 the best, 6 an opinion.")
    )
    judged_by = models.CharField(_("who judged, and their role"), max_length=120)
    basis = models.CharField(_("on what basis"), max_length=300)
    judged_on = models.DateField(_("judged on"))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = JudgementQuerySet.as_manager()

    class Meta:
        verbose_name = _("judgement")
        triggers = [append_only()]
        constraints = [
            one_of("judgement", "kind", ["days_saved", "admission_avoided"]),
            models.CheckConstraint(
                name="judgement_days_where_days_were_saved",
                condition=Q(kind="days_saved", days__isnull=False, days__lte=365)
                | Q(kind="admission_avoided", days__isnull=True),
            ),
            models.CheckConstraint(
                name="judgement_evidence_one_to_six", condition=Q(evidence__gte=1, evidence__lte=6)
            ),
            models.CheckConstraint(
                name="judgement_says_who_and_why", condition=~Q(judged_by="") & ~Q(basis="")
            ),
        ]

    def __str__(self):
        return f"{self.case_id} {self.kind}"

"""Something that someone has to do."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.querysets import OfCaseQuerySet
from core.audit import track
from core.constraints import paired
from core.references import ReferenceField


@track
class Task(models.Model):
    """What, for which case, by whom, by when."""

    personal = True

    reference = ReferenceField(prefix="CBT")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="tasks")
    what = models.CharField(max_length=200)
    owner = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    due_on = models.DateField(null=True, blank=True)
    is_urgent = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        indexes = [
            models.Index(
                fields=["owner", "due_on"], name="task_open", condition=Q(done_at__isnull=True)
            )
        ]
        constraints = [paired("task", "done_at", "done_by")]

    def __str__(self):
        return self.reference

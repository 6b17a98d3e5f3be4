"""Two records of one person, made one, and how it was before."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit import track
from core.constraints import in_order, paired
from core.references import ReferenceField


class MergeQuerySet(models.QuerySet):
    """Merges."""

    def visible_to(self, user):
        """Those into residents whom the person sees."""
        residents = self.model._meta.get_field("kept").related_model
        return self.filter(kept__in=residents.objects.visible_to(user))


@track
class Merge(models.Model):
    """`gone` was the same person as `kept`. `moved` names each row that changed hands, `filled`
    what the kept record learned, so that it can be undone."""

    personal = True

    reference = ReferenceField(prefix="CBXM")
    kept = models.ForeignKey("residents.Resident", on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(
        "residents.Resident", on_delete=models.PROTECT, related_name="merged_away"
    )
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("how we know"), max_length=300)
    moved = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    filled = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        constraints = [
            paired("merge", "undone_at", "undone_by"),
            in_order("merge", "merged_at", "undone_at"),
            models.CheckConstraint(
                name="merge_of_two_records", condition=~Q(kept=models.F("gone"))
            ),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="merge_once_at_a_time"
            ),
        ]

    def __str__(self):
        return self.reference

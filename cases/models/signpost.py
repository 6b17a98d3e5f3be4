"""Signposting: somebody was pointed on. Written down lightly, apart from placements."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.querysets import SignpostQuerySet
from core.audit import append_only
from core.references import ReferenceField


class Signpost(models.Model):
    """Who rang or was met was told where else to turn; nobody was put forward. Append-only.

    It needs no case and no name: `who` says in three words for whom ("A daughter in Tipley").
    """

    append_only = True
    personal = True

    reference = ReferenceField(prefix="CBSP")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="signposts"
    )
    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="signposts"
    )
    who = models.CharField(max_length=80, blank=True)
    service = models.ForeignKey(
        "providers.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    elsewhere = models.CharField(max_length=120, blank=True)
    need = models.ForeignKey(
        "programmes.NeedDomain", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = SignpostQuerySet.as_manager()

    class Meta:
        verbose_name = _("signpost")
        triggers = [append_only()]
        indexes = [models.Index(fields=["programme", "-at"], name="signpost_of_programme")]
        constraints = [
            models.CheckConstraint(
                name="signpost_leads_somewhere",
                condition=Q(service__isnull=False) | ~Q(elsewhere=""),
            )
        ]

    def __str__(self):
        return self.reference

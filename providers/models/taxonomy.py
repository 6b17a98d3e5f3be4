"""Terms under which other directories file their services."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.constraints import paired
from providers.querysets import TermQuerySet


class TaxonomyTerm(models.Model):
    """One term of somebody's list, with the need of ours that it stands for, if any.

    `mapped_at` is when somebody decided; a term that was mapped to no need stands for none.
    """

    uid = models.UUIDField(unique=True, editable=False, db_default=RandomUUID())
    source = models.SlugField(max_length=60, blank=True)
    source_id = models.CharField(max_length=200, blank=True)
    taxonomy = models.CharField(_("list"), max_length=120)
    code = models.CharField(_("code"), max_length=120, blank=True)
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="narrower"
    )
    need = models.ForeignKey(
        "programmes.NeedDomain",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="terms",
    )
    mapped_at = models.DateTimeField(null=True, blank=True)
    mapped_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("taxonomy term")
        constraints = [
            paired("term", "mapped_at", "mapped_by"),
            models.UniqueConstraint(
                fields=["source", "taxonomy", "source_id"],
                name="term_once_per_source",
                condition=~Q(source_id=""),
            ),
        ]

    def __str__(self):
        return self.name

"""Terms under which other directories file their services."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TaxonomyTerm(models.Model):
    """One term of somebody's list, with the need of ours that it stands for, if any."""

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

    class Meta:
        verbose_name = _("taxonomy term")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "taxonomy", "source_id"],
                name="term_once_per_source",
                condition=~Q(source_id=""),
            ),
        ]

    def __str__(self):
        return self.name

"""The words that the directory is written in, so that a misspelt one can be put right."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _


class ListedWord(models.Model):
    """A word of the name or the other words of some service, in small letters.

    Filled by `services.finding.refresh`; a word stays when its service goes, which does no harm:
    whoever is led to it finds what else says it. Some thousand words stand for a hundred thousand
    services, so looking for one that sounds alike takes a millisecond.
    """

    word = models.CharField(max_length=60, primary_key=True)

    class Meta:
        verbose_name = _("word of the directory")
        indexes = [
            GinIndex(fields=["word"], name="listed_word_alike", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self):
        return self.word

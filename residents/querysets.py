"""Questions about residents."""

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import Q

from core.registry import Registry

# Higher apps say whose residents a person sees, each as a function user → Q, or None for nobody.
scopes = Registry("resident scopes")


class ResidentQuerySet(models.QuerySet):
    """Residents."""

    def visible_to(self, user):
        """Residents whom the person meets in their work, as the higher apps define it.

        Nobody sees a resident because of who they are, only because of a referral or a case:
        with no scope that answers, the list is empty.
        """
        reach = Q(pk__in=[])
        for scope in scopes:
            found = scope(user)
            if found is not None:
                reach |= found
        return self.filter(reach, merged_into__isnull=True)

    def current(self):
        """Not merged into another record."""
        return self.filter(merged_into__isnull=True)

    def with_nhs_number(self, digits: str):
        """At most one: the number is unique."""
        return self.filter(nhs_number=digits)

    def named_like(self, words: str):
        """People whose name resembles `words`, misspelt or not, nearest first (pg_trgm)."""
        tidy = " ".join(words.lower().split())
        return (
            self.filter(search_name__trigram_word_similar=tidy)
            .annotate(nearness=TrigramWordSimilarity(tidy, "search_name"))
            .order_by("-nearness", "pk")
        )

    def may_be_same(self, *, given_name: str, family_name: str, date_of_birth, postcode: str = ""):
        """Possible duplicates: same birth date and a like name, or a like name at the postcode."""
        tidy = f"{given_name} {family_name}".lower()
        like = self.current().filter(search_name__trigram_similar=tidy)
        same = Q(date_of_birth=date_of_birth) if date_of_birth else Q(pk__in=[])
        if postcode:
            same |= Q(postcode=postcode)
        return like.filter(same)

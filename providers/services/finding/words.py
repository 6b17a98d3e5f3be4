"""Finding by words: what is written first; what sounds alike only when nothing is written so."""

import re

from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import F, Q

from accounts.models import Organisation
from providers.models import Provider, Service

LIKENESS = "0.4"
"""How alike a misspelt word must be; "befreinding" and "Befriending" share one half."""
MOST_ALIKE = 400
MOST_PROVIDERS = 200


def text_query(words: str) -> SearchQuery | None:
    """All the words, the last one perhaps not typed to its end; None when there is no word."""
    tokens = re.findall(r"\w+", words)[:12]
    if not tokens:
        return None
    return SearchQuery(
        " & ".join([*tokens[:-1], f"{tokens[-1]}:*"]), config="english", search_type="raw"
    )


def speaking_of(rows, words: str):
    """The services of `rows` whose name, other words, description, kind or provider say `words`."""
    query = text_query(words)
    if query is None:
        return rows
    condition = Q(search_words=query)
    kinds = _kinds(words)
    if kinds:
        condition |= Q(kind__in=kinds)
    providers = _providers(words)
    if providers:
        condition |= Q(provider__in=providers)
    return rows.filter(condition)


def _kinds(words: str) -> list[str]:
    """Kinds of help whose name holds the words: "befriending" is said by the kind alone."""
    low = words.strip().lower()
    return [code for code, label in Service.Kind.choices if len(low) > 2 and low in label.lower()]


def _providers(words: str) -> list[int]:
    """Providers whose name holds the words as typed."""
    if len(words.strip()) < 3:
        return []
    bodies = Organisation.objects.filter(name__icontains=words.strip())
    found = Provider.objects.filter(organisation__in=bodies).values_list("pk", flat=True)
    return list(found[:MOST_PROVIDERS])


def alike(rows, words: str) -> dict[int, float]:
    """Up to 400 services of `rows` whose name sounds like `words`, with how alike (0 to 1)."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [LIKENESS]
            )
        near = (
            rows.order_by()
            .filter(name__trigram_word_similar=words)
            .annotate(alike=TrigramWordSimilarity(words, "name"))
            .order_by(F("alike").desc(), "pk")
        )
        return dict(near.values_list("pk", "alike")[:MOST_ALIKE])

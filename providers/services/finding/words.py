"""Finding by words: what is written first; what sounds alike only when nothing is written so."""

import re
from difflib import SequenceMatcher

from django.contrib.postgres.search import SearchQuery, TrigramSimilarity
from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import Q

from accounts.models import Organisation
from providers.models import ListedWord, Provider, Service

SHARED = "0.15"
"""How many of their letters in threes a misspelt word and a right one must share."""
LIKENESS = 0.72
"""How alike the two must then be: "lucnh" and "lunch" are 0.8."""
MOST_COMPARED = 40
MOST_ALIKE = 5
MOST_PROVIDERS = 200


def text_query(words: str) -> SearchQuery | None:
    """All the words, the last one perhaps not typed to its end; None when there is no word."""
    tokens = _tokens(words)
    if not tokens:
        return None
    return SearchQuery(
        " & ".join([*tokens[:-1], f"{tokens[-1]}:*"]), config="english", search_type="raw"
    )


def _tokens(words: str) -> list[str]:
    return re.findall(r"\w+", words)[:12]


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


def is_written(found) -> bool:
    """Whether there is one at all.

    Asked with a limit of one, PostgreSQL reads the whole table when it takes a word for common
    that nobody writes; set apart, the rows are looked up in the index and only one is read.
    """
    try:
        rows, values = found.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:  # nothing can match, so there is no query
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"WITH found AS MATERIALIZED ({rows}) SELECT EXISTS (TABLE found)", values)
        return cursor.fetchone()[0]


def alike(words: str) -> SearchQuery | None:
    """For each word those of the directory that sound like it; None when one has no such word."""
    asked = _tokens(words)
    near = [_near_words(each.lower()) for each in asked]
    if not near or not all(near):
        return None
    said = " & ".join(f"({' | '.join(each)})" for each in near)
    return SearchQuery(said, config="english", search_type="raw")


def _near_words(asked: str) -> list[str]:
    """Up to five listed words, most alike first: those that share letters in threes, compared."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [SHARED])
        rows = ListedWord.objects.filter(word__trigram_similar=asked)
        close = rows.annotate(alike=TrigramSimilarity("word", asked)).order_by("-alike", "word")
        found = list(close.values_list("word", flat=True)[:MOST_COMPARED])
    by_likeness = sorted(found, key=lambda word: (-_likeness(asked, word), word))
    return [word for word in by_likeness if _likeness(asked, word) >= LIKENESS][:MOST_ALIKE]


def _likeness(one: str, other: str) -> float:
    """From 0 to 1, by the letters that stand in the same order."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()

"""Find people by name, misspelt or not, in one indexed query."""

from django.db import connection, transaction

# Below PostgreSQL's usual 0.6, at which one wrong letter in a short name is not forgiven.
LIKENESS = "0.35"


def named_like(rows, words: str, *, most: int) -> list:
    """Up to `most` of the residents `rows` whose name resembles `words`, nearest first."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [LIKENESS]
            )
        return list(rows.named_like(words)[:most])

"""What the search asks of a service beside its own columns, worked out into the service's row.

`slots` are the parts of the week in which it runs ("TU-am"), `place_districts` the postcode
districts of its places, `need_ids` the needs it helps with; the words of its name go into the list
of words in which a misspelt one is looked up. Called by whoever changes one of these, in the same
transaction; an importer calls it once for all it stored.
"""

from collections.abc import Iterable

from django.db import connection

_REFRESH = """
UPDATE providers_service AS s
SET slots = COALESCE(w.slots, '{}'), place_districts = COALESCE(p.districts, '{}'),
    need_ids = COALESCE(n.ids, '{}')
FROM unnest(%s::bigint[]) AS wanted(id)
LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT (day || '-' || part)::varchar(5)) AS slots
    FROM providers_schedule h
    CROSS JOIN LATERAL unnest(h.weekdays) AS day
    CROSS JOIN LATERAL (
        SELECT COALESCE(h.opens_at, time '00:00') AS opens,
               CASE WHEN h.closes_at IS NULL AND h.opens_at IS NOT NULL THEN h.opens_at
                    WHEN h.closes_at > COALESCE(h.opens_at, time '00:00') THEN h.closes_at
                    ELSE time '24:00' END AS closes
    ) AS open
    CROSS JOIN LATERAL (
        VALUES ('am', time '00:00', time '12:00'), ('pm', '12:00', '17:00'),
               ('ev', '17:00', '24:00')
    ) AS parts(part, begins, ends)
    WHERE h.service_id = wanted.id AND opens < ends
      AND (closes > begins OR (closes = opens AND opens >= begins))
) w ON true
LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT l.district) AS districts
    FROM providers_servicelocation l
    WHERE l.service_id = wanted.id AND l.kind = 'physical' AND l.district <> ''
) p ON true
LEFT JOIN LATERAL (
    SELECT array_agg(m.needdomain_id ORDER BY m.needdomain_id) AS ids
    FROM providers_service_needs m WHERE m.service_id = wanted.id
) n ON true
WHERE s.id = wanted.id
  AND (s.slots, s.place_districts, s.need_ids)
      IS DISTINCT FROM
      (COALESCE(w.slots, '{}'), COALESCE(p.districts, '{}'), COALESCE(n.ids, '{}'))
"""
_LIST_WORDS = """
INSERT INTO providers_listedword (word)
SELECT DISTINCT said.lexeme
FROM providers_service s
CROSS JOIN LATERAL unnest(to_tsvector('simple', s.name || ' ' || s.keywords)) AS said
WHERE s.id = ANY(%s) AND said.lexeme ~ '^[[:alpha:]]{3,60}$'
ORDER BY said.lexeme
ON CONFLICT DO NOTHING
"""


def refresh(service_ids: Iterable[int]) -> int:
    """Work out anew what the search knows of these services; returns how many changed."""
    with connection.cursor() as cursor:
        ids = list(service_ids)
        cursor.execute(_LIST_WORDS, [ids])
        cursor.execute(_REFRESH, [ids])
        return cursor.rowcount

"""What the search asks of a service beside its own columns, worked out into the service's row.

`slots` are the parts of the week in which it runs ("TU-am"), `place_districts` the postcode
districts of its places. Called by whoever changes opening times or places, in the same
transaction; an importer calls it once for all it stored.
"""

from collections.abc import Iterable

from django.db import connection

_REFRESH = """
UPDATE providers_service AS s
SET slots = COALESCE(w.slots, '{}'), place_districts = COALESCE(p.districts, '{}')
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
WHERE s.id = wanted.id
  AND (s.slots, s.place_districts)
      IS DISTINCT FROM (COALESCE(w.slots, '{}'), COALESCE(p.districts, '{}'))
"""


def refresh(service_ids: Iterable[int]) -> int:
    """Work out anew what the search knows of these services; returns how many changed."""
    with connection.cursor() as cursor:
        cursor.execute(_REFRESH, [list(service_ids)])
        return cursor.rowcount

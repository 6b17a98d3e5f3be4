"""One row a person: windows, bed days, readmission, money. PostgreSQL does the sums.

Everyone's windows: `before` is the W days before `index_on`, `after` the W days from it, `earlier`
the W days before `before`, `later` the W days after `after`, `shorter` half a window on either
side. Nothing after the data cut-off is read.
"""

import datetime as dt

from django.db import connection

from outcomes.evaluation.cut import COLUMNS, MAIN_STREAMS, OTHER_WINDOWS, STREAMS, WINDOWS

# Whether each person may be counted. Consent is asked of people whom the service ran itself; for
# people of an imported list the partner who sent it answers, but a no or a withdrawal given to us,
# and the national opt-out, hold for them too.
_STATUS = """
    CASE
        WHEN m.national_opt_out_on IS NOT NULL THEN 'opted_out'
        WHEN k.withdrawn_at IS NOT NULL THEN 'withdrew'
        WHEN k.decision = 'refused' THEN 'refused'
        WHEN k.decision IS NULL AND %(asks)s THEN 'not_asked'
        WHEN m.nhs_number IS NULL THEN 'no_number'
        WHEN m.died_on < m.index_on + %(days)s::int AND m.died_on <= %(as_of)s THEN 'died'
        WHEN m.moved_on < m.index_on + %(days)s::int AND m.moved_on <= %(as_of)s THEN 'moved'
        WHEN m.index_on + %(days)s::int - 1 > %(as_of)s THEN 'not_long_enough'
        ELSE 'counted'
    END
"""

_CONSENTS = """
    SELECT DISTINCT ON (resident_id) resident_id, decision, withdrawn_at
    FROM residents_consent WHERE kind = 'evaluation'
    ORDER BY resident_id, given_at DESC, id DESC
"""

# Wards of the programme's referrals, numbered by their names, so that the same records give the
# same numbers in any database.
WARDS = """
    SELECT w.id, w.name || ', ' || s.name AS name,
        dense_rank() OVER (ORDER BY w.name COLLATE "C", s.name COLLATE "C", w.id) AS number
    FROM accounts_ward w JOIN accounts_site s ON s.id = w.site_id
    WHERE w.id IN (SELECT ward_id FROM referrals_referral WHERE programme_id = %(programme)s)
"""

_OF_CASES = f"""
    SELECT DISTINCT ON (c.resident_id) c.reference::text AS reference, c.resident_id, r.nhs_number,
        c.home_on AS index_on, r.date_of_birth, r.sex, r.died_on, r.national_opt_out_on,
        f.discharged_on, w.number AS ward, CASE WHEN c.close_reason = 'moved_away'
            THEN (c.closed_at AT TIME ZONE 'Europe/London')::date END AS moved_on
    FROM cases_case c
    JOIN residents_resident r ON r.id = c.resident_id
    LEFT JOIN referrals_referral f ON f.id = c.referral_id
    LEFT JOIN ({WARDS}) w ON w.id = f.ward_id
    WHERE c.programme_id = %(programme)s AND c.home_on <= %(as_of)s
        AND c.close_reason <> 'data_error'
    ORDER BY c.resident_id, c.home_on
"""

_OF_COHORT = """
    SELECT p.id::text AS reference, r.id AS resident_id, p.nhs_number, p.index_on,
        COALESCE(p.date_of_birth, r.date_of_birth) AS date_of_birth,
        COALESCE(r.sex, 'not_stated') AS sex, r.died_on, r.national_opt_out_on,
        NULL::date AS discharged_on, NULL::bigint AS ward, NULL::date AS moved_on
    FROM outcomes_cohortperson p
    LEFT JOIN residents_resident r ON r.nhs_number = p.nhs_number
    WHERE p.cohort_id = %(cohort)s
"""

_BED_DAYS = """CASE e.event_type
    WHEN 'emergency_admission' THEN GREATEST(1, COALESCE(e.ended_on, e.occurred_on) - e.occurred_on)
    WHEN 'elective_admission' THEN COALESCE(e.ended_on, e.occurred_on) - e.occurred_on
    ELSE 0 END"""

# Numbers instead of words: cheaper to compare in so many counts.
_KIND = "CASE e.event_type {} END".format(
    " ".join(f"WHEN '{stream}' THEN {number}" for number, stream in enumerate(STREAMS))
)

_WINDOWS = {
    "earlier": "day < -%(days)s::int",
    "before": "day >= -%(days)s::int AND day < 0",
    "after": "day >= 0 AND day < %(days)s::int",
    "later": "day >= %(days)s::int",
    "shorter_before": "day >= -(%(days)s::int / 2) AND day < 0",
    "shorter_after": "day >= 0 AND day < %(days)s::int / 2",
}
_COUNTED = [
    *((stream, window) for stream in STREAMS for window in WINDOWS),
    *((stream, window) for stream in MAIN_STREAMS for window in OTHER_WINDOWS),
]


def _counts() -> str:
    columns = [
        f"count(*) FILTER (WHERE kind = {STREAMS.index(stream)} AND {_WINDOWS[window]})"
        f" AS {stream}_{window}"
        for stream, window in _COUNTED
    ]
    columns += [
        f"COALESCE(sum(nights) FILTER (WHERE {_WINDOWS[window]}), 0) AS bed_days_{window}"
        for window in WINDOWS
    ]
    columns += [
        f"count(*) FILTER (WHERE conveyed AND {_WINDOWS[window]}) AS conveyed_{window}"
        for window in ("before", "after")
    ]
    return ",\n".join(columns)


def _given(whats, windows) -> str:
    return ", ".join(f"COALESCE(a.{what}_{window}, 0)" for what in whats for window in windows)


# Nights in hospital within the first 90 days, as ranges: stays that overlap are not counted twice.
_NIGHTS = f"""
    SELECT reference, daterange(
        GREATEST(occurred_on, index_on), LEAST(occurred_on + stayed, index_on + 90)) AS nights
    FROM (
        SELECT m.reference, m.index_on, e.occurred_on, {_BED_DAYS} AS stayed
        FROM members m
        JOIN outcomes_hospitalevent e ON e.nhs_number = m.nhs_number
            AND e.event_type IN ('emergency_admission', 'elective_admission')
            AND e.occurred_on > m.index_on - 366 AND e.occurred_on < m.index_on + 90
            AND e.occurred_on <= %(as_of)s
    ) s
    WHERE stayed > 0 AND occurred_on + stayed > index_on
"""

# Alive and not in hospital, of the first 90 days; −1 for people not yet followed so long.
_HOME_DAYS = """
    CASE WHEN m.index_on + 89 > %(as_of)s AND COALESCE(m.died_on, 'infinity') > %(as_of)s THEN -1
        WHEN m.moved_on < m.index_on + 90 THEN -1
        ELSE GREATEST(0, LEAST(90, COALESCE(m.died_on - m.index_on, 90)) - COALESCE(
            (SELECT sum(upper(r) - lower(r)) FROM unnest(i.nights) r), 0)) END
"""

_ROWS = f"""
WITH consents AS ({_CONSENTS}), events AS (
    SELECT m.reference, {_KIND} AS kind, e.occurred_on - m.index_on AS day, {_BED_DAYS} AS nights,
        e.conveyed AND e.event_type = 'ambulance_incident' AS conveyed
    FROM members m
    JOIN outcomes_hospitalevent e ON e.nhs_number = m.nhs_number
        AND e.occurred_on >= m.index_on - 2 * %(days)s::int
        AND e.occurred_on < m.index_on + 2 * %(days)s::int AND e.occurred_on <= %(as_of)s
), activity AS (
    SELECT reference, {_counts()} FROM events GROUP BY reference
), stays AS (
    SELECT DISTINCT ON (m.reference) m.reference, e.id, e.ended_on AS left_on
    FROM members m
    JOIN outcomes_hospitalevent e ON e.nhs_number = m.nhs_number
        AND e.event_type IN ('emergency_admission', 'elective_admission')
        AND e.ended_on BETWEEN m.index_on - %(days)s::int AND m.index_on
        AND (e.event_type = 'emergency_admission' OR e.ended_on > e.occurred_on)
    ORDER BY m.reference, e.ended_on DESC, e.occurred_on DESC, e.id DESC
), discharges AS (
    SELECT m.reference, m.nhs_number, m.died_on, m.moved_on, s.id AS stay_id,
        COALESCE(s.left_on, m.discharged_on) AS left_on
    FROM members m LEFT JOIN stays s ON s.reference = m.reference
    WHERE COALESCE(s.left_on, m.discharged_on) <= %(as_of)s
), returns AS (
    SELECT d.reference, d.left_on, min(e.occurred_on) AS again_on,
        min(d.died_on) AS died_on,
        LEAST(d.left_on + %(days)s::int, %(as_of)s, min(d.died_on), min(d.moved_on)) AS until_on
    FROM discharges d
    LEFT JOIN outcomes_hospitalevent e ON e.nhs_number = d.nhs_number
        AND e.event_type = 'emergency_admission' AND e.occurred_on >= d.left_on
        AND e.id IS DISTINCT FROM d.stay_id AND e.occurred_on <= %(as_of)s
    GROUP BY d.reference, d.left_on
), inside AS (
    SELECT reference, range_agg(nights) AS nights FROM ({_NIGHTS}) n GROUP BY reference
), paid AS (
    SELECT c.resident_id, count(DISTINCT u.id) AS purchases,
        sum(CASE WHEN t.kind = 'paid' THEN v.amount WHEN o.kind = 'paid' THEN -v.amount ELSE 0 END)
            AS amount
    FROM cases_case c
    JOIN funding_purchase u ON u.case_id = c.id
    JOIN funding_movement v ON v.purchase_id = u.id AND v.at < %(as_of)s::date + 1
    JOIN funding_account o ON o.id = v.source_id
    JOIN funding_account t ON t.id = v.target_id
    WHERE c.programme_id = %(programme)s
    GROUP BY c.resident_id
)
SELECT m.reference, %(group)s AS "group", {_STATUS} AS status, m.index_on, m.sex,
    COALESCE(date_part('year', age(m.index_on, m.date_of_birth))::int, -1) AS age,
    GREATEST(0, LEAST(%(as_of)s, m.died_on, m.moved_on) - m.index_on + 1) AS followed_days,
    CASE WHEN b.left_on IS NULL OR b.left_on + 29 > %(as_of)s THEN -1
        WHEN b.again_on <= b.left_on + 29 THEN 1 ELSE 0 END AS readmitted_30,
    CASE WHEN b.left_on IS NULL THEN -1
        ELSE GREATEST(0, LEAST(b.again_on, b.until_on) - b.left_on) END AS days_to_readmission,
    CASE WHEN b.again_on <= b.until_on THEN 1 ELSE 0 END AS readmission_seen,
    COALESCE((d.amount * 100)::bigint, 0) AS spent_pence, COALESCE(d.purchases, 0) AS purchases,
    {_given((*STREAMS, "bed_days"), WINDOWS)},
    CASE WHEN b.left_on IS NULL THEN -1 WHEN b.again_on <= b.until_on THEN 1
        WHEN b.died_on <= b.until_on THEN 2 ELSE 0 END AS ended_by,
    {_HOME_DAYS} AS home_days_90, COALESCE(m.ward, -1) AS ward,
    {_given(("conveyed",), ("before", "after"))}, {_given(MAIN_STREAMS, OTHER_WINDOWS)}
FROM members m
LEFT JOIN consents k ON k.resident_id = m.resident_id
LEFT JOIN activity a ON a.reference = m.reference
LEFT JOIN returns b ON b.reference = m.reference
LEFT JOIN inside i ON i.reference = m.reference
LEFT JOIN paid d ON d.resident_id = m.resident_id
ORDER BY m.reference
"""


def rows_of(*, programme: int, cohort: int | None, group: str, as_of: dt.date, days: int) -> str:
    """CSV rows, without a header, of the people of a cohort or of the programme's own cases."""
    given = {
        "programme": programme,
        "cohort": cohort,
        "group": group,
        "as_of": as_of,
        "days": days,
        "asks": cohort is None,
    }
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS members")
        source = _OF_CASES if cohort is None else _OF_COHORT
        cursor.execute(f"CREATE TEMP TABLE members ON COMMIT DROP AS {source}", given)
        cursor.execute("CREATE INDEX ON members (nhs_number)")
        cursor.execute("ANALYZE members")
        query = _inlined(cursor, _ROWS, given)
        with cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)") as copy:
            return b"".join(copy).decode()


_MONTHS = f"""
WITH members AS ({{source}}), consents AS ({_CONSENTS}), counted AS (
    SELECT m.nhs_number, m.index_on FROM members m
    LEFT JOIN consents k ON k.resident_id = m.resident_id WHERE {_STATUS} = 'counted'
)
SELECT e.event_type, to_char(e.occurred_on, 'YYYY-MM'), count(*)
FROM counted m JOIN outcomes_hospitalevent e ON e.nhs_number = m.nhs_number
WHERE e.occurred_on < date_trunc('month', %(as_of)s::date + 1) AND e.occurred_on >=
    (SELECT date_trunc('month', min(index_on)) - interval '24 months' FROM counted)
GROUP BY 1, 2 ORDER BY 1, 2
"""


def months_of(*, programme: int, cohort: int | None, as_of: dt.date, days: int) -> dict:
    """Events of the people counted by whole calendar month, from two years before the first day.

    Stream to month ("2025-03") to number; months without any are left out.
    """
    given = {"programme": programme, "cohort": cohort, "as_of": as_of, "days": days,
             "asks": cohort is None}  # fmt: skip
    source = _OF_CASES if cohort is None else _OF_COHORT
    found: dict[str, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS.format(source=source), given)
        for stream, month, number in cursor.fetchall():
            found.setdefault(stream, {})[month] = number
    return found


def wards_of(*, programme: int) -> dict[str, str]:
    """The names of wards by the number that stands in the person rows."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number, name FROM ({WARDS}) w ORDER BY 1", {"programme": programme})
        return {str(number): name for number, name in cursor.fetchall()}


def statuses_of(*, programme: int, cohort: int | None, as_of: dt.date, days: int) -> dict[str, int]:
    """How many people would be counted, and how many left out for which reason."""
    given = {
        "programme": programme, "cohort": cohort, "as_of": as_of, "days": days,
        "asks": cohort is None,
    }  # fmt: skip
    source = _OF_CASES if cohort is None else _OF_COHORT
    query = f"""
        WITH members AS ({source}), consents AS ({_CONSENTS})
        SELECT {_STATUS}, count(*) FROM members m
        LEFT JOIN consents k ON k.resident_id = m.resident_id GROUP BY 1"""
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return dict(cursor.fetchall())


def _inlined(cursor, query: str, given: dict) -> str:
    """COPY takes no parameters; psycopg writes them in, quoted by itself."""
    from psycopg import ClientCursor

    return ClientCursor(cursor.connection).mogrify(query, given)


def header() -> str:
    """The header line of the person rows."""
    return ",".join(COLUMNS)

"""What happened in hospital to the people of one part. PostgreSQL does the sums, one row a person.

Everyone's windows: `before` is the W days before `index_on`, `after` the W days from it, `earlier`
the W days before `before`, `later` the W days after `after`, `shorter` half a window on either
side. Nothing after the data cut-off is read, and nothing from a file that came after the run was
frozen: each file is stored in one transaction, so the list of files says exactly which events
there were.

Days are counted from `index_on`: −1 is the day before help began. Everything comes out of one
statement that reads the table of events once and groups what it read in memory; a table in between
would cost as much again as the sums themselves.
"""

import datetime as dt

from django.db import connection

from outcomes.evaluation.cut import COHORT, COUNTED, MAIN_STREAMS, OTHER_WINDOWS, STREAMS, WINDOWS
from outcomes.extraction.people import NAMES, TABLE, lines

_NIGHTS = """CASE e.event_type
    WHEN 'emergency_admission' THEN GREATEST(1, COALESCE(e.ended_on, e.occurred_on) - e.occurred_on)
    WHEN 'elective_admission' THEN COALESCE(e.ended_on, e.occurred_on) - e.occurred_on
    ELSE 0 END"""

# Numbers instead of words: cheaper to compare in so many counts.
_KIND = "CASE e.event_type {} END".format(
    " ".join(f"WHEN '{stream}' THEN {number}" for number, stream in enumerate(STREAMS))
)
_EMERGENCY, _ELECTIVE, _AMBULANCE = (
    STREAMS.index(stream)
    for stream in ("emergency_admission", "elective_admission", "ambulance_incident")
)

# The stretches of time between the days at which a window begins or ends, numbered from 0; the
# windows are made of them, first and last. Half of all events are told by three comparisons.
_STRETCH = """CASE
    WHEN day < 0 THEN CASE
        WHEN day < -%(days)s THEN CASE WHEN day < -2 * %(days)s THEN 0 ELSE 1 END
        WHEN day < -(%(days)s / 2) THEN 2 ELSE 3 END
    WHEN day < %(days)s THEN CASE WHEN day < %(days)s / 2 THEN 4 ELSE 5 END
    WHEN day < 2 * %(days)s THEN 6 ELSE 7 END"""
_STRETCHES = {
    "earlier": (1, 1),
    "before": (2, 3),
    "after": (4, 5),
    "later": (6, 6),
    "shorter_before": (3, 3),
    "shorter_after": (4, 4),
}
_EACH_KIND = 8
"""`slot` is the kind times this, plus the stretch: one number to compare in each count."""

# Worked out once a person, not once an event.
_TOLD = f"told bool GENERATED ALWAYS AS (status = '{COUNTED}' AND \"group\" = '{COHORT}') STORED"

# The only reading of the table of events, however large it is. `told_on`: its day, where it is
# among the events told by month.
_SEEN = f"""
    SELECT no, id, kind, day, kind * {_EACH_KIND} + {_STRETCH} AS slot, nights,
        left_day, conveyed, told_on
    FROM (
        SELECT m.no, e.id, {_KIND} AS kind, e.occurred_on - m.index_on AS day, {_NIGHTS} AS nights,
            e.ended_on - m.index_on AS left_day, e.conveyed, CASE WHEN m.told
                AND e.occurred_on >= %(since)s AND e.occurred_on < %(until)s
            THEN e.occurred_on END AS told_on
        FROM members m JOIN outcomes_hospitalevent e ON e.nhs_number = m.nhs_number
        WHERE e.occurred_on <= %(as_of)s AND e.batch_id = ANY(%(files)s)
        OFFSET 0  -- so that no expression is worked out once for each of its uses
    ) told
    ORDER BY no  -- so that people are grouped one after another, in little memory
"""

_COUNTED = [
    *((stream, window) for stream in STREAMS for window in WINDOWS),
    *((stream, window) for stream in MAIN_STREAMS for window in OTHER_WINDOWS),
]


def _within(what: str, window: str, kind: int = 0) -> str:
    """Whether `what`, a slot or a stretch, lies in a window."""
    first, last = (kind * _EACH_KIND + stretch for stretch in _STRETCHES[window])
    return f"{what} = {first}" if first == last else f"{what} BETWEEN {first} AND {last}"


def _counts() -> str:
    columns = [
        f"count(*) FILTER (WHERE {_within('slot', window, STREAMS.index(stream))})"
        f" AS {stream}_{window}"
        for stream, window in _COUNTED
    ]
    columns += [
        f"COALESCE(sum(nights) FILTER (WHERE nights > 0"
        f" AND {_within(f'slot %% {_EACH_KIND}', window)}), 0) AS bed_days_{window}"
        for window in WINDOWS
    ]
    columns += [
        f"count(*) FILTER (WHERE conveyed AND {_within('slot', window, _AMBULANCE)})"
        f" AS conveyed_{window}"
        for window in ("before", "after")
    ]
    return ",\n".join(columns)


def _given(whats, windows) -> list[str]:
    return [f"COALESCE(a.{what}_{window}, 0)" for what in whats for window in windows]


# Nights in hospital within the first 90 days, as ranges: stays that overlap are not counted twice.
_INSIDE = """
    SELECT no, range_agg(int4range(GREATEST(day, 0), LEAST(day + nights, 90))) AS nights
    FROM admissions
    WHERE day > -366 AND day < 90 AND nights > 0 AND day + nights > 0
    GROUP BY no
"""

# Alive and not in hospital, of the first 90 days; −1 for people not yet followed so long.
_HOME_DAYS = """
    CASE WHEN m.nhs_number IS NULL THEN -1
        WHEN m.index_on + 89 > %(as_of)s AND COALESCE(m.died_on, 'infinity') > %(as_of)s THEN -1
        WHEN m.moved_on < m.index_on + 90 THEN -1
        ELSE GREATEST(0, LEAST(90, COALESCE(m.died_on - m.index_on, 90)) - CASE
            WHEN i.nights IS NULL THEN 0
            ELSE (SELECT sum(upper(r) - lower(r)) FROM unnest(i.nights) r) END) END
"""

# The columns of the cut (outcomes.evaluation.cut.COLUMNS), in their order. None is ever null.
_COLUMNS = [
    *(f'm."{name}"' for name in ("reference", "group", "status", "index_on", "sex", "age",
                                 "followed_days")),
    """CASE WHEN b.no IS NULL OR m.index_on + b.left_day + 29 > %(as_of)s THEN -1
        WHEN b.again_day <= b.left_day + 29 THEN 1 ELSE 0 END""",
    """CASE WHEN b.no IS NULL THEN -1
        ELSE GREATEST(0, LEAST(b.again_day, b.until_day) - b.left_day) END""",
    "CASE WHEN b.again_day <= b.until_day THEN 1 ELSE 0 END",
    "m.spent_pence",
    "m.purchases",
    *_given((*STREAMS, "bed_days"), WINDOWS),
    """CASE WHEN b.no IS NULL THEN -1 WHEN b.again_day <= b.until_day THEN 1
        WHEN b.died_day <= b.until_day THEN 2 ELSE 0 END""",
    _HOME_DAYS,
    "m.ward",
    *_given(("conveyed",), ("before", "after")),
    *_given(MAIN_STREAMS, OTHER_WINDOWS),
]  # fmt: skip

_ROWS = f"""
WITH seen AS MATERIALIZED ({_SEEN}), months AS (
    INSERT INTO months
    SELECT kind, told_on, count(*) FROM seen WHERE told_on IS NOT NULL GROUP BY 1, 2
), activity AS (
    SELECT no, {_counts()} FROM seen GROUP BY no
), admissions AS MATERIALIZED (
    SELECT no, id, kind, day, nights, left_day FROM seen
    WHERE kind IN ({_EMERGENCY}, {_ELECTIVE})
), stays AS (
    SELECT DISTINCT ON (no) no, id, left_day FROM admissions
    WHERE left_day BETWEEN -%(days)s AND 0 AND (kind = {_EMERGENCY} OR left_day > day)
    ORDER BY no, left_day DESC, day DESC, id DESC
), discharges AS (
    SELECT m.no, m.index_on, m.died_on, m.moved_on, s.id AS stay_id,
        COALESCE(s.left_day, m.discharged_on - m.index_on) AS left_day
    FROM members m LEFT JOIN stays s ON s.no = m.no
    WHERE m.nhs_number IS NOT NULL
        AND m.index_on + COALESCE(s.left_day, m.discharged_on - m.index_on) <= %(as_of)s
), again AS (
    SELECT d.no, min(e.day) AS day FROM discharges d
    JOIN admissions e ON e.no = d.no AND e.kind = {_EMERGENCY} AND e.day >= d.left_day
        AND e.id IS DISTINCT FROM d.stay_id
    GROUP BY d.no
), returns AS (
    SELECT d.no, d.left_day, r.day AS again_day, d.died_on - d.index_on AS died_day,
        LEAST(d.left_day + %(days)s, %(as_of)s - d.index_on, d.died_on - d.index_on,
            d.moved_on - d.index_on) AS until_day
    FROM discharges d LEFT JOIN again r ON r.no = d.no
), inside AS ({_INSIDE})
SELECT {lines(_COLUMNS, by="m.no")}
FROM members m
LEFT JOIN activity a ON a.no = m.no
LEFT JOIN returns b ON b.no = m.no
LEFT JOIN inside i ON i.no = m.no
"""

_MONTHS = """
    SELECT kind, to_char(day, 'YYYY-MM') AS month, sum(number)::int FROM months GROUP BY 1, 2
"""

Months = dict[str, dict[str, int]]


def count(
    roster: bytes, *, as_of: dt.date, days: int, files: list[int], since: dt.date | None
) -> tuple[bytes, Months]:
    """CSV rows of the people of a part, and the events of those counted by calendar month.

    files: the imports whose events are read. since: the first month that is told; without it none.
    """
    until = (as_of + dt.timedelta(days=1)).replace(day=1)
    given = {"as_of": as_of, "days": days, "files": files, "since": since, "until": until}
    with connection.cursor() as cursor:
        # Many people: better the whole table once than ten million leaps into it.
        cursor.execute("SET LOCAL work_mem = '256MB'")
        cursor.execute("SET LOCAL random_page_cost = 4")
        cursor.execute("DROP TABLE IF EXISTS members, months")
        cursor.execute(f"CREATE TEMP TABLE members ({TABLE}, {_TOLD}) ON COMMIT DROP")
        cursor.execute("CREATE TEMP TABLE months (kind int, day date, number int) ON COMMIT DROP")
        with cursor.copy(f"COPY members ({NAMES}) FROM STDIN (FORMAT csv)") as copy:
            copy.write(roster)
        cursor.execute("ANALYZE members (no, nhs_number)")
        cursor.execute(_ROWS, given)
        rows = (cursor.fetchone()[0] or "").encode()
        return rows, _months(cursor)


def _months(cursor) -> Months:
    """Stream to month ("2025-03") to number; months without any are left out."""
    found: Months = {}
    cursor.execute(_MONTHS)
    for kind, month, number in cursor.fetchall():
        found.setdefault(STREAMS[kind], {})[month] = number
    return found

"""The same figures once more, by another engine and another way of asking: DuckDB.

It is given the bare records (people with their first day, events with their days) and shares no
line with outcomes: windows by whole division of days, index stays by QUALIFY, money by DECIMAL.
"""

import datetime as dt
from pathlib import Path

import duckdb
import numpy as np

STREAMS = (
    "ae_attendance",
    "emergency_admission",
    "ambulance_incident",
    "elective_admission",
    "gp_contact",
)
WINDOWS = {"earlier": -2, "before": -1, "after": 0}


def _counts() -> str:
    counts = [
        f"count_if(event_type = '{stream}' AND w = {number}) AS {stream}_{window}"
        for stream in STREAMS
        for window, number in WINDOWS.items()
    ]
    nights = [
        f"coalesce(sum(CASE WHEN w = {number} THEN nights END), 0)::BIGINT AS bed_days_{window}"
        for window, number in WINDOWS.items()
    ]
    return ", ".join(counts + nights)


_ROWS = f"""
    WITH seen AS (
        SELECT p.reference, e.*, floor((e.occurred_on - p.index_on) / $days) AS w,
            CASE WHEN event_type = 'emergency_admission'
                    THEN greatest(1, coalesce(ended_on - occurred_on, 0))
                WHEN event_type = 'elective_admission' THEN coalesce(ended_on - occurred_on, 0)
            END AS nights
        FROM people p JOIN events e USING (nhs_number) WHERE e.occurred_on <= $as_of
    ), counted AS (
        SELECT reference, {_counts()} FROM seen GROUP BY ALL
    ), stays AS (
        SELECT p.reference, e.id, e.ended_on AS left_on
        FROM people p JOIN events e USING (nhs_number)
        WHERE ends_with(e.event_type, '_admission') AND e.occurred_on <= $as_of
            AND e.ended_on >= p.index_on - $days AND e.ended_on <= p.index_on
            AND NOT (e.event_type = 'elective_admission' AND e.ended_on = e.occurred_on)
        QUALIFY row_number() OVER (
            PARTITION BY p.reference ORDER BY e.ended_on DESC, e.occurred_on DESC, e.id DESC) = 1
    ), again AS (
        SELECT s.reference, any_value(s.left_on) AS left_on, min(e.occurred_on) AS again_on
        FROM stays s LEFT JOIN seen e ON e.reference = s.reference AND e.id <> s.id
            AND e.event_type = 'emergency_admission' AND e.occurred_on >= s.left_on
        WHERE s.left_on <= $as_of GROUP BY s.reference
    )
    SELECT p.reference, c.* EXCLUDE (reference), CASE
            WHEN a.left_on IS NULL OR a.left_on + 29 > $as_of THEN -1
            WHEN a.again_on - a.left_on BETWEEN 0 AND 29 THEN 1 ELSE 0 END AS readmitted_30,
        CASE WHEN a.left_on IS NULL THEN -1 ELSE
            least(a.again_on, a.left_on + $days, $as_of::DATE) - a.left_on
            END AS days_to_readmission,
        CASE WHEN a.again_on <= least(a.left_on + $days, $as_of::DATE) THEN 1 ELSE 0
            END AS readmission_seen
    FROM people p LEFT JOIN counted c USING (reference) LEFT JOIN again a USING (reference)
    ORDER BY p.reference
"""


class Independent:
    """The records of one list, in DuckDB."""

    def __init__(self, people: Path, events: Path):
        self.duck = duckdb.connect()
        self.duck.execute("SET enable_progress_bar = false")
        self.duck.execute(
            "CREATE TABLE people AS SELECT * FROM read_csv($1, header = false, columns = "
            "{'reference': 'VARCHAR', 'nhs_number': 'VARCHAR', 'index_on': 'DATE'})",
            [str(people)],
        )
        self.duck.execute(
            "CREATE TABLE events AS SELECT * FROM read_csv($1, header = false, columns = "
            "{'id': 'BIGINT', 'nhs_number': 'VARCHAR', 'event_type': 'VARCHAR',"
            " 'occurred_on': 'DATE', 'ended_on': 'DATE'})",
            [str(events)],
        )

    def rows(self, *, as_of: dt.date, days: int) -> dict[str, np.ndarray]:
        """One row a person, in the order of references; people without events have zeros."""
        found = self.duck.execute(_ROWS, {"as_of": as_of, "days": days}).fetchnumpy()
        return {name: np.ma.filled(column, 0) for name, column in found.items()}

    def avoided_of(self, rows: dict[str, np.ndarray], cut) -> dict[str, str]:
        """Pounds avoided by stream over the people whom the cut counts, by DuckDB's own decimals.

        The cut tells prices and who is counted, and nothing else.
        """
        order = np.argsort(cut.columns["reference"], kind="stable")
        counted = cut.columns["status"][order] == "counted"
        found = {}
        for stream, price in cut.parameters["unit_costs"].items():
            fewer = int((rows[f"{stream}_before"] - rows[f"{stream}_after"])[counted].sum())
            told = self.duck.execute(
                "SELECT ($1::BIGINT * $2::DECIMAL(12, 2))::DECIMAL(18, 2)::VARCHAR",
                [fewer, price["amount"]],
            )
            found[stream] = told.fetchone()[0]
        return found


def avoided(cut, told: dict) -> dict[str, str]:
    """What an evaluation's figures say was avoided, for each stream with a price."""
    found = {each["event_type"]: each["cost_avoided"] for each in told["streams"]}
    return {stream: found[stream] for stream in cut.parameters["unit_costs"]}


def differences(rows: dict[str, np.ndarray], columns: dict[str, np.ndarray]) -> dict[str, int]:
    """By column of the cut, in how many persons the two engines differ; empty when in none."""
    order = np.argsort(columns["reference"], kind="stable")
    assert (columns["reference"][order] == rows["reference"].astype(str)).all()
    compared = [name for name in rows if name != "reference"]
    found = {name: int((columns[name][order] != rows[name]).sum()) for name in compared}
    return {name: number for name, number in found.items() if number}


def export(cursor, folder: Path, *, cohort: int) -> tuple[Path, Path]:
    """The bare records of a list as two files."""
    people, events = folder / "people.csv", folder / "events.csv"
    queries = {
        people: f"SELECT id, nhs_number, index_on FROM outcomes_cohortperson "
        f"WHERE cohort_id = {cohort:d}",
        events: "SELECT id, nhs_number, event_type, occurred_on, ended_on "
        "FROM outcomes_hospitalevent",
    }
    for path, query in queries.items():
        with path.open("wb") as file, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)") as copy:
            for block in copy:
                file.write(block)
    return people, events

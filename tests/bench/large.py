"""A large system's hospital activity: a million rows imported, ten million events counted."""

import datetime as dt
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
from django.db import connection, connections

from config import local_services
from core import clock
from demo.seed import places
from outcomes.activity.rows import COLUMNS
from outcomes.evaluation.figures import figures
from outcomes.models import ActivityImport, Cohort
from outcomes.services import costs, parts, runs
from programmes.models import Programme
from tests.bench import place
from tests.independent import Independent, avoided, differences, export

PEOPLE = int(os.environ.get("BENCH_LARGE_PEOPLE", "1000000"))
EVENTS = int(os.environ.get("BENCH_LARGE_EVENTS", "10000000"))
ROWS = int(os.environ.get("BENCH_IMPORT_ROWS", "1000000"))
AS_OF, DAYS = dt.date(2026, 6, 30), 180
LIST, SOURCE = "Bench: everyone", "Bench: everything"

# Numbers that pass the check, out of a range given to nobody.
_NUMBERS = """
    CREATE TEMP TABLE numbers AS
    SELECT row_number() OVER (ORDER BY nine) AS n, nine::text || (c %% 11)::text AS nhs_number
    FROM (
        SELECT nine, 11 - (
            SELECT sum(substr(nine::text, place, 1)::int * (11 - place))
            FROM generate_series(1, 9) place) %% 11 AS c
        FROM generate_series(900000000, 900000000 + %(people)s + %(people)s / 9 + 99) nine
    ) x WHERE c <> 10 LIMIT %(people)s
"""
_PEOPLE = """
    INSERT INTO outcomes_cohortperson (cohort_id, nhs_number, given_name, family_name,
        date_of_birth, postcode, index_on)
    SELECT %(cohort)s, nhs_number, '', '', date '1930-01-01' + (n * 7919 %% 14000)::int, '',
        %(as_of)s::date - 100 - (n * 31 %% 600)::int
    FROM numbers
"""
OF_PEOPLE = (_NUMBERS, _PEOPLE)
_EVENTS = """
    INSERT INTO outcomes_hospitalevent (source, event_id, nhs_number, event_type, occurred_on,
        ended_on, admission_method, batch_id)
    SELECT %(source)s, 'L' || i, m.nhs_number, kind, day,
        CASE WHEN kind LIKE '%%admission' THEN least(day + (i %% 9)::int, %(as_of)s::date) END,
        CASE WHEN kind LIKE '%%admission' THEN '21' ELSE '' END, %(batch)s
    FROM (
        SELECT i, 1 + (hashint8(i)::bigint & 2147483647) %% %(people)s AS n,
            (ARRAY['ae_attendance', 'ae_attendance', 'gp_contact', 'gp_contact',
                'emergency_admission', 'ambulance_incident', 'elective_admission'])
                [1 + (hashint8(i * 3 + 1)::bigint & 2147483647) %% 7] AS kind,
            %(as_of)s::date - ((hashint8(i * 7 + 5)::bigint & 2147483647) %% 1000)::int AS day
        FROM generate_series(1, %(events)s) i
    ) x JOIN numbers m ON m.n = x.n
"""


def imported() -> dict:
    """A million rows of activity through the command: seconds, and its memory at most."""
    source = f"Bench {clock.now().isoformat()}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "activity.csv"
        _write(path)
        command = ["manage.py", "import_activity", "--programme", places.MAIN, "--source", source]
        began, before = time.perf_counter(), _of_children()
        child = subprocess.Popen(
            [sys.executable, *command, str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        most = _most_memory(child)
        took = time.perf_counter() - began
        told = child.stdout.read().decode().strip()
    if child.returncode or not told.startswith(f"read {ROWS}, stored {ROWS}"):
        raise SystemExit(f"the import of activity said: {told}")
    found = {"rows": ROWS, "seconds": round(took, 1), "megabytes": most,
            "python_seconds": round(_of_children() - before, 1)}  # fmt: skip
    _taken_out_again(source)
    return found


def _taken_out_again(source: str) -> None:
    """So that the next evaluation counts the same ten million, and the next import finds them."""
    address = os.environ.get("MIGRATION_DATABASE_URL") or local_services.migration_database_url()
    with psycopg.connect(address, autocommit=True) as owner:
        for table in ("hospitalevent", "activityimport"):
            owner.execute(f"DELETE FROM outcomes_{table} WHERE source = %s", [source])
        owner.execute("VACUUM (ANALYZE) outcomes_hospitalevent")


def _of_children() -> float:
    """Seconds of processor time that ended child processes took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _most_memory(child: subprocess.Popen) -> int | None:
    """Wait for its end; the most memory it held, in MB, where the system tells it."""
    status, most = Path(f"/proc/{child.pid}/status"), None
    while child.poll() is None:
        with suppress(OSError, ValueError, IndexError):
            most = int(status.read_text().split("VmHWM:")[1].split()[0]) // 1024
        time.sleep(0.1)
    return most


def _write(path: Path) -> None:
    """Rows about the people of the large list."""
    with connection.cursor() as cursor, path.open("wb") as file:
        file.write(",".join(COLUMNS).encode() + b"\n")
        cursor.execute("SELECT count(*) FROM outcomes_cohortperson")
        query = f"""
            COPY (
                SELECT 'B' || row_number() OVER (), nhs_number, 'ae_attendance',
                    (date '2026-06-30' - (id % 900)::int)::text, NULL, NULL, NULL, 'unknown'
                FROM outcomes_cohortperson CROSS JOIN generate_series(1, 100) LIMIT {ROWS}
            ) TO STDOUT (FORMAT csv)"""
        with cursor.copy(query) as copy:
            for block in copy:
                file.write(block)


def prepare(*, queries: tuple[str, ...] = (*OF_PEOPLE, _EVENTS)) -> None:
    """Make the list and the events the first time."""
    if Cohort.objects.filter(name=LIST).exists():
        return
    now, programme = clock.now(), Programme.objects.get(slug=places.MAIN)
    told = {"programme": programme, "imported_at": now}
    listed = ActivityImport.objects.create(kind="cohort", source=LIST, **told)
    events = ActivityImport.objects.create(kind="activity", source=SOURCE, **told)
    cohort = Cohort.objects.create(programme=programme, name=LIST, batch=listed)
    given = {"people": PEOPLE, "events": EVENTS, "as_of": AS_OF, "source": SOURCE,
             "cohort": cohort.pk, "batch": events.pk}  # fmt: skip
    with connection.cursor() as cursor:
        for query in queries:
            cursor.execute(query, given)
        cursor.execute("ANALYZE")


def evaluated() -> dict:
    """Freeze, count with two workers, join; the figures; and the same by DuckDB."""
    costs.load_reference_costs()
    cohort = Cohort.objects.get(name=LIST)
    run = runs.ask_for(cohort.programme, by=None, at=clock.now(), as_of=AS_OF, window_days=DAYS,
                       cohort=cohort, background=False)  # fmt: skip
    run = runs.start(run, at=clock.now())
    found: dict = {"people": PEOPLE, "events": EVENTS}
    began, used = time.perf_counter(), time.process_time() + _of_server()
    frozen = parts.freeze_parts(run)
    found["freeze_seconds"] = _since(began)
    with ThreadPoolExecutor(2) as workers:
        counting = sum(workers.map(lambda part: _count(run, part.number), frozen))
    cut = parts.join(run)
    found["counted_seconds"] = _since(began)
    told = figures(cut)
    found["seconds"] = _since(began)
    found["processor_seconds"] = round(time.process_time() + _of_server() + counting - used, 1)
    found["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    runs.cancel(run, by=None, at=clock.now())
    return found | _checked(cut, cohort, told)


def _count(run, number: int) -> float:
    """On a connection of its own, as a worker would; the processor time it cost the server."""
    try:
        parts.count_part(run, number)
        return _of_server()
    finally:
        connections.close_all()


def _of_server() -> float:
    """Processor seconds that PostgreSQL has spent on this connection; 0 where it runs elsewhere."""
    with connection.cursor() as cursor, suppress(psutil.Error):
        cursor.execute("SELECT pg_backend_pid()")
        spent = psutil.Process(cursor.fetchone()[0]).cpu_times()
        return spent.user + spent.system
    return 0.0


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 1)


def _checked(cut, cohort, told) -> dict:
    """Every row and every penny by the other engine; what it took that one."""
    with tempfile.TemporaryDirectory() as folder, connection.cursor() as cursor:
        other = Independent(*export(cursor, Path(folder), cohort=cohort.pk))
        began = time.perf_counter()
        rows = other.rows(as_of=AS_OF, days=DAYS)
        took = _since(began)
    wrong = differences(rows, cut.columns)
    if wrong:
        raise SystemExit(f"PostgreSQL and DuckDB differ: {wrong}")
    ours, theirs = avoided(cut, told), other.avoided_of(rows, cut)
    if ours != theirs:
        raise SystemExit(f"PostgreSQL and DuckDB differ in pounds: {ours}, {theirs}")
    return {"duckdb_seconds": took, "rows_equal": len(cut.columns["reference"]),
            "pounds_equal": ours}  # fmt: skip


def into_nothing() -> dict:
    """The same import in a database of its own that holds the people and no activity of theirs."""
    name = os.environ.get("LOCAL_DATABASE_NAME", place.DATABASE)
    env = {**os.environ, "LOCAL_DATABASE_NAME": f"{name}_empty"}
    words = [sys.executable, "-m", "tests.bench.empty"]
    said = subprocess.run(words, check=True, env=env, stdout=subprocess.PIPE).stdout
    return json.loads(said.splitlines()[-1])


def run() -> dict:
    """All of it, in the order in which none makes the other slower."""
    prepare()
    found = {"evaluation": evaluated(), "import": imported()}
    if local_services.needed():
        found["import_into_nothing"] = into_nothing()
    return found


def rows(found: dict) -> list[tuple[str, str, str]]:
    """The lines of the table."""
    evaluation, events = found["evaluation"], found["evaluation"]["events"]
    imports = [(f"activity imported beside {events:,} events", found["import"])]
    if "import_into_nothing" in found:
        imports.append(("activity imported into an empty table", found["import_into_nothing"]))
    return [
        *((name, f"{each['rows']:,} rows, {each['seconds']} s, "
           f"{each['python_seconds']} s of Python, {each['megabytes']} MB",
           "1,000,000 ≤ 15 s, ≤ 300 MB") for name, each in imports),
        (f"evaluation, {evaluation['people']:,} people, {evaluation['events']:,} events",
         f"{evaluation['seconds']} s ({evaluation['processor_seconds']} s of processors, "
         f"{evaluation['megabytes']} MB)", "≤ 30 s"),
        ("  of which until the cut stood", f"{evaluation['counted_seconds']} s", ""),
        ("  equal to DuckDB's", f"{evaluation['rows_equal']:,} rows, "
         f"{len(evaluation['pounds_equal'])} sums of money ({evaluation['duckdb_seconds']} s)",
         "every row and penny"),
    ]  # fmt: skip

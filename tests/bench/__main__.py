"""``python -m tests.bench``: measure, print a table, write bench/results.json.

BENCH_RESIDENTS (100,000), BENCH_EVENTS (300,000), BENCH_SERVICES (100,000) and BENCH_SECONDS (10, a
measure) make it smaller, BENCH_LARGE_PEOPLE, BENCH_LARGE_EVENTS and BENCH_IMPORT_ROWS the large
system; BENCH_ONLY=money, =directory or =large measures that alone. The database
(LOCAL_DATABASE_NAME, bridge_bench) is kept for the next time.
"""

import json
import os
import platform
import sys
from pathlib import Path

from tests.bench import place

RESIDENTS = int(os.environ.get("BENCH_RESIDENTS", "100000"))
EVENTS = int(os.environ.get("BENCH_EVENTS", "300000"))
SERVICES = int(os.environ.get("BENCH_SERVICES", "100000"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "10"))
OUT = Path("bench/results.json")


def main() -> int:
    place.environment()
    only = os.environ.get("BENCH_ONLY", "")
    if only:
        return {"money": only_money, "directory": only_directory, "large": only_large}[only]()
    found: dict = {"machine": _machine(), "scale_data": place.prepare(RESIDENTS, EVENTS)}
    from tests.bench import directory, large, measuring, money, oruk

    directory.prepare(SERVICES)
    found["directory"] = directory.run()
    found["search_sql"] = measuring.search_sql()
    found["queries"] = measuring.queries()
    with place.gunicorn() as port:
        for name in ("referrals", "cases"):
            ours = measuring.page(port, measuring.OURS[name], seconds=SECONDS)
            admin = measuring.page(port, measuring.ADMIN[name], seconds=SECONDS)
            found[f"{name}_list"] = {"ours": ours, "django_admin": admin}
        found["search_page"] = measuring.search_page(port, "Doren Wasel", seconds=SECONDS)
        found["referral_submitted"] = measuring.refer(port, seconds=SECONDS)
        found["wire"] = measuring.wire(port)
        found["oruk"] = oruk.run(port, seconds=SECONDS)
    found["evaluation_pdf"] = measuring.evaluation()
    found["money"] = money.measure(SECONDS)
    found["large"] = large.run()
    _write(found, OUT)
    print(
        "\n".join(
            _aligned([*table(found), *money.rows(found["money"]), *large.rows(found["large"])])
        )
    )
    print(f"\nwritten to {OUT}")
    return 0


def only_money() -> int:
    """The money by itself, into a file of its own."""
    place.ready()
    from tests.bench import money

    found = {"machine": _machine(), "money": money.measure(SECONDS)}
    _write(found, OUT.with_name("money.json"))
    print("\n".join(_aligned([HEADS, *money.rows(found["money"])])))
    return 0


def only_directory() -> int:
    """The search of the directory by itself, into a file of its own."""
    place.ready()
    from tests.bench import directory

    directory.prepare(SERVICES)
    found = {"machine": _machine(), "directory": directory.run()}
    _write(found, OUT.with_name("directory.json"))
    print("\n".join(_aligned([HEADS, *_search(found["directory"])])))
    return 0


def only_large() -> int:
    """The large system by itself, into a file of its own."""
    place.prepare(RESIDENTS, EVENTS)
    from tests.bench import large

    found = {"machine": _machine(), "large": large.run()}
    _write(found, OUT.with_name("large.json"))
    print("\n".join(_aligned([HEADS, *large.rows(found["large"])])))
    return 0


def _search(found: dict) -> list[tuple[str, str, str]]:
    """The search as a whole, then question by question."""
    all_of_it = f"p50 {found['p50_ms']} ms, p95 {found['p95_ms']} ms"
    head = (f"directory search, {found['services']:,} services", all_of_it, "p95 ≤ 100 ms")
    orm = found["with_orm"]
    whole = ("  with the ORM's part", f"p50 {orm['p50_ms']} ms, p95 {orm['p95_ms']} ms", "")
    asked = found["questions"].items()
    return [head, whole, *((f"  {name}", _question(ms), "") for name, ms in asked)]


def _question(ms: dict) -> str:
    return f"{ms['database_ms']} ms; {ms['processor_ms']} ms of processor"


def _write(found: dict, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def _machine() -> dict:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {"python": platform.python_version(), "cores": os.cpu_count(), "load_before": load}


HEADS = ("what", "measured", "to reach")


def table(found: dict) -> list[tuple[str, str, str]]:
    """What was measured, beside what quality.md asks for."""
    rows = [HEADS]
    for name in ("referrals", "cases"):
        each = found[f"{name}_list"]
        rows.append((f"{name} list, filtered", _rate(each["ours"]), "≥ 150/s, p95 ≤ 60 ms"))
        times = each["ours"]["per_second"] / max(each["django_admin"]["per_second"], 0.01)
        rows.append(
            (f"  Django admin, same work (× {times:.1f})", _rate(each["django_admin"]), "≥ × 10")
        )
    sql = found["search_sql"]
    rows += [
        ("NHS number in SQL", f"p95 {sql['nhs_number_ms']['p95']} ms", "≤ 5 ms"),
        ("misspelt name in SQL", f"p95 {sql['misspelt_name_ms']['p95']} ms", "≤ 50 ms"),
        ("search page", _rate(found["search_page"]), "p95 ≤ 120 ms"),
        ("referral submitted", _rate(found["referral_submitted"]), "≥ 100/s, p95 ≤ 80 ms"),
    ]
    for name, counts in found["queries"].items():
        told = ", ".join(f"{count} at {rows_}" for rows_, count in counts.items())
        rows.append((f"queries, {name} list", told, "≤ 8, the same"))
    pdf, wire = found["evaluation_pdf"], found["wire"]
    rows += [
        ("evaluation PDF", f"{pdf['people']:,} people, {pdf['seconds']} s, {pdf['pages']} pages, "
         f"{pdf['megabytes']} MB", "40 pages ≤ 8 s drawn"),
        ("first visit", f"{wire['first_kb']} kB, script {wire['script_kb']} kB", "≤ 100, ≤ 30 kB"),
        ("repeat visit", f"{wire['repeat_kb']} kB", "≤ 15 kB"),
        *_search(found["directory"]),
        ("ORUK page of 100, in short", _rate(found["oruk"]["page_short"]), "p95 ≤ 100 ms"),
        ("ORUK page of 100, in full", _rate(found["oruk"]["page_full"]), "p95 ≤ 500 ms"),
        ("ORUK search and day", _rate(found["oruk"]["filtered"]), "p95 ≤ 250 ms"),
        ("scale data", _scale(found["scale_data"]), "100,000 within 300 s"),
    ]  # fmt: skip
    return rows


def _aligned(rows: list[tuple[str, str, str]]) -> list[str]:
    widths = [max(len(row[n]) for row in rows) for n in range(3)]
    return ["  ".join(row[n].ljust(widths[n]) for n in range(3)).rstrip() for row in rows]


def _rate(found: dict) -> str:
    wrong = f", {found['wrong']} wrong" if found["wrong"] else ""
    return f"{found['per_second']}/s, p50 {found['p50']} ms, p95 {found['p95']} ms{wrong}"


def _scale(found: dict) -> str:
    took = "made before" if found["seconds"] is None else f"{found['seconds']} s"
    return f"{found['residents']:,} residents, {took}"


if __name__ == "__main__":
    sys.exit(main())

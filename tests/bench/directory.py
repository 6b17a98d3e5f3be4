"""Search of the directory over 100,000 services: each question as the page asks it, in SQL.

from tests.bench import directory
directory.prepare(100_000)
directory.run()   # {"services": …, "p50_ms": …, "p95_ms": …, "with_orm": {…}, "questions": {…}}
"""

import time
from statistics import median, quantiles

from django.db import connection

from core import clock, paging
from providers.models import Service
from providers.services import finding
from providers.services.finding import Wanted
from tests.bench import processor

ROUNDS = 5
QUESTIONS = {
    "nothing": Wanted(),
    "need": Wanted(needs=("loneliness",)),
    "words": Wanted(words="befriending netherton"),
    "begun word": Wanted(words="befr"),
    "misspelt": Wanted(words="befreinding nethertn"),
    "no such word": Wanted(words="zeppelin"),
    "need and district": Wanted(needs=("loneliness",), district="DY1"),
    "two needs within 5 miles": Wanted(needs=("food", "loneliness"), district="DY1", miles=5),
    "tuesday evening": Wanted(day="TU", part="ev", district="DY2"),
    "from a case": Wanted(
        needs=("loneliness", "money"),
        district="DY1",
        access=("hearing_loop", "large_print"),
        room="open",
    ),
    "stated access, dementia": Wanted(
        access=("step_free",), suits=("dementia",), stated=True, room="open"
    ),
    "everything at once": Wanted(
        words="lunch",
        needs=("food",),
        district="SA61",
        miles=25,
        day="WE",
        access=("step_free",),
        room="open",
        most_days=14,
    ),
}


def prepare(services: int = 100_000) -> int:
    """Fill the directory up to so many services."""
    from demo.scale.directory import make_directory

    there = Service.objects.count()
    return make_directory(services=services - there) if there < services else there


def ask(wanted: Wanted):
    """What the page asks: the count with its ceiling, and the first fifty with their joins."""
    rows, _misspelt = finding.fitting(
        Service.objects.filter(is_active=True), wanted, on=clock.today()
    )
    order = ["-fit"] if wanted.anything else ["name"]
    cut = paging.cut(rows.only("reference", "provider"), order=order)
    full = Service.objects.select_related("provider__organisation")
    narrow = full.defer("description", "search_words", "keywords")
    return narrow.in_bulk([each.pk for each in cut.rows])


def run() -> dict:
    """Milliseconds for each question: at the database, all its statements together, and in all."""
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in QUESTIONS}
    used = dict.fromkeys(QUESTIONS, 0.0)
    for round_ in range(ROUNDS + 1):
        for name, wanted in QUESTIONS.items():
            before = processor.spent()
            found = timed(wanted)
            if round_:  # the first fills the caches
                took[name].append(found)
                used[name] += processor.since(before, ROUNDS)["postgres_ms"]
    database, whole = zip(*(each for found in took.values() for each in found), strict=True)
    middle = {
        name: _middle(values) | {"processor_ms": round(used[name], 1)}
        for name, values in took.items()
    }
    return {
        "services": Service.objects.count(),
        "p50_ms": round(median(database), 1),
        "p95_ms": round(quantiles(database, n=20)[18], 1),
        "with_orm": {
            "p50_ms": round(median(whole), 1),
            "p95_ms": round(quantiles(whole, n=20)[18], 1),
        },
        "worst": max(middle, key=lambda name: middle[name]["database_ms"]),
        "questions": middle,
    }


def timed(wanted) -> tuple[float, float]:
    """Milliseconds that one question takes: inside its statements, and with the ORM's part."""
    inside = 0.0

    def statement(execute, *asked):
        nonlocal inside
        began = time.perf_counter()
        try:
            return execute(*asked)
        finally:
            inside += time.perf_counter() - began

    began = time.perf_counter()
    with connection.execute_wrapper(statement):
        ask(wanted)
    return 1000 * inside, 1000 * (time.perf_counter() - began)


def _middle(values: list[tuple[float, float]]) -> dict:
    database, whole = zip(*values, strict=True)
    return {"database_ms": round(median(database), 1), "ms": round(median(whole), 1)}

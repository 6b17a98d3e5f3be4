"""Several processes that do the same thing as often as they can, on connections of their own."""

import multiprocessing as mp
import time
from collections.abc import Callable
from statistics import quantiles

from django.conf import settings
from django.db import connection, connections

Act = Callable[[], bool]
"""One try; False when there is nothing left to do."""


def together(make: Callable[[int], Act], *, processes: int, seconds: float) -> dict:
    """`make(number)` gives each process its act; how often it was done, and how long it took."""
    connections.close_all()
    context = mp.get_context("fork")
    gate, told = context.Barrier(processes), context.Queue()
    workers = [
        context.Process(target=_work, args=(make, number, gate, told, seconds))
        for number in range(processes)
    ]
    for each in workers:
        each.start()
    results = [told.get(timeout=seconds + 120) for _each in workers]
    for each in workers:
        each.join()
    wrong = [words for _times, _span, words in results if words]
    if wrong:
        raise AssertionError(wrong[0])
    times = [moment for part, _span, _words in results for moment in part]
    return {"count": len(times), **_figures(times, max(span for _part, span, _words in results))}


def _figures(times: list[float], span: float) -> dict:
    cuts = quantiles(times, n=100) if len(times) > 1 else [0.0] * 99
    return {
        "per_second": round(len(times) / span, 1),
        "p50_ms": round(cuts[49] * 1000, 2),
        "p99_ms": round(cuts[98] * 1000, 2),
    }


def _work(make, number: int, gate, told, seconds: float) -> None:
    settings.DEBUG = False  # no list of queries is kept, as on the live service
    times: list[float] = []
    begin, words = time.perf_counter(), ""
    try:
        connection.ensure_connection()
        act = make(number)
        gate.wait()
        begin = time.perf_counter()
        while (now := time.perf_counter()) - begin < seconds and act():
            times.append(time.perf_counter() - now)
    except Exception as error:
        gate.abort()
        words = repr(error)
    told.put((times, time.perf_counter() - begin, words))
    connections.close_all()

"""Several processes that do the same thing as often as they can, on connections of their own;
or many clients who wait for the few processes that do it, as people wait for a web service."""

import multiprocessing as mp
import threading
import time
from collections.abc import Callable
from statistics import quantiles

from django.conf import settings
from django.db import connection, connections

from tests.bench import processor

WARM = 6
"""Tries before the clock starts: workers of a service are warm, and plans are made by then."""
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
    _raise([words for _times, _span, words, _used in results])
    times = [moment for part, _span, _words, _used in results for moment in part]
    figures = _figures(times, max(span for _part, span, _words, _used in results))
    return {"count": len(times), **figures, **_used([used for *_rest, used in results], len(times))}


def queued(make: Callable[[int], Act], *, workers: int, clients: int, seconds: float) -> dict:
    """The same with `clients` who each ask again once answered, in one queue for the `workers`.

    What a client waits for its turn counts as time it took.
    """
    connections.close_all()
    context = mp.get_context("fork")
    jobs, ready = context.SimpleQueue(), context.Barrier(workers + 1)
    lines = [context.Pipe(duplex=False) for _each in range(clients)]
    hands = [
        context.Process(
            target=_serve, args=(make, number, jobs, ready, [end for _in, end in lines])
        )
        for number in range(workers)
    ]
    for each in hands:
        each.start()
    ready.wait(timeout=120)
    begin = time.perf_counter()
    times = _asked(jobs, [line for line, _end in lines], begin + seconds)
    span = time.perf_counter() - begin
    for _each in hands:
        jobs.put(None)
    for each in hands:
        each.join()
    return {"count": len(times), **_figures(times, span)}


def _asked(jobs, lines: list, end: float) -> list[float]:
    """How long each answer took, for one client a line."""
    times: list[float] = []
    people = [
        threading.Thread(target=_client, args=(jobs, number, line, times, end))
        for number, line in enumerate(lines)
    ]
    for each in people:
        each.start()
    for each in people:
        each.join()
    return times


def _client(jobs, number: int, line, times: list[float], end: float) -> None:
    while (now := time.perf_counter()) < end:
        jobs.put(number)
        if not line.poll(120) or not line.recv():
            return
        times.append(time.perf_counter() - now)


def _serve(make, number: int, jobs, ready, ends) -> None:
    settings.DEBUG = False
    connection.ensure_connection()
    act = make(number)
    for _each in range(WARM):
        act()
    ready.wait(timeout=120)
    while (client := jobs.get()) is not None:
        ends[client].send(act())
    connections.close_all()


def _raise(words: list[str]) -> None:
    """The first that went wrong for a reason of its own, not because another one did."""
    wrong = sorted(filter(None, words), key=lambda each: "BrokenBarrier" in each)
    if wrong:
        raise AssertionError(wrong[0])


def _used(parts: list[dict], count: int) -> dict:
    """Processor time of one, over all processes."""
    names = parts[0] if parts else ()
    return {each: round(sum(part[each] for part in parts) / max(count, 1), 2) for each in names}


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
    begin, words, used = time.perf_counter(), "", {}
    try:
        connection.ensure_connection()
        act = make(number)
        for _each in range(WARM):
            act()
        gate.wait()
        before = processor.spent()
        begin = time.perf_counter()
        while (now := time.perf_counter()) - begin < seconds and act():
            times.append(time.perf_counter() - now)
        used = processor.since(before, 1)
    except Exception as error:
        gate.abort()
        words = repr(error)
    told.put((times, time.perf_counter() - begin, words, used))
    connections.close_all()

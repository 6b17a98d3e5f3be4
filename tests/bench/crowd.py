"""Several processes that do the same thing as often as they can, on connections of their own;
or many clients who wait for the few processes that do it, as people wait for a web service."""

import multiprocessing as mp
import os
import struct
import time
from collections.abc import Callable
from statistics import quantiles

from django.conf import settings
from django.db import connection, connections

from tests.bench import processor

WARM = 6
"""Tries before the clock starts: workers of a service are warm, and plans are made by then."""
_QUESTION = struct.Struct("d")
"""One question in the queue: the moment when it was asked."""
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
    return _together(results)


def queued(make: Callable[[int], Act], *, workers: int, clients: int, seconds: float) -> dict:
    """The same with `clients` who each ask again once answered, in one queue for the `workers`.

    What a client waits for its turn counts as time it took. The queue is a pipe with one question
    for each client, which whoever answers it puts back: so nothing but the workers asks for the
    processors, as when people's browsers ask.
    """
    connections.close_all()
    context = mp.get_context("fork")
    line, ready, told = os.pipe(), context.Barrier(workers + 1), context.Queue()
    hands = [
        context.Process(target=_serve, args=(make, number, line, ready, told, seconds))
        for number in range(workers)
    ]
    for each in hands:
        each.start()
    ready.wait(timeout=120)
    _ask(line, clients)
    results = [told.get(timeout=seconds + 120) for _each in hands]
    for each in hands:
        each.join()
    for end in line:
        os.close(end)
    return _together(results)


def _ask(line: tuple[int, int], times: int) -> None:
    """That many questions, each asked now."""
    for _each in range(times):
        os.write(line[1], _QUESTION.pack(time.perf_counter()))


def _serve(make, number: int, line: tuple[int, int], ready, told, seconds: float) -> None:
    """Answer whoever has waited longest, until the time is over."""
    settings.DEBUG = False
    times: list[float] = []
    begin, words, used = time.perf_counter(), "", {}
    try:
        act = _warmed(make, number)
        ready.wait(timeout=120)
        before, begin = processor.spent(), time.perf_counter()
        while time.perf_counter() - begin < seconds:
            (asked,) = _QUESTION.unpack(os.read(line[0], _QUESTION.size))
            done = act()
            _ask(line, 1)
            if not done:
                break
            times.append(time.perf_counter() - asked)
        used = processor.since(before, 1)
    except Exception as error:
        ready.abort()
        words = repr(error)
    told.put((times, time.perf_counter() - begin, words, used))
    connections.close_all()


def _warmed(make, number: int) -> Act:
    """An act that has been done a few times on a connection of its own."""
    connection.ensure_connection()
    act = make(number)
    for _each in range(WARM):
        act()
    return act


def _together(results: list[tuple]) -> dict:
    """The figures of all processes as one."""
    _raise([words for _times, _span, words, _used in results])
    times = [moment for part, _span, _words, _used in results for moment in part]
    figures = _figures(times, max(span for _part, span, _words, _used in results))
    return {"count": len(times), **figures, **_used([used for *_rest, used in results], len(times))}


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
        act = _warmed(make, number)
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

"""Keep-alive connections that ask as fast as they are answered."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it: how many a second, and how long the middle and the slow ones took (ms)."""

    per_second: float
    p50: float
    p95: float
    count: int
    wrong: int

    def as_dict(self) -> dict:
        """For the file."""
        return {name: round(getattr(self, name), 1) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Ask:
    """One request."""

    path: str
    method: str = "GET"
    body: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


def run(port: int, ask: Callable[[int], Ask], *, seconds: float, good=(200,)) -> Result:
    """Ask over `CONNECTIONS` connections for so long; `ask(n)` gives the n-th request."""
    times: list[float] = []
    wrong = [0]
    turn = iter(range(10**9))
    lock = threading.Lock()
    end = time.perf_counter() + seconds

    def work() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        own: list[float] = []
        while time.perf_counter() < end:
            with lock:
                number = next(turn)
            wanted = ask(number)
            began = time.perf_counter()
            line.request(wanted.method, wanted.path, wanted.body, dict(wanted.headers))
            answer = line.getresponse()
            answer.read()
            own.append(time.perf_counter() - began)
            if answer.status not in good:
                wrong[0] += 1
        line.close()
        with lock:
            times.extend(own)

    began = time.perf_counter()
    threads = [threading.Thread(target=work) for _each in range(CONNECTIONS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return _result(times, time.perf_counter() - began, wrong[0])


def _result(times: list[float], took: float, wrong: int) -> Result:
    ordered = sorted(times) or [0.0]
    return Result(
        per_second=len(times) / took,
        p50=statistics.median(ordered) * 1000,
        p95=ordered[int(len(ordered) * 0.95) - 1] * 1000,
        count=len(times),
        wrong=wrong,
    )


def get(port: int, path: str, headers: dict) -> tuple[int, bytes, dict]:
    """One answer with its body as it came over the wire."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return answer.status, body, dict(answer.getheaders())

"""Purchases promised and paid on one hot fund, by several processes at once.

    from tests.bench import money
    money.run(processes=2, seconds=5)   # {"ledger_per_second": …, "purchases_per_second": …, …}

Counted are committed transactions through the services, on the database the settings name, inside
a programme made for the purpose. `ledger` is what one promise costs (split, shares, movements,
balances); `purchases` the whole act from asking to being agreed at once; `paid` a payment that
releases the rest.
"""

import multiprocessing as mp
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from statistics import quantiles

from django.conf import settings
from django.db import connection, connections, transaction

from core import clock
from funding.models import Purchase
from funding.services import ledger, purchases, verify

AMOUNT = Decimal("1.37")


@dataclass(frozen=True)
class Job:
    """What each process does: make an act from these, and repeat it for so long."""

    make: Callable
    processes: int
    seconds: float
    ready: list[int]
    case_pk: int
    worker_pk: int


def run(*, processes: int = 2, seconds: float = 5.0, prepared: int = 6000) -> dict:
    """Figures of one run; raises when the books do not add up afterwards."""
    fund, case, worker = _world()
    ready = _asked(fund, case, worker, prepared)
    figures = {"processes": processes}
    for name, make in (("ledger", _commit), ("paid", _pay), ("purchases", _request)):
        job = Job(make, processes, seconds, ready, case.pk, worker.pk)
        figures |= {f"{name}_{key}": value for key, value in _together(job).items()}
    _forget_the_rest(ready)
    found = verify.recount()
    if not found.holds:
        raise AssertionError(found.difference)
    return figures


def _forget_the_rest(ready) -> None:
    """What was prepared and never promised is no purchase."""
    rows = Purchase.objects.filter(pk__in=ready, shares__isnull=True)
    rows.update(status="requested", approved_at=None, approved_by=None)


def _world():
    """A programme whose fund holds enough."""
    from tests.factories.funding import Money

    funders = tuple((f"Funder {n}", "10000000.00", ()) for n in range(4))
    money = Money(funders=funders)
    return money.fund, money.case, money.link_worker


def _asked(fund, case, worker, count: int) -> list[int]:
    """Purchases that wait to be promised, written without the services: not what is measured."""
    at = clock.now()
    rows = Purchase.objects.bulk_create(
        Purchase(
            programme=case.programme,
            fund=fund,
            policy=case.policy,
            case=case,
            status="approved",
            approved_at=at,
            approved_by=worker,
            what="Bench",
            why="Bench",
            category="other",
            amount=AMOUNT,
            tier=1,
            spotted_at=at,
            requested_at=at,
            requested_by=worker,
        )
        for _ in range(count)
    )
    return [each.pk for each in rows]


def _commit(ready, number, processes, case, worker):
    """Promise one prepared purchase."""
    mine = iter(ready[number::processes])
    rows = {each.pk: each for each in Purchase.objects.filter(pk__in=ready[number::processes])}
    on = clock.today()

    def act():
        purchase = rows.get(next(mine, None))
        if purchase is None:
            return False
        with transaction.atomic():
            ledger.commit(purchase, by=worker, at=clock.now(), on=on)
        return True

    return act


def _pay(ready, number, processes, case, worker):
    """Pay one promised purchase less than was promised."""
    mine = list(ready[number::processes])
    promised = set(
        Purchase.objects.filter(pk__in=mine, shares__isnull=False).values_list("pk", flat=True)
    )
    rows = {each.pk: each for each in Purchase.objects.filter(pk__in=promised)}
    turn = iter([each for each in mine if each in promised])

    def act():
        purchase = rows.get(next(turn, None))
        if purchase is None:
            return False
        with transaction.atomic():
            Purchase.objects.filter(pk=purchase.pk).update(
                status="paid",
                ordered_at=purchase.approved_at,
                ordered_by=worker,
                delivered_at=purchase.approved_at,
                delivered_by=worker,
            )
            ledger.pay(purchase, amount=Decimal("1.00"), by=worker, at=clock.now())
        return True

    return act


def _request(ready, number, processes, case, worker):
    """The whole act: asked for and agreed at once, with its events."""

    def act():
        purchases.request(
            by=worker,
            at=clock.now(),
            what="Bench",
            why="Bench",
            category="other",
            amount=AMOUNT,
            case=case,
        )
        return True

    return act


def _together(job: Job) -> dict:
    connections.close_all()
    context = mp.get_context("fork")
    gate, told = context.Barrier(job.processes), context.Queue()
    workers = [
        context.Process(target=_work, args=(job, number, gate, told))
        for number in range(job.processes)
    ]
    for each in workers:
        each.start()
    results = [told.get() for _ in workers]
    for each in workers:
        each.join()
    times = [moment for part, _span in results for moment in part]
    span = max(span for _part, span in results)
    cuts = quantiles(times, n=100) if len(times) > 100 else [0] * 99
    return {
        "count": len(times),
        "per_second": round(len(times) / span, 1),
        "p50_ms": round(cuts[49] * 1000, 2),
        "p99_ms": round(cuts[98] * 1000, 2),
    }


def _work(job: Job, number: int, gate, told):
    from accounts.models import User
    from cases.models import Case

    settings.DEBUG = False  # no list of queries is kept, as on the live service
    connection.ensure_connection()
    case = Case.objects.select_related("programme", "policy", "resident").get(pk=job.case_pk)
    worker = User.objects.get(pk=job.worker_pk)
    act = job.make(job.ready, number, job.processes, case, worker)
    gate.wait()
    times, begin = [], time.perf_counter()
    while (now := time.perf_counter()) - begin < job.seconds:
        if not act():
            break
        times.append(time.perf_counter() - now)
    told.put((times, time.perf_counter() - begin))
    connections.close_all()

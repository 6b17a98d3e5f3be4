"""Purchases promised and paid on one hot fund, by several processes at once, beside django-hordak.

Counted are committed transactions through the services, in a programme made for the purpose, with
`synchronous_commit` on. `ledger` is what one promise costs (split, shares, movements, balances);
`purchases` the whole act from asking to being agreed at once, with events, approval and audit;
`paid` a payment that releases the rest. After each run everything is recounted: a figure from
books that do not balance is no figure.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core import clock
from core.errors import RuleBroken
from funding.models import Purchase
from funding.services import ledger, purchases, verify
from tests.bench import hordak
from tests.bench.crowd import queued, together
from tests.factories.funding import Money, goal_of

AMOUNT = Decimal("1.37")
PREPARED = 4000
RICH = tuple((f"Funder {n}", "10000000.00", ()) for n in range(4))
POOR = tuple((f"Funder {n}", "250.00", ()) for n in range(4))
CLIENTS = 16
WORKERS = 2  # as gunicorn has on two cores


def measure(seconds: float) -> dict:
    """Every figure of the money, ours and django-hordak's in turn, in one run."""
    found: dict = {}
    for processes in (1, 2, 4):
        found[str(processes)] = {
            "ours": run(processes=processes, seconds=seconds),
            "hordak": hordak.run(processes=processes, seconds=seconds),
        }
    found["clients"] = purchased(processes=CLIENTS, seconds=seconds)
    found["queued"] = in_a_queue(seconds=seconds)
    found["spent_out"] = {"ours": spend_out(seconds=seconds), "hordak": hordak.spend_out(seconds)}
    found["queries_a_purchase"] = queries()
    return found


def rows(found: dict) -> list[tuple[str, str, str]]:
    """The lines of the table."""
    lines = []
    for processes in ("1", "2", "4"):
        ours, theirs = found[processes]["ours"], found[processes]["hordak"]
        to_reach = "≥ 600/s" if processes == "2" else ""
        lines += [
            (f"purchases, hot fund, {processes} proc.", _told(ours["purchases"]), to_reach),
            (f"  the ledger's promise alone ({_times(ours, theirs)})", _told(ours["ledger"]), ""),
            ("  django-hordak, 8 legs, no limit", _told(theirs["unchecked"]), ""),
            ("  django-hordak, balances asked first", _told(theirs["checked"]), ""),
        ]
    spent = found["spent_out"]
    return [
        *lines,
        (f"purchases, {CLIENTS} processes at once", _told(found["clients"]), ""),
        (
            f"purchases, {CLIENTS} clients of {WORKERS} workers",
            _told(found["queued"]),
            "p99 ≤ 50 ms",
        ),
        ("4 × £250 spent out by 16, lowest account", f"£{spent['ours']['lowest']}", "≥ £0"),
        ("  django-hordak, balances asked first", f"£{spent['hordak']['lowest']}", ""),
        ("queries a purchase", str(found["queries_a_purchase"]), "≤ 4"),
    ]


def _told(figures: dict) -> str:
    told = f"{figures['per_second']}/s, p50 {figures['p50_ms']} ms, p99 {figures['p99_ms']} ms"
    if "python_ms" in figures:
        told += f"; {figures['python_ms']} + {figures['postgres_ms']} ms of processor"
    return told


def _times(ours: dict, theirs: dict) -> str:
    unchecked, checked = (theirs[name]["per_second"] or 0.01 for name in ("unchecked", "checked"))
    mine = ours["ledger"]["per_second"]
    return f"× {mine / unchecked:.2f} of hordak, × {mine / checked:.2f} with a check"


def run(*, processes: int, seconds: float) -> dict:
    """Promises, payments and whole purchases; raises when the books do not add up afterwards."""
    world = Money(funders=RICH)
    ready = _asked(world, PREPARED)
    given = {"processes": processes, "seconds": seconds}
    figures = {
        "ledger": together(partial(_commit, ready, processes, world), **given),
        "paid": together(partial(_pay, ready, processes, world), **given),
        "purchases": together(partial(_request, world), **given),
    }
    _forget_the_rest(ready)
    _verified()
    return figures


def purchased(*, processes: int, seconds: float) -> dict:
    """Whole purchases alone, by many clients of one fund."""
    world = Money(funders=RICH)
    figures = together(partial(_request, world), processes=processes, seconds=seconds)
    _verified()
    return figures


def in_a_queue(*, seconds: float) -> dict:
    """The same number of clients in front of two workers: what people of a web service meet."""
    world = Money(funders=RICH)
    given = {"workers": WORKERS, "clients": CLIENTS, "seconds": seconds}
    figures = queued(partial(_request, world), **given)
    _verified()
    return figures


def spend_out(*, seconds: float) -> dict:
    """Sixteen spend four funders' £250 until nobody can; the lowest account, never below £0."""
    world = Money(funders=POOR)
    together(partial(_until_refused, world), processes=CLIENTS, seconds=seconds * 2)
    _verified()
    lowest = min(world.fund.accounts.exclude(kind="outside").values_list("balance", flat=True))
    if lowest < 0:
        raise AssertionError(f"overspent by {-lowest}")
    return {"lowest": str(lowest)}


def queries() -> int:
    """How many statements one purchase takes, BEGIN and COMMIT included."""
    act = _request(Money(funders=RICH), 0)
    act()
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def _verified() -> None:
    found = verify.recount()
    if not found.holds:
        raise AssertionError(found.difference)


def _forget_the_rest(ready: list[int]) -> None:
    """What was prepared and never promised is no purchase."""
    left = Purchase.objects.filter(pk__in=ready, shares__isnull=True)
    left.update(status="requested", approved_at=None, approved_by=None)


def _asked(world: Money, count: int) -> list[int]:
    """Purchases that wait to be promised, written without the services: not what is measured."""
    at, case, worker = clock.now(), world.case, world.link_worker
    made = Purchase.objects.bulk_create(
        Purchase(
            programme=case.programme,
            fund=world.fund,
            policy=case.policy,
            case=case,
            goal=goal_of(case),
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
        for _each in range(count)
    )
    return [each.pk for each in made]


def _commit(ready: list[int], processes: int, world: Money, number: int) -> Callable[[], bool]:
    """Promise one prepared purchase."""
    mine = iter(list(Purchase.objects.filter(pk__in=ready[number::processes])))
    on = clock.today()

    def act() -> bool:
        purchase = next(mine, None)
        if purchase is None:
            return False
        with transaction.atomic():
            ledger.commit(purchase, by=world.link_worker, at=clock.now(), on=on)
        return True

    return act


def _pay(ready: list[int], processes: int, world: Money, number: int) -> Callable[[], bool]:
    """Pay one promised purchase less than was promised."""
    mine = Purchase.objects.filter(pk__in=ready[number::processes], shares__isnull=False)
    turn = iter(list(mine.distinct()))

    def act() -> bool:
        purchase = next(turn, None)
        if purchase is None:
            return False
        at, by = purchase.approved_at, world.finance
        stamps = {"ordered_at": at, "ordered_by": by, "delivered_at": at, "delivered_by": by}
        with transaction.atomic():
            Purchase.objects.filter(pk=purchase.pk).update(status="paid", **stamps)
            ledger.pay(purchase, amount=Decimal("1.00"), by=by, at=clock.now())
        return True

    return act


def _request(world: Money, number: int) -> Callable[[], bool]:
    """The whole act: asked for and agreed at once, with its events."""
    case, goal, worker = world.case, goal_of(world.case), world.link_worker
    case.policy, case.programme, case.resident  # noqa: B018 (read once, as a page has)

    def act() -> bool:
        purchases.request(
            by=worker,
            at=clock.now(),
            what="Bench",
            why="Bench",
            category="other",
            amount=AMOUNT,
            case=case,
            goal=goal,
        )
        return True

    return act


def _until_refused(world: Money, number: int) -> Callable[[], bool]:
    """Spend until the fund says no."""
    act = _request(world, number)

    def try_it() -> bool:
        try:
            return act()
        except RuleBroken:
            return False

    return try_it

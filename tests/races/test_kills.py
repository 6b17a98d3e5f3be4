"""Many spend one fund at once while their connections are cut at random.

RACE_ATTEMPTS asks for more than the quick form: 1,000,000 is the long one. No attempt may
overspend, nothing that was acknowledged may be missing, and the books must balance.
"""

import itertools
import os
import random
import threading
import time
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, connections

from core.errors import DomainError
from funding.models import Purchase
from funding.services import verify
from tests.factories.funding import Money, balances, goal_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(0)]
ATTEMPTS = int(os.environ.get("RACE_ATTEMPTS", "320"))
A_ROUND = min(ATTEMPTS, 2000)
THREADS = 16
PRICE = Decimal("2.50")


class Spenders:
    """Threads that ask for something small again and again until the attempts are used up."""

    def __init__(self, money: Money, attempts: int):
        self.money, self.goal = money, goal_of(money.case)
        self.turn = iter(range(attempts))
        self.lock = threading.Lock()
        self.acknowledged: list[str] = []
        self.cut = 0
        self.strange: list[str] = []

    def spend(self) -> None:
        """One thread: until no attempt is left."""
        while self._another():
            try:
                made = self.money.ask(PRICE, provider=None, goal=self.goal)
                self.acknowledged.append(made.reference)
            except DomainError:
                continue
            except DatabaseError:
                self.cut += 1
                connections.close_all()
            except Exception as error:
                self.strange.append(repr(error))
        connections.close_all()

    def _another(self) -> bool:
        with self.lock:
            return next(self.turn, None) is not None


def cut_at_random(stop: threading.Event, rng: random.Random) -> None:
    """End one of the others' connections every few milliseconds, as an administrator may."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")  # whose sessions they are may see and end them
    while not stop.wait(rng.uniform(0.002, 0.03)):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND state <> 'idle' ORDER BY random() LIMIT 1"
            )
    connections.close_all()


def one_round(attempts: int, seed: int) -> Spenders:
    """A fund that holds half of what is asked for, and everybody at once."""
    half = (PRICE * attempts / 2).quantize(Decimal("0.01"))
    money = Money(funders=(("Council", half, ()), ("Trust", half / 4, ())))
    at_work, stop = Spenders(money, attempts), threading.Event()
    killer = threading.Thread(target=cut_at_random, args=(stop, random.Random(seed)))
    crowd = [threading.Thread(target=at_work.spend) for _ in range(THREADS)]
    for each in [killer, *crowd]:
        each.start()
    for each in crowd:
        each.join()
    stop.set()
    killer.join()
    return at_work


def test_connections_cut_at_random__no_overspend_and_nothing_acknowledged_is_missing():
    cut, begun = 0, time.monotonic()
    for number in itertools.count():
        if number * A_ROUND >= ATTEMPTS:
            break
        done = one_round(A_ROUND, number)
        cut += done.cut
        held = balances(done.money.fund)
        assert not done.strange, done.strange[0]
        assert held["available"] >= 0
        mine = Purchase.objects.filter(fund=done.money.fund)
        kept = set(mine.values_list("reference", flat=True))
        assert set(done.acknowledged) <= kept
        assert held["committed"] == PRICE * len(kept)
        found = verify.recount()
        assert found.holds, found.difference
    assert cut > 0, f"nothing was cut in {time.monotonic() - begun:.0f} s"

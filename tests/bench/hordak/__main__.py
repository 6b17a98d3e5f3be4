"""``python -m tests.bench.hordak run PROCESSES SECONDS`` (or spend_out): one line of JSON."""

import datetime as dt
import json
import sys
from collections.abc import Callable
from functools import partial

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from hordak.models import Account, AccountType, Leg, Transaction  # noqa: E402
from moneyed import GBP, Money  # noqa: E402

from config.local_services import place, postgres  # noqa: E402
from tests.bench.crowd import together  # noqa: E402

PARTS = [Money(each, GBP) for each in ("0.35", "0.34", "0.34", "0.34")]
RICH, POOR = 10_000_000, 250


def main() -> None:
    """Make the database if it is not there, do the work, print what came of it."""
    name, processes, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    _prepare()
    print(json.dumps({"run": run, "spend_out": spend_out}[name](processes, seconds)))


def _prepare() -> None:
    postgres.set_up(place.find(), database=connection.settings_dict["NAME"])
    call_command("migrate", verbosity=0, interactive=False)


def run(processes: int, seconds: float) -> dict:
    given = {"processes": processes, "seconds": seconds}
    found = {}
    for name in ("unchecked", "checked"):
        pairs = _fund(RICH)
        found[name] = together(partial(_promise, pairs, name == "checked"), **given)
        _balanced()
    return found


def spend_out(processes: int, seconds: float) -> dict:
    pairs = _fund(POOR)
    together(partial(_promise, pairs, True), processes=processes, seconds=seconds * 2)
    _balanced()
    return {"lowest": str(min(_left(pairs)))}


def _fund(pounds: int) -> list[tuple[Account, Account]]:
    """Four funders' money: available and committed, the first filled from outside."""
    pairs = []
    for _each in PARTS:
        made = [
            Account.objects.create(name=name, type=AccountType.liability, currencies=["GBP"])
            for name in ("outside", "available", "committed")
        ]
        made[1].transfer_to(made[0], Money(pounds, GBP))  # credits the first, debits the second
        pairs.append((made[1], made[2]))
    return pairs


def _promise(pairs, checked: bool, number: int) -> Callable[[], bool]:
    today = dt.date.today()

    def act() -> bool:
        with transaction.atomic():
            if checked and min(_left(pairs)) < PARTS[0].amount:
                return False
            made = Transaction.objects.create(date=today, description="Bench")
            Leg.objects.bulk_create(_legs(made, pairs))
        return True

    return act


def _legs(made: Transaction, pairs) -> list[Leg]:
    legs = []
    for part, (available, committed) in zip(PARTS, pairs, strict=True):
        legs.append(Leg(transaction=made, account=available, debit=part))
        legs.append(Leg(transaction=made, account=committed, credit=part))
    return legs


def _left(pairs) -> list:
    """What each available account holds, by hordak's own function in the database."""
    keys = [available.pk for available, _committed in pairs]
    found = Account.objects.filter(pk__in=keys).with_balances()
    return [each.balance["GBP"].amount for each in found]


def _balanced() -> None:
    """Correctness first: each transaction sums to zero."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT transaction_id FROM hordak_leg GROUP BY 1"
            " HAVING sum(COALESCE(credit, 0)) <> sum(COALESCE(debit, 0))) wrong"
        )
        if cursor.fetchone()[0]:
            raise AssertionError("django-hordak's books do not balance")


if __name__ == "__main__":
    main()

"""Thirty-two real connections reach for the last of something; and the same with the guard away.

A race that cannot be lost proves nothing. So each is run twice by the same harness: as the service
is, where not a penny and not a place too many may go; and in a copy of the database whose owner has
dropped the constraint, with the careful step of the service replaced by the usual careless one
(look, then write), where too much must go in nine rounds of ten.

RACE_ROUNDS asks for more rounds than one.
"""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db.models import Sum

from cases.models import Placement
from cases.services import placements
from core import clock, services
from funding.models import PersonalBudget, PlaceUse, Purchase
from funding.services import budgets, ledger, purchases, verify
from funding.services.purchases import agreeing, delivering, using
from providers.models import Service
from tests.factories import funding
from tests.factories.placements import case_of
from tests.factories.programmes import programme_with_policy, someone
from tests.factories.providers import ServiceFactory
from tests.races.test_money import THREADS, race
from tests.races.unguarded import without

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(0)]
ROUNDS = int(os.environ.get("RACE_ROUNDS", "1"))


@dataclass(frozen=True)
class Reach:
    """Who reaches for what: the acts, what is gone afterwards, and how much there is."""

    acts: list[Callable]
    gone: Callable[[], Decimal | int]
    limit: Decimal | int
    won: int


def one_fund() -> Reach:
    """Thirty-two approve £30 of £100."""
    money = funding.Money(funders=(("Council", "70.00", ()), ("Trust", "30.00", ())))
    asked = [money.ask("30.00", is_high_risk=True) for _ in range(THREADS)]

    def approve(purchase):
        return lambda: purchases.approve(purchase, by=money.team_lead, at=clock.now())

    return Reach(
        [approve(each) for each in asked],
        lambda: funding.balances(money.fund)["committed"],
        Decimal(100),
        3,
    )


def one_personal_budget() -> Reach:
    """Thirty-two times £30 from a budget of £100."""
    money = funding.Money()
    goal = funding.goal_of(money.case)
    budgets.budget_of(money.case)

    def ask():
        return money.ask("30.00", provider=None, from_personal_budget=True, goal=goal)

    def gone():
        mine = Purchase.objects.filter(case=money.case, from_personal_budget=True)
        return mine.filter(status="approved").aggregate(n=Sum("amount", default=Decimal(0)))["n"]

    return Reach([ask] * THREADS, gone, Decimal(100), 3)


def the_last_place_of_a_service() -> Reach:
    """Thirty-two residents, one place."""
    service = ServiceFactory(places=1)
    programme = programme_with_policy()
    worker = someone("link_worker", programme=programme)
    cases = [case_of(programme, worker=worker) for _ in range(THREADS)]

    def offer(case):
        return lambda: placements.offer(
            case, by=worker, at=clock.now(), service=service, what_to_know="Likes dominoes"
        )

    def gone():
        return Placement.objects.holding_a_place().filter(service=service).count()

    return Reach([offer(each) for each in cases], gone, 1, 1)


def the_last_place_of_a_block() -> Reach:
    """Thirty-two residents, one place left of those bought for a group."""
    money = funding.Money()
    block = money.approved("20.00", group_name="Friday lunch", places=1)
    block = purchases.order(block, by=money.link_worker, at=clock.now())
    cases = [funding.case(money.programme, worker=money.link_worker) for _ in range(THREADS)]

    def take(case):
        return lambda: purchases.use_place(block, by=money.link_worker, at=clock.now(), case=case)

    def gone():
        return PlaceUse.objects.filter(purchase=block, freed_at__isnull=True).count()

    return Reach([take(each) for each in cases], gone, 1, 1)


def one_agreement() -> Reach:
    """Thirty-two people agree to a purchase that needs one of them."""
    money = funding.Money()
    purchase = money.ask("120.00")
    people = [money.team_lead, *(money.staff("manager") for _ in range(THREADS - 1))]

    def agree(by):
        return lambda: purchases.approve(purchase, by=by, at=clock.now())

    def gone():
        return purchase.events.filter(verb="approve").count()

    return Reach([agree(each) for each in people], gone, 1, 1)


def the_rest_of_an_order() -> Reach:
    """Thirty-two say that £30 of an order for £100 have come; the worker and the provider."""
    money = funding.Money()
    purchase = money.approved("100.00")
    purchase = purchases.order(purchase, by=money.link_worker, at=clock.now())
    told = {"at": clock.now(), "amount": Decimal("30.00"), "words": "Some of it"}

    def say(by):
        return lambda: purchases.confirm_part(purchase, by=by, **told)

    def gone():
        return purchase.deliveries.aggregate(n=Sum("amount", default=Decimal(0)))["n"]

    people = [money.link_worker, money.provider_worker] * (THREADS // 2)
    return Reach([say(each) for each in people], gone, Decimal(100), 3)


# -- the careless twins ---------------------------------------------------------------------


def a_look() -> Callable[[], None]:
    """What lies between looking and writing: a busy moment, in which everybody else looks too."""
    everybody = threading.Barrier(THREADS)

    def wait():
        with suppress(threading.BrokenBarrierError):
            everybody.wait(20)

    return wait


def trusting_what_was_read(patch) -> None:
    """The fund's accounts are not locked near the end of the money."""
    looked = a_look()
    patch.setattr(ledger, "locked", lambda sources: looked() or list(sources))


def look_then_reserve(patch) -> None:
    """The personal budget is read, compared, and written."""
    looked = a_look()

    def reserve(case, *, amount):
        budget = PersonalBudget.objects.get(case=case)
        looked()
        if budget.left < amount:
            raise budgets.RuleBroken("too little")
        budget.committed += amount
        PersonalBudget.objects.filter(pk=budget.pk).update(committed=budget.committed)

    patch.setattr(budgets, "reserve", reserve)


def look_then_take(patch) -> None:
    """The places of the service are counted, then one more is written."""
    looked = a_look()

    def take_place(service, *, on):
        found = Service.objects.get(pk=service.pk)
        looked()
        if not found.places_left:
            raise budgets.RuleBroken("full")
        Service.objects.filter(pk=found.pk).update(taken=found.taken + 1)

    patch.setattr("cases.services.placements.offering.take_place", take_place)


def not_locked(where):
    """The purchase is read, not locked; everybody has read it before anybody writes."""

    def careless(patch) -> None:
        looked = a_look()

        def read(thing):
            found = type(thing).objects.get(pk=thing.pk)
            looked()
            return found

        patch.setattr(where, "services", SimpleNamespace(lock=read, move=services.move))

    return careless


RACES = [
    pytest.param(
        one_fund,
        [("funding_account", "account_never_below_zero")],
        trusting_what_was_read,
        id="one fund",
    ),
    pytest.param(
        one_personal_budget,
        [("funding_personalbudget", "personal_budget_never_above_cap")],
        look_then_reserve,
        id="one personal budget",
    ),
    pytest.param(
        the_last_place_of_a_service,
        [("providers_service", "service_places_never_oversold")],
        look_then_take,
        id="last place of a service",
    ),
    pytest.param(
        the_last_place_of_a_block,
        [("funding_purchase", "purchase_places_never_oversold")],
        not_locked(using),
        id="last place of a block",
    ),
    pytest.param(one_agreement, [], not_locked(agreeing), id="one agreement"),
    pytest.param(the_rest_of_an_order, [], not_locked(delivering), id="rest of an order"),
]


@pytest.mark.parametrize(("make", "constraints", "careless"), RACES)
def test_as_it_is__exactly_as_much_goes_as_there_is(make, constraints, careless):
    for _round in range(ROUNDS):
        reach = make()
        results = race(reach.acts)
        assert results.count("done") == reach.won, results
        assert reach.gone() <= reach.limit
        assert verify.recount().holds


def overdrawn(make) -> bool:
    reach = make()
    race(reach.acts)
    return reach.gone() > reach.limit


@pytest.mark.parametrize(("make", "constraints", "careless"), RACES)
def test_with_the_guard_taken_away__too_much_goes(make, constraints, careless, monkeypatch):
    with without(*constraints):
        careless(monkeypatch)
        lost = [overdrawn(make) for _round in range(ROUNDS)]
    assert sum(lost) >= 0.9 * ROUNDS, "the race is too slow to prove anything"

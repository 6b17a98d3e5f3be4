"""Purposes, places of a block, items, the same again, looks afterwards, clocks."""

import threading
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from core import clock
from core.errors import NotAllowedNow, RuleBroken
from funding.models import LookBack, PersonalBudget, PlaceUse
from funding.services import purchases, speed
from funding.services.purchases import looking
from tests.factories.buying import block
from tests.factories.funding import Money, case, goal_of, need, receipt_image

pytestmark = pytest.mark.django_db
D = Decimal


# -- what it is for --------------------------------------------------------------------------


def ask(money, **told):
    given = {"what": "Key safe", "why": "Carers", "category": "aids", "amount": D("20.00"), **told}
    return purchases.request(by=money.link_worker, at=clock.now(), **given)


def test_a_purchase_for_somebody__names_goal_or_barrier_of_theirs(money):
    with pytest.raises(RuleBroken, match="Choose the goal or the barrier"):
        ask(money, case=money.case)
    with pytest.raises(RuleBroken, match="Choose the goal or the barrier"):
        ask(money, case=money.case, need=need())
    elsewhere = goal_of(case(money.programme, worker=money.link_worker, name="Albert Wassell"))
    with pytest.raises(RuleBroken, match="somebody else"):
        ask(money, case=money.case, goal=elsewhere)


def test_a_purchase_for_a_group__names_its_need(money):
    with pytest.raises(RuleBroken, match="Choose the need"):
        ask(money, programme=money.programme, group_name="Lunch group")


# -- places ----------------------------------------------------------------------------------


def give(money, purchase, name):
    someone = case(money.programme, worker=money.link_worker, name=name)
    return purchases.use_place(purchase, by=money.link_worker, at=clock.now(), case=someone)


def test_places__are_never_more_than_were_bought(money):
    purchase = block(money, places=2)
    first = give(money, purchase, "Ada Cartwright")
    give(money, purchase, "Ben Tranter")
    with pytest.raises(RuleBroken, match="All the places"):
        give(money, purchase, "Cyril Haden")
    purchases.free_place(purchase, by=money.link_worker, at=clock.now(), place=first)
    give(money, purchase, "Cyril Haden")
    purchase.refresh_from_db()
    assert purchase.places_used == 2
    with pytest.raises(NotAllowedNow, match="free already"):
        purchases.free_place(purchase, by=money.link_worker, at=clock.now(), place=first)


def test_places__one_for_each_resident_of_the_programme(money):
    purchase = block(money)
    told = {"by": money.link_worker, "at": clock.now()}
    purchases.use_place(purchase, case=money.case, **told)
    with pytest.raises(RuleBroken, match="already"):
        purchases.use_place(purchase, case=money.case, **told)
    with pytest.raises(RuleBroken, match="open case here"):
        purchases.use_place(purchase, case=Money().case, **told)


def test_raw_sql__cannot_take_a_place_too_many_nor_strike_one_out(money):
    purchase = block(money, places=1)
    give(money, purchase, "Ada Cartwright")
    row = (
        "INSERT INTO funding_placeuse (purchase_id, case_id, given_at, given_by_id)"
        " VALUES (%s, %s, now(), %s)"
    )
    given = [purchase.pk, money.case.pk, money.link_worker.pk]
    refused = pytest.raises(IntegrityError, match="never_oversold")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(row, given)
    with pytest.raises(IntegrityError, match="freed, not removed"), transaction.atomic():
        PlaceUse.objects.filter(purchase=purchase).delete()


@pytest.mark.django_db(transaction=True)
def test_the_last_place__goes_to_exactly_one_of_many_at_once():
    money = Money()
    purchase = block(money, places=1)
    cases = [
        case(money.programme, worker=money.link_worker, name=f"Ada Number{n}") for n in range(8)
    ]
    came, ready = [], threading.Barrier(len(cases))

    def take(someone):
        ready.wait()
        try:
            purchases.use_place(purchase, by=money.link_worker, at=clock.now(), case=someone)
            came.append("has it")
        except RuleBroken as refusal:
            came.append(refusal.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(each,)) for each in cases]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert came.count("has it") == 1
    assert len(came) == len(cases)
    assert PlaceUse.objects.filter(purchase=purchase).count() == 1


# -- items -----------------------------------------------------------------------------------


def test_a_tablet__is_out_once_and_comes_back_with_what_it_changed(money):
    purchase = money.delivered("120.00", category="digital")
    told = {"by": money.link_worker, "at": clock.now()}
    given = {"what": "Tablet", "kind": "loan", "serial": " T-1 "}
    item = purchases.hand_over(purchase, **given, **told)
    assert (item.serial, item.case) == ("T-1", money.case)
    with pytest.raises(RuleBroken, match="out already"):
        purchases.hand_over(purchase, **given, **told)
    purchases.take_back(purchase, item=item, result="Rings her sister on Sundays", **told)
    with pytest.raises(NotAllowedNow, match="came back already"):
        purchases.take_back(purchase, item=item, **told)
    purchases.hand_over(purchase, **given, **told)


def test_an_item_of_a_group_purchase__says_who_has_it(money):
    with pytest.raises(RuleBroken, match="who has it"):
        purchases.hand_over(
            block(money), by=money.link_worker, at=clock.now(), what="Tablet", kind="gift"
        )


# -- the same again --------------------------------------------------------------------------


def test_the_same_again__is_a_purchase_of_its_own_and_stops_at_the_cap(money):
    fares = money.ask("30.00", what="Bus fares", provider=None, from_personal_budget=True)
    told = {"by": money.link_worker, "at": clock.now()}
    fares = purchases.settle(fares, amount=D("30.00"), file=receipt_image(), **told)
    again = purchases.repeat(fares, **told)
    assert (again.status, again.again_of, again.way, again.steps) == ("approved", fares, "again", 1)
    assert again.goal == fares.goal
    purchases.repeat(fares, amount=D("40.00"), **told)
    with pytest.raises(RuleBroken, match=r"£0\.00 of the personal budget"):
        purchases.repeat(fares, **told)
    assert PersonalBudget.objects.get(case=money.case).left == D("0.00")


def test_the_same_again__is_for_the_personal_budget_only(money):
    invoice = money.paid("20.00")
    with pytest.raises(RuleBroken, match="personal budget"):
        purchases.repeat(invoice.purchase, by=money.link_worker, at=clock.now())


# -- looks afterwards ------------------------------------------------------------------------


def test_the_draw__follows_from_the_reference_and_takes_its_share():
    references = [f"CBB-{n:06d}" for n in range(4000)]
    drawn = [each for each in references if looking.is_drawn(each, percent=10)]
    assert drawn == [each for each in references if looking.is_drawn(each, percent=10)]
    assert 300 < len(drawn) < 500
    assert not any(looking.is_drawn(each, percent=0) for each in references)
    assert all(looking.is_drawn(each, percent=100) for each in references)


def test_a_look__once_by_somebody_else_and_with_words_when_not_in_order():
    money = Money(policy={"look_back_percent": 100})
    purchase = money.ask("20.00", by=money.manager)
    told = {"at": clock.now(), "verdict": "not_in_order"}
    with pytest.raises(RuleBroken, match="somebody else looks"):
        purchases.look_back(purchase, by=money.manager, words="Mine", **told)
    other = money.staff("manager")
    with pytest.raises(RuleBroken, match="what was not in order"):
        purchases.look_back(purchase, by=other, **told)
    purchases.look_back(purchase, by=other, words="No receipt", **told)
    with pytest.raises(NotAllowedNow, match="does not wait"):
        purchases.look_back(purchase, by=other, words="No receipt", **told)


def test_what_somebody_agreed_to__is_not_drawn():
    money = Money(policy={"look_back_percent": 100})
    money.approved("120.00")
    assert not LookBack.objects.exists()


# -- clocks ----------------------------------------------------------------------------------


def test_the_clocks__count_what_was_approved_and_ordered_the_same_day(money):
    small = money.ask("20.00")
    purchases.order(small, by=money.link_worker, at=clock.now())
    money.ask("120.00")
    found = speed.of_programmes([money.programme.pk], until=clock.now())
    assert [(each.ordered, each.same_day) for each in found] == [(1, 1)]
    ways = {each.way: (each.count, each.questions) for each in found[0].ways}
    assert ways == {"light": (1, 5), "full": (1, 6)}
    assert found[0].same_day_percent == 100
    assert speed.of_programmes([], until=clock.now()) == []

"""Pounds about few people: no two quarters, funders or reports together tell them."""

import itertools
from decimal import Decimal
from random import Random

import pytest

from outcomes.presenters.numbers import Exact, Published
from outcomes.presenters.reports.subject import Subject
from outcomes.presenters.reports.writing import document
from outcomes.services.reports import settling
from outcomes.statistics.disclosure import Amount, Few, Sum, merged, told_pounds
from tests.outcomes.report_facts import given_of, reports_facts

QUARTERS = ("2025-04-01", "2025-07-01")


def amount(low, high, *members):
    return Amount(frozenset(members), low, high)


def few(pounds, *members):
    return Few(frozenset(members), pounds)


class TestTheAttack:
    def test_finds_what_is_left_when_the_others_are_taken_away(self):
        assert told_pounds([amount(500, 500, "a", "b"), amount(95, 105, "a")], [few(400, "b")])

    def test_what_is_wide_open_is_not_told(self):
        assert not told_pounds([amount(500, 500, "a", "b")], [few(400, "b")])

    def test_by_way_of_a_year_and_three_other_quarters(self):
        year = amount(995, 1005, "a1", "a2", "a3", "a4")
        quarters = [amount(245, 255, f"a{n}") for n in (1, 2, 3)]
        last = amount(650, 650, "a4", "b4")
        assert not told_pounds([year, *quarters], [few(400, "b4")])
        assert told_pounds([year, *quarters, last], [few(400, "b4")])

    def test_a_sum_that_nobody_gave_is_not_told(self):
        assert not told_pounds([amount(500, 500, "a")], [few(400, "b")])

    def test_sums_that_contradict_each_other_tell_nothing(self):
        assert not told_pounds([amount(10, 10, "a"), amount(90, 90, "a")], [few(10, "a")])

    @pytest.mark.parametrize("seed", range(5))
    def test_agrees_with_brute_force(self, seed):
        """Steps of £50: every table that fits, counted out."""
        dice, names = Random(seed), "abcd"
        true = {name: 50 * dice.randint(0, 6) for name in names}
        groups = [dice.sample(names, dice.randint(1, 3)) for _number in range(4)]
        sums = [amount(*[sum(true[n] for n in each)] * 2, *each) for each in groups]
        fits = [
            each for each in itertools.product(range(0, 2001, 50), repeat=4)
            if all(sum(each[names.index(n)] for n in s.members) == s.low for s in sums)
        ]  # fmt: skip
        for name in names:
            known = len({each[names.index(name)] for each in fits}) == 1
            assert bool(told_pounds(sums, [few(true[name], name)])) <= (known or not true[name])


def facts_of(rows: dict[str, list]) -> dict:
    """One funder that paid `rows` = quarter -> [[kind, people, pounds], …]; its statement says
    the sum of each quarter to the penny."""
    facts = reports_facts()
    funder = facts["funders"][0]
    bought = [[first, kind, people, people, str(Decimal(pounds))]
              for first, each in rows.items() for kind, people, pounds in each]  # fmt: skip
    standing = funder["agreements"][0]["quarters"]["2025-07-01"]
    quarters = {
        first: standing | {"paid_now": str(sum(Decimal(pounds) for _k, _n, pounds in each))}
        for first, each in rows.items()
    }
    agreement = funder["agreements"][0] | {"quarters": quarters}
    return facts | {"funders": [funder | {"agreements": [agreement], "bought": bought}]}


def funding_of(rows: dict[str, list], people: dict[str, int]) -> dict:
    sums: dict[str, Decimal] = {}
    for kind, _people, pounds in itertools.chain.from_iterable(rows.values()):
        sums[kind] = sums.get(kind, Decimal(0)) + Decimal(pounds)
    return {
        "funders": [],
        "purchases": [
            {"name": kind, "purchases": people[kind], "people": people[kind], "paid": str(paid)}
            for kind, paid in sums.items()
        ],
    }


LEAKS = {
    "2025-04-01": [["Aids", 30, 2000], ["Transport", 12, 500]],
    "2025-07-01": [["Aids", 20, 1500], ["Transport", 9, 300], ["Online", 2, 402]],
}
"""In the second quarter Online stands together with Transport; the year tells Transport alone."""
PEOPLE = {"Aids": 50, "Transport": 21, "Online": 2}


def span_of(first: str):
    import datetime as dt

    from outcomes.periods import quarter

    return quarter(dt.date.fromisoformat(first))


def all_said(facts, funding, *, settle: bool):
    """Both quarters' reports, then the evaluation; with what each gives away."""
    held: list = []
    for first in QUARTERS:
        given = given_of("funder", facts, span=span_of(first), funding=funding)
        held += _one(given, held, settle=settle)
    return held + _one(given_of("annual", facts, funding=funding), held, settle=settle)


def _one(given, held, *, settle: bool):
    if settle:
        counts = settling.settled(given, held)[1]
    else:
        counts = settling.counts_of(given, Published())
        document(Subject(counts=counts, **given))
    all_said.few, all_said.ledger = counts.few, counts.ledger
    return settling.from_json(settling.as_json(counts))


def told_by(held) -> list:
    amounts = [each for each in held if isinstance(each, Amount)]
    return told_pounds([*amounts, *all_said.ledger], all_said.few)


class TestReports:
    def test_the_year_would_tell_a_quarter__negative_control(self):
        facts, funding = facts_of(LEAKS), funding_of(LEAKS, PEOPLE | {"Online": 9})
        assert told_by(all_said(facts, funding, settle=False))

    def test_settled__it_does_not(self):
        facts, funding = facts_of(LEAKS), funding_of(LEAKS, PEOPLE | {"Online": 9})
        held = all_said(facts, funding, settle=True)
        assert [each for each in held if isinstance(each, Amount)]
        assert told_by(held) == []

    @pytest.mark.parametrize("seed", range(8))
    def test_whatever_was_bought(self, seed):
        dice = Random(seed)
        kinds = ("Aids", "Transport", "Online", "Food")
        rows = {
            first: [[kind, dice.choice((0, 1, 3, 7, 8, 15, 40)), 10 * dice.randint(1, 200)]
                    for kind in kinds if dice.random() < 0.8]
            for first in QUARTERS
        }  # fmt: skip
        people = {kind: max((n for each in rows.values() for k, n, _p in each if k == kind),
                            default=0) for kind in kinds}  # fmt: skip
        held = all_said(facts_of(rows), funding_of(rows, people), settle=True)
        assert told_by(held) == []

    def test_a_withheld_sum_is_a_dash_on_the_page(self):
        given = given_of("funder", facts_of(LEAKS), span=span_of("2025-04-01"))
        counts = settling.counts_of(given, Published())
        document(Subject(counts=counts, **given))
        key = next(key for key in counts.amounts if key.endswith("|Transport"))
        hidden = settling.counts_of(given, Published(), {key})
        money = document(Subject(counts=hidden, **given)).chapters[0]
        bought = next(b for b in money.blocks if b.kind == "table" and "bought" in str(b.caption))
        assert [row[2] for row in bought.rows] == ["£2,000", "–"]

    def test_true_figures_are_to_the_penny(self):
        assert Exact().paid(Sum("A", 3, Decimal("12.34"))) == "£12.34"

    def test_what_is_put_together_keeps_its_cells(self):
        sums = [Sum("A", 20, Decimal(9), frozenset("a")), Sum("B", 9, Decimal(5), frozenset("b")),
                Sum("C", 2, Decimal(3), frozenset("c"))]  # fmt: skip
        assert merged(sums)[-1].cells == frozenset("bc")

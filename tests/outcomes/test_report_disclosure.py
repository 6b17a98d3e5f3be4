"""Small numbers cannot be worked out: from a report, from two, from months in a row, from formats.

The attacker here is the tests' own: whole numbers, every table that fits what was published, by
brute force where the world is small, by linear programming where it is large.
"""

import datetime as dt
import itertools
from decimal import Decimal

import pytest

from core.errors import RuleBroken
from outcomes.periods import month, quarter
from outcomes.presenters.numbers import Exact
from outcomes.presenters.reports.counts import Counts
from outcomes.services.reports import settling
from outcomes.statistics.disclosure import Claim, Sum, merged, rounded, telling
from outcomes.statistics.disclosure.joint import bounds
from tests.outcomes.report_facts import WARDS, given_of, published, reports_facts, told


def claim(figure, *members):
    return Claim(frozenset(members), figure)


class TestTheAttack:
    """It must find what can be found, or passing it proves nothing."""

    def test_finds_seven_ones_under_a_star(self):
        cells = [claim(None, f"c{n}") for n in range(7)]
        total = claim(None, *(f"c{n}" for n in range(7)))
        assert len(telling([*cells, total])) == 8

    def test_finds_a_difference_of_two_totals(self):
        told_by = [claim(15, "a", "b"), claim(None, "b"), claim(20, "a")]
        assert telling(told_by) == []  # a 18–22, a + b 13–17: fits no table, nothing is known
        told_by = [claim(20, "a", "b", "c"), claim(15, "a"), claim(None, "b"), claim(0, "c")]
        assert telling(told_by) == []
        assert bounds(frozenset({"b"}), told_by).low == 1

    def test_finds_a_month_between_two_reports(self):
        # 6 small months make at most 42; the year says 40 and the sum of five at most 35
        months = [claim(None, f"m{n}") for n in range(6)]
        year = claim(45, *(f"m{n}" for n in range(6)))
        assert telling([*months, year]) == []  # 43 to 47 fits nothing: not alike
        assert (
            bounds(frozenset({"m0"}), [*months, claim(40, *(f"m{n}" for n in range(6)))]).low == 3
        )

    @pytest.mark.parametrize("seed", range(6))
    def test_agrees_with_brute_force(self, seed):
        from random import Random

        dice = Random(seed)
        true = {name: dice.randint(0, 9) for name in "abcd"}
        groups = [*itertools.combinations("abcd", 1), "ab", "abc", "abcd"]
        claims = [claim(rounded(sum(true[n] for n in each)), *each) for each in groups]
        fits = [
            dict(zip("abcd", each, strict=True))
            for each in itertools.product(range(13), repeat=4)
            if all(rounded(sum(each["abcd".index(n)] for n in c.members)) == c.figure
                   for c in claims)
        ]  # fmt: skip
        exact = {
            c for c in claims
            if c.figure is None and len({sum(f[n] for n in c.members) for f in fits}) == 1
        }  # fmt: skip
        assert exact <= set(telling(claims))


class TestReports:
    """What the reports publish, one after the other, withstands it."""

    @pytest.mark.parametrize("seed", range(4))
    def test_ward_funder_governors_and_public_together_tell_nothing(self, seed):
        facts, held = reports_facts(seed), []
        for ward in WARDS:
            held += published("ward", facts, held, key=ward[5:])
        for kind in ("funder", "governors", "public", "annual"):
            held += published(kind, facts, held)
        assert held
        assert telling(held) == []

    @pytest.mark.parametrize("seed", (1, 2))
    def test_successive_months_tell_nothing(self, seed):
        facts, held = reports_facts(seed, most=4), []
        for number in (7, 8, 9, 10):
            span = month(dt.date(2025, number, 5))
            held += published("ward", facts, held, span=span)
        for number in (5, 8):
            held += published("funder", facts, held, span=quarter(dt.date(2025, number, 5)))
        assert telling(held) == []

    def test_seven_months_of_one_person_each__the_year_is_withheld_in_the_last(self):
        facts, held = ones(), []
        for number in range(4, 10):
            held += published("ward", facts, held, span=month(dt.date(2025, number, 5)))
        given = given_of("ward", facts)
        _document, counts = settling.settled(given, held)
        assert counts.withheld
        assert telling([*held, *counts.said.values()]) == []
        _document, alone = settling.settled(given, ())
        assert telling([*held, *alone.said.values()])  # without a look at the others it would tell

    def test_true_figures_would_be_told__so_the_attack_is_asked_the_right_thing(self):
        """The negative control: without withholding, the table of ones is undone."""
        facts = ones()
        counts = Counts({"sent": facts["wards"]["decisions"]}, _published())
        for number in range(4, 11):
            counts.of("sent", months=[f"2025-{number:02}"])
        counts.of("sent")
        assert len(telling(counts.said.values())) == 8

    def test_refuses_when_nothing_helps(self, monkeypatch):
        monkeypatch.setattr(settling, "TRIES", 0)
        with pytest.raises(RuleBroken):
            settling.settled(given_of("ward", reports_facts()), ())

    def test_no_format_shows_a_number_from_1_to_7_in_the_counts(self):
        for kind in ("ward", "governors", "public"):
            for chapter in told(kind).chapters:
                for block in chapter.blocks:
                    if block.kind == "table":
                        shown = {cell for row in block.rows for cell in row[1:2]}
                        assert not shown & {str(n) for n in range(1, 8)}, block.caption

    def test_true_figures_show_what_the_published_hide(self):
        exact = told("ward", numbers=Exact())
        cells = [c for b in exact.chapters[0].blocks for row in b.rows for c in row[1:]]
        assert "*" not in cells


def ones():
    """One person a month from one ward, for seven months."""
    facts = reports_facts()
    facts["wards"]["decisions"] = [
        [f"2025-{number:02}", "ward:CBW-AAAAAA", "accepted", 1] for number in range(4, 11)
    ]
    return facts


def _published():
    from outcomes.presenters.numbers import Published

    return Published()


class TestMoney:
    """A hidden row of a column that adds up is found by subtraction: kinds are put together."""

    def test_a_small_kind_stands_together_with_a_large_one(self):
        sums = [Sum("A", 20, Decimal(900)), Sum("B", 9, Decimal(50)), Sum("C", 2, Decimal(30))]
        found = merged(sums)
        assert [(each.name, each.amount) for each in found] == [("A", 900), ("", 80)]

    def test_all_small_is_not_shown(self):
        assert merged([Sum("A", 2, Decimal(9)), Sum("B", 3, Decimal(9))]) is None

    def test_what_is_large_stays(self):
        sums = [Sum("A", 20, Decimal(9)), Sum("B", 0, Decimal(5))]
        assert [each.name for each in merged(sums)] == ["A", "B"]

    def test_the_column_still_adds_up(self):
        sums = [Sum(str(n), n, Decimal(n)) for n in range(1, 15)]
        assert sum(each.amount for each in merged(sums)) == sum(each.amount for each in sums)

    def test_funder_report__the_kind_for_two_people_is_not_to_be_seen(self):
        money = told("funder").chapters[0]
        bought = next(b for b in money.blocks if b.kind == "table" and "bought" in str(b.caption))
        assert [row[0] for row in bought.rows] == [
            "Aids and small repairs", "Other things, each for a few people",
        ]  # fmt: skip
        assert "402" not in str(bought.rows)

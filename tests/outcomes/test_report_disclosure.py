"""Small numbers cannot be worked out: from a report, from two, from months in a row, from formats.

The attacker here is the tests' own: whole numbers, every table that fits what was published, by
brute force where the world is small, by linear programming where it is large.
"""

import datetime as dt
import itertools
import json
from decimal import Decimal

import pytest

from core.errors import RuleBroken
from outcomes.periods import month, quarter
from outcomes.presenters.blocks import bars
from outcomes.presenters.numbers import Exact, Published
from outcomes.presenters.reports.counts import Counts
from outcomes.presenters.reports.naming import Book
from outcomes.presenters.reports.subject import Subject
from outcomes.presenters.reports.writing import document
from outcomes.services.reports import settling
from outcomes.statistics.disclosure import Claim, Link, Sum, merged, rounded, telling
from outcomes.statistics.disclosure.joint import bounds
from outcomes.writers.cells import value_of
from outcomes.writers.listing import table_of
from tests.outcomes.report_facts import (
    WARDS,
    given_of,
    published,
    reports_facts,
    told,
    worked_out,
)


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

    def test_finds_what_only_a_link_tells(self):
        parts = [claim(None, f"p{n}") for n in range(7)]
        whole = claim(None, "w")
        names = frozenset(f"p{n}" for n in range(7))
        assert telling([*parts, whole]) == []
        assert len(telling([*parts, whole], [Link(names, frozenset("w"), equal=True)])) == 8
        assert len(telling([*parts, whole], [Link(names, frozenset("w"), equal=False)])) == 8
        more = Link(frozenset("w"), names, equal=False)
        assert telling([*parts, whole], [more]) == []

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

    @pytest.mark.parametrize("seed", range(3))
    def test_all_five_together_tell_nothing(self, seed):
        facts, held = reports_facts(seed), []
        for ward in WARDS:
            held += published("ward", facts, held, key=ward[5:])
        for kind in ("funder", "governors", "public", "annual"):
            held += published(kind, facts, held)
        assert any(isinstance(each, Link) for each in held)
        assert worked_out(held) == []

    @pytest.mark.parametrize("seed", (1, 2))
    def test_successive_months_tell_nothing(self, seed):
        facts, held = reports_facts(seed, most=4), []
        for number in (7, 8, 9, 10):
            span = month(dt.date(2025, number, 5))
            held += published("ward", facts, held, span=span)
        for number in (5, 8):
            held += published("funder", facts, held, span=quarter(dt.date(2025, number, 5)))
        assert worked_out(held) == []

    def test_seven_months_of_one_person_each__the_year_is_withheld_in_the_last(self):
        facts, held = ones(), []
        for number in range(4, 10):
            held += published("ward", facts, held, span=month(dt.date(2025, number, 5)))
        given = given_of("ward", facts)
        _document, counts = settling.settled(given, held)
        assert counts.withheld
        assert worked_out([*held, *counts.said.values(), *counts.links]) == []
        _document, alone = settling.settled(given, ())
        # without a look at the others it would tell
        assert worked_out([*held, *alone.said.values(), *alone.links])

    def test_true_figures_would_be_told__so_the_attack_is_asked_the_right_thing(self):
        """The negative control: without withholding, the table of ones is undone."""
        facts = ones()
        counts = Counts({"sent": facts["wards"]["decisions"]}, Published())
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


def unprotected(kind: str, facts: dict, **own) -> Counts:
    """What a report would say if nothing were withheld."""
    given = given_of(kind, facts, **own)
    counts = settling.counts_of(given, Published())
    document(Subject(counts=counts, **given))
    return counts


def sevens(number: int = 1) -> dict:
    """Seven ways in, one person by each: under a star they can only be ones."""
    return {
        "total": 7, "accepted": 7, "declined": 0, "other": 0,
        "by_source": [[f"Way {n}", number] for n in range(7)],
    }  # fmt: skip


def seven_referrals() -> dict:
    """One referral a month, from one ward, each taken on."""
    facts = ones()
    facts["wards"]["next"] = facts["wards"]["delays"] = facts["wards"]["barriers"] = []
    return facts


class TestChapters:
    """What the evaluation's own chapters say is attacked as well, with all that hangs together."""

    @pytest.mark.parametrize("kind", ["annual", "funder", "ward", "governors", "public"])
    def test_every_count_that_leaves_has_a_name(self, kind):
        counts = unprotected(kind, reports_facts())
        assert counts.unnamed == []
        assert counts.said

    def test_a_planted_leak_is_found(self):
        """The negative control: seven stars under a star, told by two chapters."""
        counts = unprotected("annual", seven_referrals(), referred=sevens())
        guilty = settling.found_out(counts)
        assert {each.figure for each in guilty} == {None}
        told_ways = {name for each in guilty for name in each.members if "Way" in name}
        assert len(told_ways) == 7

    def test_the_planted_leak_does_not_leave(self):
        given = given_of("annual", seven_referrals(), referred=sevens())
        told_now, counts = settling.settled(given, ())
        assert counts.withheld
        assert settling.found_out(counts) == []
        rows = [row for chapter in told_now.chapters for block in chapter.blocks
                if block.kind == "table" and "became of referrals" in str(block.caption)
                for row in block.rows]  # fmt: skip
        assert any("–" in row[1:] for row in rows)

    def test_a_leak_between_two_reports_is_found_by_its_link(self):
        """The wards say when; the evaluation says by which way: only together they tell."""
        facts = seven_referrals()
        held = published("ward", facts, [])
        alone = unprotected("annual", facts, referred=sevens())
        said = ("|referred from|", "|referred|declined", "|referred|other")
        claims = [each for key, each in alone.said.items() if any(name in key for name in said)]
        assert worked_out([*held, *claims]) == []
        assert worked_out([*held, *claims, *alone.links])

    def test_links_are_kept_with_a_report(self):
        _told, counts = settling.settled(given_of("annual", reports_facts()), ())
        back = settling.from_json(json.loads(json.dumps(settling.as_json(counts))))
        assert set(back) == {*counts.said.values(), *counts.links, *counts.amounts.values()}

    def test_what_an_edition_gave_away_before_stays_counted(self):
        _told, counts = settling.settled(given_of("governors", reports_facts()), ())
        before = [[["needs|2025-10||Money"], None]]
        kept = settling.from_json(settling.as_json(counts, and_before=before))
        assert Claim(frozenset({"needs|2025-10||Money"}), None) in kept

    @pytest.mark.parametrize("kind", ["annual", "funder", "ward", "governors", "public"])
    def test_every_whole_number_in_a_table_is_rounded(self, kind):
        for chapter in told(kind).chapters:
            for block in chapter.blocks:
                table = table_of(block)
                for row in table.rows if table else ():
                    for head, cell in list(zip(table.head, row, strict=True))[1:]:
                        value = value_of(cell)
                        if value.unit == "number" and not value.places and head not in TIMES:
                            assert value.number % 5 == 0, (table.caption, head, cell)

    def test_pounds_avoided_follow_from_the_counts_that_are_shown(self):
        """The unit cost is printed beside them, so an exact sum would tell the exact counts."""
        money = next(each for each in told("annual").chapters if each.key == "money")
        tables = [each for each in money.blocks if each.kind == "table"]
        avoided = next(each for each in tables if "stream by stream" in str(each.caption))
        total, seen = Decimal(0), 0
        for row in avoided.rows:
            before, after, each, shown = (value_of(row[n]).number for n in (1, 2, 3, 5))
            if None not in (before, after, each, shown):
                assert abs(shown - (before - after) * each) <= 5
                total, seen = total + (before - after) * each, seen + 1
        assert seen
        short = next(each for each in tables if str(each.caption) == "In short")
        assert abs(value_of(short.rows[0][1]).number - total) <= 5

    def test_a_withheld_bar_has_no_length_and_sets_no_scale(self):
        book = Book("test", {})
        rows = [["Ward", 500], ["Clinic", 20]]
        book.rows(rows, "from")
        counts = Counts({}, Published(), {"test|from|Ward"})
        counts.learn(book.sums, book.links)
        shown = bars("From", rows, counts.numbers).rows
        assert [(row.words, row.share) for row in shown] == [("–", 0), ("20", 1)]


TIMES = ("Days taken", "Figure", "Model", "Scatter")


class TestMoney:
    """A hidden row of a column that adds up is found by subtraction: kinds are put together."""

    def test_a_small_kind_stands_together_with_a_large_one(self):
        sums = [Sum("A", 20, Decimal(900)), Sum("B", 9, Decimal(50)), Sum("C", 2, Decimal(30))]
        found = merged(sums)
        assert [(each.name, each.amount) for each in found] == [("A", 900), ("", 80)]

    def test_all_small_is_not_shown(self):
        assert merged([Sum("A", 2, Decimal(9)), Sum("B", 3, Decimal(9))]) is None

    def test_a_kind_that_was_for_nobody_hides_nobody(self):
        """Taken in with a small one it would leave that one's pounds under a star, to be found."""
        sums = [Sum("A", 20, Decimal(900)), Sum("B", 9, Decimal(50)), Sum("C", 2, Decimal(30)),
                Sum("Hall", 0, Decimal(70))]  # fmt: skip
        found = merged(sums)
        assert [(each.name, each.amount) for each in found] == [
            ("A", 900), ("Hall", 70), ("", 80),
        ]  # fmt: skip
        assert all(each.people == 0 or each.people > 7 for each in found)

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

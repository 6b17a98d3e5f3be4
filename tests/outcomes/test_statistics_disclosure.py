"""Small numbers: the rule, and an attempt to undo it by adding and taking away."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from outcomes.statistics.disclosure import (
    STAR,
    WITHHELD,
    Published,
    count,
    mean,
    money,
    percent_change,
    percentage,
    protect,
    rounded,
    undo,
)
from outcomes.statistics.disclosure.attack import span
from outcomes.statistics.disclosure.tables import tells


@pytest.mark.parametrize("number", range(60))
def test_rounded__stands_for_at_least_five_numbers_or_none(number):
    shown = rounded(number)
    if number == 0:
        assert shown == 0
    elif number <= 7:
        assert shown is None
    else:
        assert shown % 5 == 0
        assert abs(shown - number) <= 2
    assert span(shown).low <= number <= span(shown).high


def test_percentage__has_a_decimal_only_where_the_whole_allows_it():
    assert percentage(1_234, 4_000, decimal=True) == "30.9%"
    assert percentage(1_234, 3_997, decimal=True) == "31%"
    assert percentage(1_234, 4_000) == "31%"
    assert percentage(3_999, 4_000, decimal=True) == "100.0%"


def test_percentage__halves_go_up_and_nothing_exceeds_everything():
    assert percentage(25, 200) == "13%"
    assert percentage(13, 13) == "100%"
    assert percentage(200, 202) == "100%"
    with pytest.raises(ValueError, match="part <= whole"):
        percentage(3, 2)


def test_percent_change__rounds_rises_and_falls_alike():
    assert percent_change(200, 225) == 13
    assert percent_change(200, 175) == -13
    assert percent_change(200, 4) is None


@pytest.mark.parametrize("people", range(1, 8))
def test_mean__and_money_over_one_to_seven_people_are_stars(people):
    assert mean(4.25, people) == STAR
    assert money(10, people, words=str) == STAR


def test_mean__over_more_people_is_told():
    assert mean(4.25, 8, places=2) == "4.25"
    assert mean(None, 0) == "–"
    assert count(0) == "0"
    with pytest.raises(ValueError, match="fewer than none"):
        count(-1)


def test_table__is_rounded_with_totals_of_their_own():
    found = protect([[3, 20, 41], [0, 9, 15]])
    assert found.words() == [["*", "20", "40", "65"], ["0", "10", "15", "25"],
                             ["*", "30", "55", "90"]]  # fmt: skip
    assert found.withheld == frozenset()


# Each line rounds to figures that only one table fits, were its totals given.
GIVEN_AWAY = [
    [[1] * 7],
    [[7, 12, 12, 12]],
    [[1, 8, 8]],
    [[7, 7, 7, 7, 7, 7, 8]],
]


@pytest.mark.parametrize("table", GIVEN_AWAY)
def test_table__whose_totals_would_tell_withholds_them(table):
    found = protect(table)
    bare = replace(found, withheld=frozenset())
    assert tells(bare) or found.withheld == frozenset()
    assert not tells(found)


def test_table__of_seven_ones_would_tell_and_therefore_does_not():
    found = protect([[1] * 7])
    assert {each.low for each in undo(replace(found, withheld=frozenset())).values()} == {1}
    assert found.words()[0] == [STAR] * 7 + [WITHHELD]
    assert all((each.low, each.high) == (1, 7) for each in undo(found).values())


def test_no_small_count__can_be_found_exactly_in_any_of_many_tables():
    """Differencing: every star keeps two values or more, whatever rows and columns add up to."""
    generator = np.random.default_rng(11)
    for number in range(12):
        shape = (2 + number % 3, 2 + number % 2)
        table = generator.negative_binomial(1, 0.1, shape)
        for (row, column), found in undo(protect(table)).items():
            assert found.low <= table[row, column] <= found.high
            assert found.low < found.high


def test_undo__finds_exactly_what_trying_every_table_finds():
    found = Published(((None, None), (None, 10)), (None, 15), (10, 10), 20, frozenset())
    fitting = [
        cells
        for cells in product(range(1, 8), range(1, 8), range(1, 8), range(8, 13))
        if 1 <= cells[0] + cells[1] <= 7 and 13 <= cells[2] + cells[3] <= 17
        and 8 <= cells[0] + cells[2] <= 12 and 8 <= cells[1] + cells[3] <= 12
        and 18 <= sum(cells) <= 22
    ]  # fmt: skip
    bounds = undo(found)
    for place, cell in (((0, 0), 0), ((0, 1), 1), ((1, 0), 2)):
        tried = [cells[cell] for cells in fitting]
        assert (bounds[place].low, bounds[place].high) == (min(tried), max(tried))


def test_undo__says_when_no_table_fits():
    wrong = Published(((None, 10),), (100,), (None, 10), 100, frozenset())
    with pytest.raises(ValueError, match="no table of people fits"):
        undo(wrong)


@pytest.mark.parametrize("table", [[], [[]], [[-1]], [[1.5]]])
def test_table__refuses_what_are_no_people(table):
    with pytest.raises(ValueError, match="table of people"):
        protect(table)

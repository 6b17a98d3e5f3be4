"""The quick look at a block may only pass rows that the row-by-row check passes unchanged."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import nhs
from outcomes.activity import quick, rows
from outcomes.activity.blocks import Reject, line_of
from tests.factories.residents import nhs_number

TODAY = dt.date(2026, 3, 31)
NUMBER = nhs_number()
GOOD = ("E-1", NUMBER, "ae_attendance", "2025-01-02", "", "21", "yes", "unknown")
ODD = [
    *("", " ", "E 1", "=A1", "-3", "x" * 65, "é", "a\\b", "a\tb", "a\nb", "\x00", "E-1 "),
    *("9434765829", "0000000000", "943 476 5919", "99900000", NUMBER + " ", "5990128088"),
    "".join(chr(0x660 + int(digit)) for digit in "9434765919"),
    *("AE_ATTENDANCE", "scan", "gp_contact ", "2025-02-30", "2026-04-01", "1899-12-31", "2025-1-2"),
    *("20250102", "2024-12-31", "2a", "2A", "21A4B", "YES", "no", "maybe", "2025-01-02 "),
]  # fmt: skip


def both(block: list[tuple]) -> tuple[list, list]:
    """What the block check and the row-by-row check make of the same rows."""
    numbers = list(range(2, len(block) + 2))
    found = rows.Rows(today=TODAY).check(numbers, [cell for row in block for cell in row])
    check = rows.Checker(today=TODAY).check
    told = [check(number, list(row)) for number, row in zip(numbers, block, strict=True)]
    lines = [
        line_of(number, cells)
        for number, cells in zip(numbers, told, strict=True)
        if not isinstance(cells, Reject)
    ]
    return [found.lines, found.rejects], [
        lines,
        [each for each in told if isinstance(each, Reject)],
    ]


@pytest.mark.parametrize("cell", ODD)
@pytest.mark.parametrize("place", range(8))
def test_block__says_of_every_odd_cell_what_the_row_by_row_check_says(place, cell):
    bad = (*GOOD[:place], cell, *GOOD[place + 1 :])
    at_once, one_by_one = both([GOOD, bad, GOOD])
    assert at_once == one_by_one


@given(st.lists(st.tuples(*(st.sampled_from([good, *ODD]) for good in GOOD)), max_size=6))
def test_block__never_differs_from_the_row_by_row_check(block):
    at_once, one_by_one = both(block)
    assert at_once == one_by_one


@given(st.lists(st.text("0123456789", min_size=10, max_size=10), min_size=1, max_size=40))
def test_numbers__are_judged_as_core_nhs_judges_them(numbers):
    odd = set(quick.odd_numbers(numbers))
    for place, number in enumerate(numbers):
        try:
            nhs.parse(number)
        except nhs.NotAnNHSNumber:
            assert place in odd
        else:
            assert place not in odd


def test_numbers__made_for_testing_are_refused_where_the_service_is_live(settings):
    settings.ALLOW_SYNTHETIC_NHS_NUMBERS = False
    assert quick.odd_numbers([NUMBER, "4010232137"]) == [0]

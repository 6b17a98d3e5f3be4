"""Columns checked at one blow say of each row what a check cell by cell says of it."""

import csv
import datetime as dt
import io

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import nhs
from outcomes.activity import columns, known
from outcomes.activity.known import NEVER, Ids, People
from outcomes.activity.rows import Rows
from outcomes.activity.table import Piece, Table
from tests.factories.residents import nhs_number
from tests.outcomes import row_by_row

TODAY = dt.date(2026, 3, 31)
BORN = dt.date(1944, 3, 4)
NUMBER, YOUNG, STRANGER = nhs_number(), nhs_number(), nhs_number()
PEOPLE = {NUMBER: None, YOUNG: BORN}
GOOD = ("E-1", NUMBER, "ae_attendance", "2025-01-02", "", "21", "yes", "unknown")
ODD = [
    *("", " ", "E 1", "=A1", "-3", "x" * 65, "é", "a\\b", "a\tb", "a\nb", "\x00", "E-1 ", "E-2"),
    *("9434765829", "0000000000", "943 476 5919", "99900000", NUMBER + " ", "5990128088"),
    *(YOUNG, STRANGER, "1944-03-03", "1944-03-04"),
    "".join(chr(0x660 + int(digit)) for digit in "9434765919"),
    *("AE_ATTENDANCE", "scan", "gp_contact ", "2025-02-30", "2026-04-01", "1899-12-31", "2025-1-2"),
    *("20250102", "2024-12-31", "2a", "2A", "21A4B", "YES", "no", "maybe", "2025-01-02 "),
]  # fmt: skip


def people() -> People:
    since = dt.date(1970, 1, 1)
    born = [NEVER if day is None else (day - since).days for day in PEOPLE.values()]
    return People(np.array([int(n) for n in PEOPLE], np.int64), np.array(born, np.int32))


def at_once(blocks):
    """What the columns say of blocks of rows, as the check row by row tells it."""
    rows, number, stored, refused = Rows(today=TODAY, people=people()), 2, [], []
    for block in blocks:
        numbers = list(range(number, number + len(block)))
        number += len(block)
        cells = [list(column) for column in zip(*block, strict=True)] or [[] for _each in GOOD]
        found = rows.check(Piece(numbers, cells))
        assert found.read == len(block)
        stored += [tuple(line.split("\t")) for line in found.lines]
        refused += [(reject.row, reject.column) for reject in found.rejects]
    return stored, refused


def one_by_one(blocks):
    rows = list(enumerate((row for block in blocks for row in block), start=2))
    stored, refused = row_by_row.check(rows, today=TODAY, people=PEOPLE)
    told = {"yes": "t", "no": "f"}
    return [
        (*row[:4], row[4] or "\\N", row[5], told.get(row[6], "\\N"), told.get(row[7], "\\N"))
        for row in stored
    ], refused


@pytest.mark.parametrize("cell", ODD)
@pytest.mark.parametrize("place", range(8))
def test_columns__say_of_every_odd_cell_what_the_single_check_says(place, cell):
    bad = (*GOOD[:place], cell, *GOOD[place + 1 :])
    blocks = [[("E-0", *GOOD[1:]), bad, ("E-9", *GOOD[1:])]]
    assert at_once(blocks) == one_by_one(blocks)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(*(st.sampled_from([good, *ODD]) for good in GOOD)), max_size=5),
        max_size=4,
    )
)
def test_columns__never_differ_from_the_row_by_row_check(blocks):
    assert at_once(blocks) == one_by_one(blocks)


@given(st.lists(st.lists(st.sampled_from("ABCDEFGH"), max_size=5), max_size=8))
def test_ids__that_stood_before_are_found_wherever_they_stood(blocks):
    ids, seen = Ids(), set()
    known_recent = known.RECENT
    known.RECENT = 3
    try:
        for block in blocks:
            expected = []
            for place, each in enumerate(block):
                if each in seen:
                    expected.append(place)
                seen.add(each)
            assert ids.repeated(block) == expected
    finally:
        known.RECENT = known_recent


@given(st.lists(st.text("0123456789", min_size=10, max_size=10), min_size=1, max_size=40))
def test_numbers__are_judged_as_core_nhs_judges_them(numbers):
    refused = columns.read_numbers(numbers).refused
    for place, number in enumerate(numbers):
        try:
            nhs.parse(number)
        except nhs.NotAnNHSNumber:
            assert place in refused
        else:
            assert place not in refused


def test_numbers__made_for_testing_are_refused_where_it_is_live(request):
    live = request.getfixturevalue("settings")
    live.ALLOW_SYNTHETIC_NHS_NUMBERS = False
    assert set(columns.read_numbers([NUMBER, "4010232137"]).refused) == {0}


def test_people__of_whom_several_records_tell_count_by_the_earliest_birth():
    found = People(np.array([7, 7, 5], np.int64), np.array([NEVER, 40, NEVER], np.int32))
    is_known, born = found.find(np.array([5, 6, 7]))
    assert is_known.tolist() == [True, False, True]
    assert born[2] == 40


# -- the table ------------------------------------------------------------------------------------


def read(text: bytes, **given):
    table = Table(io.BytesIO(text), **given)
    rows, short = [], []
    for piece in table.pieces():
        rows += zip(piece.numbers, zip(*piece.columns, strict=True), strict=True)
        short += [each.row for each in piece.short]
    return table.headers, rows, short


@pytest.mark.parametrize(
    ("text", "rows", "short"),
    [
        (b"a,b\n1,2\n3,4", [(2, ("1", "2")), (3, ("3", "4"))], []),
        (b"a,b\r\n1,2\r\n3,4\r\n", [(2, ("1", "2")), (3, ("3", "4"))], []),
        (b"a,b\r1,2\r3,4\r", [(2, ("1", "2")), (3, ("3", "4"))], []),
        (b"\xef\xbb\xbfa,b\n1,2\n", [(2, ("1", "2"))], []),
        (b"a,b\n\n1,2\n", [(3, ("1", "2"))], []),
        (b"a,b\n1\n1,2\n1,2,3\n", [(3, ("1", "2"))], [2, 4]),
        (b'a,b\n"x\ny",2\n3,4\n', [(3, ("x\ny", "2")), (4, ("3", "4"))], []),
        (b'a,"b\nc"\n1,2\n', [(3, ("1", "2"))], []),
        ("a,b\n1\u2028,\x0b2\n".encode(), [(2, ("1\u2028", "\x0b2"))], []),
        (b"a\n1\n\n2\n", [(2, ("1",)), (4, ("2",))], []),
        (b"a,b\n", [], []),
    ],
)
def test_table__numbers_its_rows_as_an_editor_shows_them(text, rows, short):
    _headers, found, wrong = read(text)
    assert (found, wrong) == (rows, short)


@given(st.lists(st.lists(st.text("ab,\"\n'é ", max_size=4), min_size=2, max_size=2), max_size=9))
def test_table__reads_what_the_csv_module_writes(rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([["h1", "h2"], *rows])
    _headers, found, wrong = read(text.getvalue().encode())
    assert [list(cells) for _number, cells in found] == rows
    assert not wrong

"""Cuts at the edge of what there is: nobody, one person, no events, nobody beside them.

Each must give figures that are numbers or nothing, a contract that is JSON, and a report that
claims nothing which so little cannot carry.
"""

import json
from dataclasses import replace

import pytest

from outcomes.evaluation.contract import as_csv, as_json
from outcomes.evaluation.figures import figures
from outcomes.presenters.numbers import Exact, Published
from outcomes.presenters.report import report
from outcomes.statistics.design import Done, decide
from tests.outcomes.cuts import full_cut
from tests.outcomes.sample import sample_cut


def people_of(cut):
    head, *rows = [line.split(",") for line in cut.people.strip().split("\n")]
    return head, rows


def with_people(cut, keep):
    """The cut with `keep(people, place of a column)` instead of its people."""
    head, rows = people_of(cut)
    kept = keep(rows, head.index)
    return replace(cut, people="".join(",".join(row) + "\n" for row in [head, *kept]))


def cohort(rows, at, *, number=None):
    return [row for row in rows if row[at("group")] == "cohort"
            and row[at("status")] == "counted"][:number]  # fmt: skip


def others(rows, at):
    return [row for row in rows if row[at("group")] == "comparison"]


def without_events(rows, at):
    first = at("ae_attendance_earlier")
    last = at("bed_days_after")
    return [[*row[:first], *["0"] * (last - first + 1), *row[last + 1 :]] for row in rows]


def dead(rows, at):
    place = at("status")
    return [[*row[:place], "died", *row[place + 1 :]] if row[at("group")] == "cohort" else row
            for row in rows]  # fmt: skip


EDGES = {
    "nobody": lambda rows, at: [],
    "one person": lambda rows, at: [*cohort(rows, at, number=1), *others(rows, at)],
    "one person alone": lambda rows, at: cohort(rows, at, number=1),
    "seven": lambda rows, at: [*cohort(rows, at, number=7), *others(rows, at)[:7]],
    "only others": others,
    "nobody followed to the end": dead,
    "no event at all": without_events,
    "one other": lambda rows, at: [*cohort(rows, at), *others(rows, at)[:1]],
    "all the same": lambda rows, at: [cohort(rows, at)[0]] * 40 + [others(rows, at)[0]] * 40,
}


@pytest.fixture(scope="module", params=list(EDGES))
def edge(request):
    cut = with_people(full_cut(), EDGES[request.param])
    return request.param, cut, figures(cut)


def test_the_contract_is_json__no_number_that_is_none(edge):
    _name, cut, found = edge
    assert json.loads(json.dumps(as_json(cut, found), allow_nan=False))
    assert "nan" not in as_csv(cut, found)


@pytest.mark.parametrize("numbers", [Exact(), Published()])
def test_the_report_is_written(edge, numbers):
    _name, cut, found = edge
    told = report(cut, found, numbers)
    assert told.claim and told.chapters


def test_few_people__nothing_is_claimed_of_them(edge):
    name, cut, found = edge
    told = report(cut, found, Published())
    said = f"{told.claim} {told.grade.words} {told.carry} {told.words_to_use}"
    few = found["cohort"]["complete_follow_up"] < 8
    assert few == (name not in ("no event at all", "one other", "all the same"))
    assert ("nothing can be said" in said or "too few to say" in said) == few
    if few:
        assert "cannot be told apart" not in said
        assert "fell by" not in said


def test_nobody_supported__no_grade_of_a_comparison(edge):
    _name, _cut, found = edge
    if not found["cohort"]["complete_follow_up"]:
        assert found["design"]["grade"] == "E"


def test_a_design_with_nobody_in_it():
    assert decide(Done(people=0, others=50, alike=True)).letter == "E"
    assert decide(Done(people=0, others=50, allocation="randomised")).letter == "E"


def test_enough_people__the_design_speaks():
    cut = sample_cut()
    assert "too few" not in report(cut, figures(cut), Exact()).claim


def test_a_chapter_of_a_sentence_follows_on__others_begin_a_page():
    cut = with_people(full_cut(), EDGES["nobody"])
    told = {each.key: each for each in report(cut, figures(cut), Exact()).chapters}
    assert told["wellbeing"].blocks or told["wellbeing"].is_short
    assert told["checks"].is_short
    assert not told["method"].is_short
    assert not told["helped"].is_short

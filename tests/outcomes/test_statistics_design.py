"""The design grade follows from what was done."""

from dataclasses import replace

import pytest

from outcomes.statistics.design import Done, decide

NOTHING = Done(people=40)
COMPARED = Done(people=40, others=80, alike=True, fall_known=True)


@pytest.mark.parametrize(
    ("done", "letter"),
    [
        (replace(COMPARED, allocation="randomised"), "A"),
        (replace(COMPARED, allocation="waiting_list", alike=False), "A"),
        (COMPARED, "B"),
        (replace(COMPARED, alike=False), "C"),
        (replace(COMPARED, others=39), "C"),
        (replace(COMPARED, alike=False, before_in_both=False), "D"),
        (replace(COMPARED, alike=False, before_in_both=False, fall_known=False), "E"),
        (replace(NOTHING, fall_known=True), "D"),
        (replace(NOTHING, allocation="randomised"), "E"),
        (NOTHING, "E"),
    ],
)
def test_grade__follows_from_what_was_done(done, letter):
    found = decide(done)
    assert found.letter == letter
    assert found.why
    assert found.watermark == (letter == "E")


def test_grade__never_falls_by_doing_more():
    ladder = [NOTHING, replace(NOTHING, fall_known=True), replace(COMPARED, alike=False), COMPARED,
              replace(COMPARED, allocation="randomised")]  # fmt: skip
    letters = [decide(done).letter for done in ladder]
    assert letters == sorted(letters, reverse=True)


def test_grade__refuses_fewer_people_than_none():
    with pytest.raises(ValueError, match="below 0"):
        decide(replace(NOTHING, others=-1))

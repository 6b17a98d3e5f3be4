"""Intervals over one axis: ratios stand on a logarithmic one, with halves and doubles of 1."""

import re

import pytest

from outcomes.pdf.forest import LogScale, intervals
from outcomes.pdf.plots import plot
from outcomes.presenters.plotting import Intervals


def row(value, low, high):
    return ("Stream", value, low, high, "words")


def test_ratios__half_lies_as_far_from_one_as_double():
    x = LogScale([0.25, 4], start=0, end=400)
    assert [x(value) for value in (0.25, 0.5, 1, 2, 4)] == [0, 100, 200, 300, 400]
    assert x.ticks == [0.25, 0.5, 1, 2, 4]


@pytest.mark.parametrize(
    ("seen", "ticks"),
    [
        ([0.9, 1.1], [0.5, 1, 2]),
        ([0.3, 0.8], [0.25, 0.5, 1, 2]),
        ([1.5, 7.0], [0.5, 1, 2, 4, 8]),
        ([0.0001, 900], [0.0625, 0.25, 1, 4, 16]),
        ([], [0.5, 1, 2]),
    ],
)
def test_ratios__the_axis_reaches_as_far_as_is_needed_and_no_further_than_sixteen(seen, ticks):
    assert LogScale(seen, start=0, end=1).ticks == ticks


def test_ratios__what_goes_on_beyond_the_axis_ends_in_an_arrow():
    x = LogScale([0.001, 100], start=0, end=80)
    assert (x.beyond(0.001), x.beyond(1), x.beyond(100)) == (-1, 0, 1)
    assert (x(0.001), x(100)) == (0, 80)
    within, beyond = (
        "".join(intervals(Intervals((row(1.0, low, high),), 1.0, "same", ratios=True))[1])
        for low, high in ((0.5, 2), (0.001, 100))
    )
    assert beyond.count("<polygon") == within.count("<polygon") + 2


def test_drawing__ratios_have_ticks_and_changes_in_per_cent_have_none():
    rows = (row(0.7, 0.4, 1.3), row(1.2, 0.9, 3.5))
    told = plot(Intervals(rows, 1.0, "no difference", ratios=True), "what it says")
    assert {"0.25", "0.5", "1", "2", "4"} <= set(re.findall(r">([\d.]+)</text>", told))
    plain = plot(Intervals(rows, 0.0, "no change"), "what it says")
    assert re.findall(r">([\d.]+)</text>", plain) == []

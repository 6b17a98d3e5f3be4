"""Opening times as one reads them aloud."""

import datetime as dt

import pytest

from providers.models import Schedule
from providers.presenters.times import schedule_words


@pytest.mark.parametrize(
    ("days", "opens", "closes", "said"),
    [
        (
            ["MO", "TU", "WE", "TH", "FR", "SA"],
            (10, 0),
            (19, 30),
            "Monday to Saturday 10am to 7:30pm",
        ),
        (["TU", "TH"], (9, 30), (12, 0), "Tuesday and Thursday 9:30am to noon"),
        (["SA", "SU"], (12, 0), None, "Saturday and Sunday from noon"),
        (["MO", "WE", "FR"], None, None, "Monday, Wednesday and Friday"),
        (["FR", "WE", "TH"], None, None, "Wednesday to Friday"),
        (["MO", "TU", "WE", "TH", "FR", "SA", "SU"], None, None, "Every day"),
    ],
)
def test_words__name_days_that_follow_each_other_as_a_span(days, opens, closes, said):
    at = Schedule(
        weekdays=days,
        opens_at=dt.time(*opens) if opens else None,
        closes_at=dt.time(*closes) if closes else None,
    )
    assert schedule_words(at) == said

"""Days from ready to discharged, to the last digit of what was published for two trusts."""

import pytest

from outcomes.statistics.delays import published, summarise
from tests.outcomes.published import rows

BANDS = ("0", "1", "2–3", "4–6", "7–13", "14–20", "21+")
MONTHS = rows("delays")


@pytest.mark.parametrize("month", MONTHS, ids=lambda row: f"{row['trust']}-{row['month']}")
def test_published__reproduces_every_figure(month):
    found = published(
        {band: int(month[band]) for band in BANDS},
        bed_days=int(month["bed_days"]),
        beds=int(month["beds"]),
        days_in_month=int(month["days_in_month"]),
    )
    for got, name in (
        (found.share_delayed, "share_delayed"),
        (found.mean_all, "mean_all"),
        (found.mean_delayed, "mean_delayed"),
        (found.percent_of_beds, "percent_of_beds"),
        (found.bands["21+"].of_delayed, "of_delayed_21+"),
    ):
        assert got == pytest.approx(float(month[name]), abs=1e-12)


def test_published__and_counted_from_episodes_agree():
    days = [0] * 5 + [1, 2, 3, 9, 30]
    counted = summarise(days)
    found = published(counted.bands, bed_days=counted.days)
    assert (found.discharges, found.delayed) == (counted.discharges, counted.delayed)
    assert (found.mean_all, found.mean_delayed) == (counted.mean_all, counted.mean_delayed)
    assert found.percent_delayed == counted.percent_delayed


def test_published__of_a_ward_without_discharges_or_delays():
    nobody = published({"0": 0}, bed_days=0)
    assert (nobody.mean_all, nobody.share_delayed, nobody.percent_of_beds) == (None, None, None)
    prompt = published({"0": 9}, bed_days=0, beds=3, days_in_month=30)
    assert (prompt.mean_all, prompt.mean_delayed, prompt.percent_of_beds) == (0, None, 0)


@pytest.mark.parametrize(
    ("people", "bed_days"), [({"0": -1}, 0), ({"5": 1}, 0), ({"1": 1}, -1), ({"0": 4}, 3)]
)
def test_published__refuses_what_cannot_be(people, bed_days):
    with pytest.raises(ValueError, match="delays"):
        published(people, bed_days=bed_days)


def test_summarise__sets_negative_delays_apart_and_keeps_means_with_and_without_zero():
    found = summarise([-3, 0, 0, 6])
    assert (found.wrong_dates, found.discharges, found.delayed) == (1, 3, 1)
    assert (found.mean_all, found.mean_delayed) == (2, 6)
    assert summarise([]).mean_all is None

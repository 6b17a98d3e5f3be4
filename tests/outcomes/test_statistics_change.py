"""Change, expected fall, disclosure, pounds and delays, by hand and against published figures."""

from decimal import Decimal

import numpy as np
import pytest

from outcomes.statistics import cost, delays, disclosure
from outcomes.statistics.change import paired_percent_change, ratio_of_rate_ratios
from outcomes.statistics.regression_to_mean import expected_change, steady_rates

NHSCII_2025 = {
    "2019/20": Decimal("2.14"), "2020/21": Decimal("2.49"), "2021/22": Decimal("2.58"),
    "2022/23": Decimal("7.32"), "2023/24": Decimal("2.47"), "2024/25": Decimal("4.02"),
}  # fmt: skip


def test_change__is_one_hundred_times_after_less_before_over_before():
    found = paired_percent_change(np.array([10, 2]), np.array([5, 3]), seed=1)
    assert (found.people, found.before, found.after) == (2, 12, 8)
    assert found.percent == pytest.approx(-33.3333, abs=1e-4)


def test_change__from_nothing_has_no_percentage():
    found = paired_percent_change(np.zeros(20), np.ones(20), seed=1)
    assert found.percent is None
    assert found.ci_low is None


def test_change__of_nobody_is_empty():
    assert paired_percent_change(np.array([]), np.array([]), seed=1).percent is None


def test_change__interval_holds_the_figure_and_is_reproducible():
    generator = np.random.default_rng(1)
    before, after = generator.poisson(6, 64), generator.poisson(3, 64)
    found = paired_percent_change(before, after, seed=42)
    assert found.ci_low < found.percent < found.ci_high
    assert found == paired_percent_change(before, after, seed=42)


def test_ratio_of_rate_ratios__is_the_textbook_ratio():
    mine = np.array([10, 20, 30]), np.array([5, 10, 15])
    theirs = np.array([10, 20, 30]), np.array([8, 16, 24])
    found = ratio_of_rate_ratios(*mine, *theirs)
    assert found.ratio == pytest.approx(0.5 / 0.8)
    assert found.ci_low <= found.ratio <= found.ci_high


def test_ratio_of_rate_ratios__agrees_with_the_bootstrap():
    generator = np.random.default_rng(7)
    level = generator.gamma(1, 4, 300)
    groups = [generator.poisson(level * factor) for factor in (1, 0.6, 1, 0.9)]
    found = ratio_of_rate_ratios(*groups)
    chosen, others = generator.integers(0, 300, (2, 4000, 300))
    sums = [
        group[rows].sum(axis=1)
        for group, rows in zip(groups, (chosen, chosen, others, others), strict=True)
    ]
    plain = np.quantile(sums[1] / sums[0] / (sums[3] / sums[2]), [0.025, 0.975])
    assert (found.ci_low, found.ci_high) == pytest.approx(tuple(plain), rel=0.05)


# Doctor visits in a public panel without any intervention (Hilbe, COUNT: rwm5yr), those with ten
# or more in the middle year: (sum the year before, that year, the year after).
PANEL = {
    1985: (185, 1667, 3114, 1824),
    1986: (222, 1942, 4037, 2278),
    1987: (224, 2335, 4013, 1657),
}


@pytest.mark.parametrize("year", PANEL)
def test_expected_fall__mirrors_what_happened_to_people_who_had_no_help(year):
    people, earlier, before, after = PANEL[year]
    expected, happened = 100 * (earlier - before) / before, 100 * (after - before) / before
    assert people > 100
    assert expected == pytest.approx(happened, abs=18)
    assert abs(expected - happened) < abs(happened) / 2


def test_expected_fall__is_taken_from_the_window_before_the_one_before():
    earlier, before = np.full(40, 3), np.tile([5, 7], 20)
    found = expected_change(earlier, before, np.ones(40, dtype=bool), seed=1)
    assert found.method == "earlier_window"
    assert found.percent == pytest.approx(-50)
    assert found.low < -50 < found.high


def test_expected_fall__needs_records_of_half_the_people():
    reaches = np.arange(40) < 15
    found = expected_change(np.full(40, 3), np.zeros(40, dtype=int), reaches, seed=1)
    assert found.method == "unknown"
    assert found.percent is None


def test_expected_fall__from_steady_rates_is_a_small_lower_bound():
    generator = np.random.default_rng(11)
    population = generator.negative_binomial(0.6, 0.6 / 3.6, 20_000)
    chosen = population[population >= 10]
    found = steady_rates(chosen)
    assert found.method == "steady_rates"
    assert -40 < found.percent < 0
    expected = (0.6 + chosen).sum() / (0.6 / 3 + 1)
    true = 100 * (expected - chosen.sum()) / chosen.sum()
    assert found.percent == pytest.approx(true, abs=6)


@pytest.mark.parametrize(
    ("people", "shown"),
    [(0, "0"), (1, "*"), (7, "*"), (8, "10"), (12, "10"), (13, "15"), (64, "65"), (1002, "1,000")],
)
def test_disclosure__shows_counts_by_the_rule(people, shown):
    assert disclosure.count(people) == shown


def test_disclosure__percentages_come_from_rounded_parts():
    assert disclosure.percentage(9, 64) == "15%"
    assert disclosure.percentage(3, 64) == "*"
    assert disclosure.percentage(0, 64) == "0%"
    assert disclosure.percentage(0, 0) == "–"
    assert disclosure.percent_change(409, 214) == -48
    assert disclosure.percent_change(5, 20) is None


def test_disclosure__hides_money_about_few_people():
    assert disclosure.money(Decimal("99.50"), 7, words=str) == "*"
    assert disclosure.money(Decimal("99.50"), 8, words=str) == "99.50"
    assert disclosure.about(None, 5) == "–"


@pytest.mark.parametrize(
    ("target", "factor"),
    [("2019/20", "1"), ("2020/21", "1.0249"), ("2022/23", "1.128301"), ("2023/24", "1.156170"),
     ("2024/25", "1.202648")],
)  # fmt: skip
def test_uplift__multiplies_the_rates_into_each_later_year(target, factor):
    found = cost.uplift(NHSCII_2025, source="2019/20", target=target)
    assert round(found, 6) == Decimal(factor)
    back = cost.uplift(NHSCII_2025, source=target, target="2019/20")
    assert round(found * back, 12) == 1


def test_uplift__names_the_year_that_has_no_rate():
    with pytest.raises(KeyError, match="2025/26"):
        cost.uplift(NHSCII_2025, source="2023/24", target="2025/26")


def test_district_direct__184_people_725_bed_days_at_250_pounds():
    assert cost.bed_days_saved(725, Decimal(250)) == Decimal("181250.00")
    assert cost.bed_days_a_working_day(725, weeks=29) == 5


def test_dudley_year_6__avoidance_less_cost_for_each_person():
    total = cost.avoided(199, 0, Decimal(115)) + cost.avoided(265, 0, Decimal(1700))
    assert total == Decimal("473385.00")
    assert round((total - Decimal("452697.70")) / 731, 2) == Decimal("28.30")


def test_delays__reproduce_a_published_trust_month():
    """Trust RCF, April 2024: 1,250 discharges, 1,659 bed days (Health Foundation)."""
    days = (
        [0] * 1034 + [1] * 69 + [2] * 46 + [5] * 31 + [10] * 32 + [15] * 18
        + [23] * 11 + [24] * 9
    )  # fmt: skip
    rest = 1659 - sum(days)
    days[-1] += rest
    found = delays.summarise(days)
    assert (found.discharges, found.delayed, found.days) == (1250, 216, 1659)
    assert found.mean_all == pytest.approx(1.3272)
    assert found.mean_delayed == pytest.approx(7.68055556)
    assert found.percent_delayed == pytest.approx(17.28)
    assert found.bands == {
        "0": 1034, "1": 69, "2–3": 46, "4–6": 31, "7–13": 32, "14–20": 18, "21+": 20,
    }  # fmt: skip


def test_delays__set_wrong_dates_apart():
    found = delays.summarise([-2, 0, 4])
    assert (found.discharges, found.wrong_dates, found.days) == (2, 1, 4)


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (0, "0"),
        (1, "1"),
        (2, "2–3"),
        (3, "2–3"),
        (6, "4–6"),
        (7, "7–13"),
        (20, "14–20"),
        (21, "21+"),
    ],
)
def test_delays__fall_in_the_published_bands(days, band):
    assert delays.band_of(days) == band

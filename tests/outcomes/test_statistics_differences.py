"""Difference in differences against Wooldridge; interrupted series against what made them."""

import numpy as np
import pytest

from outcomes.statistics.differences import (
    difference_in_differences,
    parallel_before,
    ratio_of_rate_ratios,
)
from outcomes.statistics.interrupted import default_lags, segmented
from tests.outcomes.published import columns

HOUSES = columns("kielmc")


def test_difference_in_differences__reproduces_wooldridge_13_3():
    found = difference_in_differences(HOUSES["rprice"], HOUSES["nearinc"], HOUSES["y81"])
    assert found.rows == 321
    assert found.effect.value == pytest.approx(-11_863.90, abs=0.005)
    assert found.effect.se == pytest.approx(7_456.65, abs=0.005)
    assert [line.value for line in found.lines[:3]] == pytest.approx(
        [82_517.23, -18_824.37, 18_790.29], abs=0.005
    )


def test_difference_in_differences__is_the_difference_of_the_four_means():
    found = difference_in_differences(HOUSES["rprice"], HOUSES["nearinc"], HOUSES["y81"])
    mean = found.means
    here = mean[True, True] - mean[True, False]
    there = mean[False, True] - mean[False, False]
    assert found.effect.value == pytest.approx(here - there)


def test_difference_in_differences__adds_up_errors_by_person():
    generator = np.random.default_rng(1)
    person = np.repeat(np.arange(100), 2)
    after, supported = np.tile([0, 1], 100), np.repeat(np.arange(100) % 2, 2)
    level = np.repeat(generator.normal(0, 5, 100), 2)
    outcome = level + generator.normal(size=200) - 2 * after * supported
    by_row = difference_in_differences(outcome, supported, after).effect
    by_person = difference_in_differences(outcome, supported, after, person=person).effect
    assert by_person.value == pytest.approx(by_row.value)
    assert by_person.se < by_row.se / 2
    assert by_person.ci_low < -2 < by_person.ci_high


def test_ratio_of_rate_ratios__is_the_textbook_ratio():
    supported, after = np.repeat([1, 1, 0, 0], 2), np.repeat([0, 1, 0, 1], 2)
    events = [10, 30, 5, 15, 10, 20, 12, 12]
    found = ratio_of_rate_ratios(events, supported, after, exposure=[1] * 8)
    assert found.effect.ratio == pytest.approx((20 / 40) / (24 / 30))


def test_ratio_of_rate_ratios__turns_over_when_the_groups_change_sides():
    generator = np.random.default_rng(2)
    supported, after = np.arange(400) % 2, np.arange(400) // 2 % 2
    events, person = generator.poisson(3, 400), np.arange(400) // 4
    here = ratio_of_rate_ratios(events, supported, after, person=person).effect
    there = ratio_of_rate_ratios(events, 1 - supported, after, person=person).effect
    assert here.ratio == pytest.approx(1 / there.ratio)
    assert here.se == pytest.approx(there.se)


def test_differences__need_all_four_corners():
    with pytest.raises(ValueError, match="both groups"):
        difference_in_differences([1, 2, 3], [1, 1, 0], [0, 1, 0])
    with pytest.raises(ValueError, match="missing"):
        difference_in_differences([1, 2, 3, float("nan")], [1, 1, 0, 0], [0, 1, 0, 1])


def _months(slope: float):
    generator = np.random.default_rng(5)
    period, supported = np.tile(np.arange(12), 60), np.repeat(np.arange(60) % 2, 12)
    outcome = 10 + 0.2 * period + slope * period * supported + generator.normal(size=720)
    return outcome, supported, period, np.repeat(np.arange(60), 12)


def test_parallel_before__tells_parallel_from_apart():
    outcome, supported, period, person = _months(0)
    assert parallel_before(outcome, supported, period, person=person).parallel
    outcome, supported, period, person = _months(0.4)
    found = parallel_before(outcome, supported, period, person=person)
    assert found.parallel is False
    assert found.slope.value == pytest.approx(0.4, abs=0.05)
    assert (len(found.supported), len(found.others)) == (12, 12)


def test_parallel_before__cannot_be_told_from_two_periods():
    assert parallel_before([1, 2, 3, 4], [1, 1, 0, 0], [0, 1, 0, 1]).parallel is None


def test_segmented__finds_level_and_slope_that_it_was_made_with():
    step = np.arange(36)
    series = 20 + 0.5 * step - 6 * (step >= 24) - 0.25 * np.maximum(0, step - 24)
    found = segmented(series, before=24)
    got = (found.level_before, found.slope_before, found.change_of_level, found.change_of_slope)
    assert [line.value for line in got] == pytest.approx([20, 0.5, -6, -0.25])
    assert found.gap_at_end.value == pytest.approx(-6 - 0.25 * 11)
    assert found.without[-1] == pytest.approx(20 + 0.5 * 35)
    assert found.fitted[-1] == pytest.approx(series[-1])


def test_segmented__errors_are_newey_wests():
    """Written out as in Newey and West 1987, with the small-sample factor n / (n − k)."""
    generator = np.random.default_rng(6)
    series = np.cumsum(generator.normal(size=30))
    found = segmented(series, before=20, lags=2)
    step = np.arange(30.0)
    later = (step >= 20) * 1.0
    matrix = np.column_stack([np.ones(30), step, later, later * (step - 20)])
    bread = np.linalg.inv(matrix.T @ matrix)
    residual = series - matrix @ (bread @ matrix.T @ series)
    middle = np.zeros((4, 4))
    for one in range(30):
        for other in range(max(0, one - 2), min(30, one + 3)):
            weight = 1 - abs(one - other) / 3
            middle += (
                weight * residual[one] * residual[other] * np.outer(matrix[one], matrix[other])
            )
    errors = np.sqrt(np.diag(30 / 26 * bread @ middle @ bread))
    got = (found.level_before, found.slope_before, found.change_of_level, found.change_of_slope)
    assert [line.se for line in got] == pytest.approx(errors.tolist())


def test_segmented__refuses_short_series_with_a_sentence():
    with pytest.raises(ValueError, match="at least 8 are needed to know where"):
        segmented(np.arange(20), before=7)
    with pytest.raises(ValueError, match="2 points after"):
        segmented(np.arange(10), before=8)
    assert segmented([5] * 12, before=8).change_of_level.value == pytest.approx(0)


@pytest.mark.parametrize(("points", "lags"), [(12, 2), (24, 2), (48, 3), (100, 4)])
def test_lags__follow_the_rule(points, lags):
    assert default_lags(points) == lags

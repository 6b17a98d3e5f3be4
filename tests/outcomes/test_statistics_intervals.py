"""Against published cases: UKHSA indicator methods, Foster 2020, Miller 1981, Student 1908."""

import numpy as np
import pytest

from outcomes.statistics.bootstrap import distinct, of_persons
from outcomes.statistics.intervals import byar, poisson, share, wilson
from outcomes.statistics.paired import paired_change
from outcomes.statistics.survival import kaplan_meier

SLEEP_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SLEEP_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
MAINTAINED = [
    (9, 1), (13, 1), (13, 0), (18, 1), (23, 1), (28, 0), (31, 1), (34, 1), (45, 0), (48, 1),
    (161, 0),
]  # fmt: skip
NOT_MAINTAINED = [
    (5, 1), (5, 1), (8, 1), (8, 1), (12, 1), (16, 0), (23, 1), (27, 1), (30, 1), (33, 1), (43, 1),
    (45, 1),
]  # fmt: skip


def test_wilson__gives_the_interval_of_the_red_cross_evaluation():
    interval = wilson(1634, 2250)
    assert interval.low == pytest.approx(0.707424, abs=1e-6)
    assert interval.high == pytest.approx(0.7442493, abs=1e-6)


def test_wilson__stays_within_nothing_and_everything():
    assert wilson(0, 10).low == 0
    assert wilson(10, 10).high == 1


def test_share__of_nobody_has_no_percentage():
    assert share(0, 0).percent is None


@pytest.mark.parametrize(("count", "of"), [(-1, 5), (6, 5), (0, 0)])
def test_wilson__refuses_what_is_no_share(count, of):
    with pytest.raises(ValueError, match="share"):
        wilson(count, of)


def test_byar__gives_the_published_limits_of_65():
    interval = byar(65)
    assert interval.low == pytest.approx(50.163188, abs=1e-6)
    assert interval.high == pytest.approx(82.849139, abs=1e-6)


def test_poisson__is_exact_below_ten_and_byar_from_ten():
    assert poisson(3).low == pytest.approx(0.618672, abs=1e-6)
    assert poisson(3).high == pytest.approx(8.767273, abs=1e-6)
    assert poisson(0).low == 0
    assert poisson(10).low == pytest.approx(byar(10).low)


def test_paired_change__reproduces_student_1908():
    found = paired_change(SLEEP_1, SLEEP_2, asked=12, higher_is_better=True, thresholds=[1])
    assert found.change == pytest.approx(1.58)
    assert found.t == pytest.approx(4.06213, abs=1e-5)
    assert found.p == pytest.approx(0.0028329, abs=1e-7)
    assert (found.ci_low, found.ci_high) == pytest.approx((0.70011424, 2.45988576))
    assert found.wilcoxon_p == pytest.approx(0.0090907, abs=1e-6)
    assert (found.pairs, found.asked) == (10, 12)
    assert found.completeness.percent == pytest.approx(83.333, abs=0.001)
    assert found.improved[0].count == 8


def test_paired_change__counts_a_fall_as_improved_where_lower_is_better():
    found = paired_change([9, 8, 6], [7, 8, 7], asked=3, higher_is_better=False, thresholds=[1])
    assert found.improved[0].count == 1


def test_paired_change__of_nobody_says_nothing():
    found = paired_change([], [], asked=4, higher_is_better=True)
    assert found.change is None
    assert found.completeness.count == 0


def test_bootstrap__gives_the_published_bca_interval_of_student_1908():
    figures = np.column_stack([np.array(SLEEP_2) - np.array(SLEEP_1), np.ones(10)])
    found = of_persons(figures, lambda sums: sums[..., 0] / sums[..., 1], seed=1)
    assert found.method == "BCa"
    assert (found.low, found.high) == pytest.approx((1.05, 2.614), abs=0.1)


def test_bootstrap__is_the_same_again_with_the_same_seed():
    figures = np.random.default_rng(5).poisson(3, size=(200, 2))
    ratio = lambda sums: sums[..., 1] / sums[..., 0]  # noqa: E731
    assert of_persons(figures, ratio, seed=9) == of_persons(figures, ratio, seed=9)
    assert of_persons(figures, ratio, seed=9) != of_persons(figures, ratio, seed=10)


def test_bootstrap__agrees_with_drawing_persons_one_by_one():
    generator = np.random.default_rng(3)
    figures = generator.negative_binomial(1, 0.2, size=(150, 2)).astype(float)
    chosen = generator.integers(0, 150, size=(9999, 150))
    sums = figures[chosen].sum(axis=1)
    plain = np.quantile(sums[:, 1] / sums[:, 0], [0.025, 0.975])
    found = of_persons(figures, lambda total: total[..., 1] / total[..., 0], seed=2)
    assert (found.low, found.high) == pytest.approx(tuple(plain), rel=0.04)


def test_bootstrap__of_one_person_has_no_interval():
    assert of_persons(np.array([[1.0, 2.0]]), lambda sums: sums[..., 0], seed=1).low is None


@pytest.mark.parametrize(
    ("rows", "median", "shares"),
    [
        (MAINTAINED, 31, {9: 0.9091, 13: 0.8182, 18: 0.7159, 23: 0.6136, 34: 0.3682, 48: 0.1841}),
        (NOT_MAINTAINED, 23, {5: 0.83333, 8: 0.66667, 12: 0.58333, 30: 0.29167, 45: 0.0}),
    ],
)
def test_kaplan_meier__reproduces_miller_1981(rows, median, shares):
    days, happened = np.array(rows).T
    found = kaplan_meier(days, happened)
    assert found.median == median
    for day, expected in shares.items():
        assert found.at(day) == pytest.approx(expected, abs=5e-5)


def test_kaplan_meier__gives_the_log_log_interval():
    found = kaplan_meier(*np.array(MAINTAINED).T)
    step = next(step for step in found.steps if step.day == 13)
    assert (step.ci_low, step.ci_high) == pytest.approx((0.44743, 0.9512), abs=5e-5)


def test_kaplan_meier__of_nobody_is_empty():
    found = kaplan_meier(np.array([]), np.array([]))
    assert found.people == 0
    assert found.at(30) == 1


@pytest.mark.parametrize(
    "figures",
    [
        np.array([[3, 1], [0, 0], [3, 1], [0, 2], [3, 0]]),
        np.array([[2**40, 2**40], [2**40, 0], [0, 7], [0, 7]]),
        np.array([[-1, 2], [5, 0], [-1, 2]]),
        np.array([[0.5, 1.0], [0.25, 1.0], [0.5, 1.0]]),
        np.random.default_rng(4).integers(0, 40, (3_000, 3)),
    ],
)
def test_different_rows__are_those_that_numpy_finds_in_the_same_order(figures):
    rows, counts = distinct(figures)
    known, times = np.unique(figures.astype(float), axis=0, return_counts=True)
    assert (rows == known).all() and rows.dtype == known.dtype
    assert (counts == times).all()

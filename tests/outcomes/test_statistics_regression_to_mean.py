"""How far people fall who had no help at all, and what each method expects of it.

The panel is public and without any intervention: doctor visits of people in Germany, 1984 to 1988
(Hilbe, COUNT: rwm5yr). Chosen: those with so many visits or more in the first year of each pair.
"""

import numpy as np
import pytest

from outcomes.statistics.change import percent_change
from outcomes.statistics.regression_to_mean import (
    Rule,
    expected_count,
    gamma_poisson_fall,
    normal_theory,
    same_rule,
)
from outcomes.statistics.regression_to_mean.normal_theory import within_and_between

# (threshold, first year): people, visits that year, visits the next, published change in percent
PANEL = {
    (10, 1984): (234, 4216, 2083, -50.6),
    (10, 1985): (230, 4036, 2181, -46.0),
    (10, 1986): (282, 5118, 2883, -43.7),
    (10, 1987): (272, 4866, 2084, -57.2),
    (20, 1984): (59, 1959, 773, -60.5),
    (20, 1985): (57, 1823, 767, -57.9),
    (20, 1986): (78, 2489, 1164, -53.2),
    (20, 1987): (64, 2155, 665, -69.1),
    (0, 1984): (2829, 8863, 8749, -1.3),
}


@pytest.mark.parametrize("chosen", PANEL)
def test_the_panel__falls_by_half_without_any_help(chosen):
    _people, before, after, published = PANEL[chosen]
    assert percent_change(before, after) == pytest.approx(published, abs=0.05)


def test_gamma_poisson__expects_far_too_little_of_the_panel():
    """From everybody's mean and spread in 1984 (2,829 people, Σ 8,863, Σ² 126,315), the 234 people
    are expected to go from 18.0 to 16.7; they went to 8.9."""
    mean = 8863 / 2829
    variance = (126_315 - 2829 * mean**2) / 2828
    expected = expected_count([4216 / 234], shape=mean**2 / (variance - mean), mean=mean)[0]
    assert (4216 / 234, expected) == pytest.approx((18.0, 16.7), abs=0.05)


def test_expected_count__is_the_formula():
    assert expected_count([0, 10], shape=2, mean=4).tolist() == pytest.approx([4 / 3, 8])
    assert expected_count([4], shape=2, mean=4)[0] == pytest.approx(4)
    with pytest.raises(ValueError, match="above 0"):
        expected_count([1], shape=0, mean=1)


def test_gamma_poisson__is_right_when_rates_never_move():
    generator = np.random.default_rng(1)
    rates = generator.gamma(0.7, 4, 400_000)
    before, after = generator.poisson(rates), generator.poisson(rates)
    now, then = gamma_poisson_fall(before, at_least=10)
    chosen = before >= 10
    assert now == pytest.approx(before[chosen].mean())
    assert then == pytest.approx(after[chosen].mean(), rel=0.02)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [([3, 3, 3, 3], "no more than chance"), ([0, 0, 0, 9], "nobody reaches"), ([1], "at least 2")],
)
def test_gamma_poisson__refuses_counts_without_levels(counts, sentence):
    with pytest.raises(ValueError, match=sentence):
        gamma_poisson_fall(counts, at_least=10)


@pytest.mark.parametrize("side", ["above", "below"])
def test_normal_theory__agrees_with_people_made_up(side):
    generator = np.random.default_rng(2)
    level = generator.normal(5, 2, 400_000)
    first, next_time = level + generator.normal(0, 2, (2, 400_000))
    cut_off = 9 if side == "above" else 1
    chosen = first > 9 if side == "above" else first < 1
    found = normal_theory(mean=5, sd_within=2, sd_between=2, cut_off=cut_off, side=side)
    assert found.share_chosen == pytest.approx(chosen.mean(), rel=0.03)
    assert found.chosen_mean == pytest.approx(first[chosen].mean(), abs=0.03)
    assert found.expected_next == pytest.approx(next_time[chosen].mean(), abs=0.03)


def test_normal_theory__is_barnetts_formula_and_halves_with_two_measures():
    """z = (9 − 5)/√8; fall = σ_w²/σ × φ(z)/(1 − Φ(z))."""
    one = normal_theory(mean=5, sd_within=2, sd_between=2, cut_off=9)
    assert one.fall == pytest.approx(2.63897, abs=1e-5)
    two = normal_theory(mean=5, sd_within=2, sd_between=2, cut_off=9, measures=2)
    assert two.fall < one.fall
    steady = normal_theory(mean=5, sd_within=0, sd_between=2, cut_off=9)
    assert steady.fall == 0
    assert within_and_between(2, 0.75) == pytest.approx((1, 3**0.5))


@pytest.mark.parametrize("wrong", [{"sd_within": -1}, {"measures": 0}, {"cut_off": float("nan")}])
def test_normal_theory__refuses_impossible_spreads(wrong):
    with pytest.raises(ValueError, match="normal theory"):
        normal_theory(**{"mean": 5, "sd_within": 1, "sd_between": 1, "cut_off": 6, **wrong})


def test_same_rule__sets_the_others_fall_beside_ones_own():
    generator = np.random.default_rng(3)
    rates = generator.gamma(0.5, 8, (2, 2000))
    before, after = generator.poisson(rates), generator.poisson(rates * [[0.7], [1.0]])
    found = same_rule(Rule("at least", 5), before[0], after[0], before[1], after[1],
                      seed=1, resamples=400)  # fmt: skip
    assert found.expected.percent < 0
    assert found.supported.percent < found.expected.percent
    assert found.ratio.ci_low < 0.7 < found.ratio.ci_high


def test_rule__tells_five_or_more_from_more_than_five():
    counts = np.array([4, 5, 6])
    assert Rule("at least", 5).chooses(counts).tolist() == [False, True, True]
    assert Rule("more than", 5).chooses(counts).tolist() == [False, False, True]


def test_same_rule__refuses_a_rule_that_chooses_nobody():
    with pytest.raises(ValueError, match="nobody is chosen"):
        same_rule(Rule("at least", 5), [6, 7], [1, 1], [1, 1], [1, 1], seed=1)

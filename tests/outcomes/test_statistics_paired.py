"""Scales answered twice: ranks, bootstrap and refusals (means: test_statistics_intervals)."""

import numpy as np
import pytest

from outcomes.statistics.paired import bootstrap_of_change, paired_change, signed_rank

SLEEP_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SLEEP_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
GAINS = np.round(np.array(SLEEP_2) - np.array(SLEEP_1), 9)


def test_signed_rank__reproduces_student_1908():
    found = signed_rank(GAINS)
    assert (found.v, found.changed, found.exact) == (45, 9, False)
    assert found.p == pytest.approx(0.0090907, abs=1e-7)


def test_signed_rank__is_exact_for_few_pairs_without_ties():
    """Five rises out of five: 2 × 1/32."""
    found = signed_rank([1, 2, 3, 4, 5])
    assert (found.v, found.exact) == (15, True)
    assert found.p == pytest.approx(0.0625)


@pytest.mark.parametrize("differences", [[], [3], [0, 0, 0]])
def test_signed_rank__has_nothing_to_say_without_change(differences):
    assert signed_rank(differences) is None


def test_bootstrap_of_change__is_near_the_published_interval_and_keeps_its_seed():
    found = bootstrap_of_change(SLEEP_1, SLEEP_2, seed=1)
    assert (found.method, found.seed, found.resamples) == ("BCa", 1, 9_999)
    assert (found.low, found.high) == pytest.approx((1.05, 2.614), abs=0.1)
    assert found == bootstrap_of_change(SLEEP_1, SLEEP_2, seed=1)


def test_bootstrap_of_change__does_not_depend_on_the_order_of_people():
    there = bootstrap_of_change(SLEEP_1[::-1], SLEEP_2[::-1], seed=7, resamples=999)
    assert there == bootstrap_of_change(SLEEP_1, SLEEP_2, seed=7, resamples=999)


def test_bootstrap_of_change__of_thousands_who_all_differ():
    """Drawn one by one, the interval is that of the normal law, and the same again."""
    generator = np.random.default_rng(4)
    first, last = generator.normal(0, 1, 6_000), generator.normal(0.2, 1, 6_000)
    found = bootstrap_of_change(first, last, seed=2, resamples=999)
    change = last - first
    reach = 1.96 * change.std() / 6_000**0.5
    assert found.low == pytest.approx(change.mean() - reach, abs=0.004)
    assert found.high == pytest.approx(change.mean() + reach, abs=0.004)
    assert found == bootstrap_of_change(first, last, seed=2, resamples=999)


def test_paired_change__of_everybody_alike_has_no_test():
    found = paired_change([3, 3, 3], [4, 4, 4], asked=3, higher_is_better=True, thresholds=[1])
    assert (found.change, found.ci_low, found.ci_high, found.t) == (1, 1, 1, None)
    assert found.improved[0].count == 3


def test_paired_change__of_one_person_has_no_interval():
    found = paired_change([3], [5], asked=1, higher_is_better=True)
    assert (found.change, found.ci_low, found.p, found.wilcoxon_p) == (2, None, None, None)


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [([1, 2], [1], "same number of rows"), ([1, float("nan")], [1, 2], "missing")],
)
def test_paired_change__refuses_missing_answers(first, last, sentence):
    with pytest.raises(ValueError, match=sentence):
        paired_change(first, last, asked=2, higher_is_better=True)

"""Survival against Miller 1981, Rossi 1980, Loprinzi 1994 and by hand."""

import numpy as np
import pytest

from outcomes.statistics.survival import (
    at_risk,
    cumulative_incidence,
    kaplan_meier,
    logrank,
    proportional_hazards,
    restricted_mean,
)
from tests.outcomes.published import columns

AML = columns("aml", words=("group",))
LUNG = columns("lung")
ROSSI = columns("rossi")


def test_logrank__reproduces_miller_1981():
    found = logrank(AML["days"], AML["happened"], AML["group"])
    assert found.chi_squared == pytest.approx(3.396389, abs=1e-6)
    assert found.p == pytest.approx(0.06533932, abs=1e-8)
    maintained, other = found.groups
    assert (maintained.observed, other.observed) == (7, 11)
    assert (maintained.expected, other.expected) == pytest.approx((10.69, 7.31), abs=0.005)


def test_logrank__reproduces_lung_cancer_by_sex():
    found = logrank(LUNG["days"], LUNG["happened"], LUNG["sex"])
    assert found.chi_squared == pytest.approx(10.3267, abs=1e-4)
    assert found.p == pytest.approx(0.00131, abs=1e-5)


def test_kaplan_meier__has_rs_limits_of_the_median_of_lung_cancer():
    """R prints 310 (285–363) with its default log scale and 310 (284–361) with log-log."""
    found = kaplan_meier(LUNG["days"], LUNG["happened"], scale="log")
    assert (found.people, found.events, found.median) == (228, 165, 310)
    assert found.reached_interval() == (285, 363)
    assert kaplan_meier(LUNG["days"], LUNG["happened"]).reached_interval() == (284, 361)


def test_kaplan_meier__median_has_no_upper_end_where_the_curve_does_not_show_it():
    chosen = AML["group"] == "Nonmaintained"
    found = kaplan_meier(AML["days"][chosen], AML["happened"][chosen], scale="log")
    assert found.reached_interval() == (8, None)


def test_kaplan_meier__of_people_all_followed_to_the_end_is_the_plain_share():
    """Rossi, Berk and Lenihan 1980: 114 of 432 arrested within 52 weeks."""
    days = np.array([26] * 114 + [52] * 318)
    found = kaplan_meier(days, [1] * 114 + [0] * 318)
    assert found.at(52) == pytest.approx(0.736111, abs=1e-6)


def test_kaplan_meier__plain_scale_is_greenwoods():
    found = kaplan_meier([1, 2, 3, 4], [1, 0, 1, 1], scale="plain").steps[0]
    assert found.share == 0.75
    assert found.ci_low == pytest.approx(0.75 - 1.959964 * (0.75 * 0.25 / 4) ** 0.5, abs=1e-6)
    assert found.ci_high == 1


def test_kaplan_meier__of_one_person_without_the_event_stays_at_everybody():
    found = kaplan_meier([30], [0])
    assert (found.steps, found.median, found.at(30)) == ((), None, 1.0)


def test_at_risk__counts_those_still_followed():
    assert at_risk(AML["days"], [0, 9, 10, 200]) == [23, 19, 18, 0]
    assert at_risk([], [0]) == [0]


def test_restricted_mean__is_the_area_under_the_curve():
    """By hand: 10 days at 1, then 10 at a half."""
    found = restricted_mean([10, 20, 20, 10], [1, 0, 0, 1], until=20)
    assert (found.days, found.lost) == pytest.approx((15, 5))
    assert found.se == pytest.approx(10 * 0.5 * (2 / (4 * 2)) ** 0.5)


def test_restricted_mean__without_events_is_the_whole_time():
    found = restricted_mean([90, 90], [0, 0], until=90)
    assert (found.days, found.se, found.ci_low, found.ci_high) == (90, 0, 90, 90)


def test_restricted_mean__is_not_made_up_beyond_the_follow_up():
    with pytest.raises(ValueError, match="nobody was followed"):
        restricted_mean([30, 40], [1, 0], until=90)
    assert restricted_mean([30, 40], [1, 1], until=90).days == 35


def test_incidence__with_death_first_is_less_than_one_minus_kaplan_meier():
    """By hand: 4 people; day 1 event, day 2 death, day 3 event, day 4 censored."""
    found = cumulative_incidence([1, 2, 3, 4], [1, 2, 1, 0])
    assert [step.share for step in found.steps] == pytest.approx([0.25, 0.5])
    assert (found.events, found.competing) == (2, 1)
    naive = 1 - kaplan_meier([1, 2, 3, 4], [1, 0, 1, 0]).at(4)
    assert naive == pytest.approx(0.625)
    assert found.at(4) < naive


def test_incidence__without_competition_mirrors_kaplan_meier_and_its_error():
    days, happened = LUNG["days"], LUNG["happened"]
    curve, found = kaplan_meier(days, happened), cumulative_incidence(days, happened)
    for step, other in zip(curve.steps, found.steps, strict=True):
        assert other.share == pytest.approx(1 - step.share)
    first = found.steps[0]
    share = first.share
    assert first.se == pytest.approx((share * (1 - share) / first.at_risk) ** 0.5)


def test_incidence__of_all_causes_and_of_none_add_up_to_everybody():
    generator = np.random.default_rng(4)
    days, what = generator.integers(1, 90, 400), generator.integers(0, 3, 400)
    shares = [cumulative_incidence(days, what, cause=cause).at(90) for cause in (1, 2)]
    assert sum(shares) + kaplan_meier(days, what > 0).at(90) == pytest.approx(1)


def test_incidence__error_agrees_with_drawing_people_again():
    generator = np.random.default_rng(8)
    days, what = generator.exponential(60, 250).round(3), generator.integers(0, 3, 250)
    found = cumulative_incidence(days, what)
    step = [each for each in found.steps if each.day <= 60][-1]
    again = []
    for _round in range(300):
        rows = generator.integers(0, 250, 250)
        again.append(cumulative_incidence(days[rows], what[rows]).at(60))
    assert step.se == pytest.approx(float(np.std(again)), rel=0.15)
    assert step.ci_low < step.share < step.ci_high


def test_incidence__of_nobody_is_empty():
    assert cumulative_incidence([], []).at(30) == 0


@pytest.mark.parametrize(
    ("days", "happened", "sentence"),
    [([1, float("nan")], [1, 1], "missing"), ([1, 2], [1, 2], "only 0 and 1"),
     ([-1, 2], [1, 1], "below 0"), ([1, 2], [1], "same number of rows")],
)  # fmt: skip
def test_survival__refuses_wrong_records(days, happened, sentence):
    for method in (kaplan_meier, lambda *both: restricted_mean(*both, until=1)):
        with pytest.raises(ValueError, match=sentence):
            method(days, happened)


def test_logrank__needs_two_groups_and_an_event():
    for happened, group in (([0, 0], ["a", "b"]), ([1, 1], ["a", "a"])):
        with pytest.raises(ValueError, match="two groups"):
            logrank([1, 2], happened, group)


def test_logrank__within_strata_adds_them_up():
    both = logrank(LUNG["days"], LUNG["happened"], LUNG["sex"], strata=np.zeros(228))
    assert both == logrank(LUNG["days"], LUNG["happened"], LUNG["sex"])
    halves = logrank(LUNG["days"], LUNG["happened"], LUNG["sex"], strata=np.arange(228) % 2)
    assert halves.df == 1
    assert sum(each.observed for each in halves.groups) == 165


def test_proportional_hazards__reproduces_rossi_1980():
    """Coefficients and errors as Allison and R print them, ties by Efron's rule."""
    asked = ("fin", "age", "race", "wexp", "mar", "paro", "prio")
    found = proportional_hazards(
        ROSSI["week"], ROSSI["arrest"], {name: ROSSI[name] for name in asked}
    )
    assert (found.people, found.events) == (432, 114)
    assert found.log_likelihood == pytest.approx(-658.7477, abs=1e-4)
    assert [each.coefficient for each in found.terms] == pytest.approx(
        [-0.37942, -0.05744, 0.31390, -0.14980, -0.43370, -0.08487, 0.09150], abs=5e-6
    )
    assert [each.se for each in found.terms] == pytest.approx(
        [0.19138, 0.02200, 0.30799, 0.21222, 0.38187, 0.19576, 0.02865], abs=5e-6
    )
    assert found.term("fin").p == pytest.approx(0.0474, abs=5e-5)


def test_kaplan_meier__of_rossi_1980_at_a_year():
    found = kaplan_meier(ROSSI["week"], ROSSI["arrest"])
    assert found.at(52) == pytest.approx(0.736111, abs=1e-6)


def test_proportional_hazards__reproduces_what_r_prints_of_words_and_of_one_number():
    leukaemia = proportional_hazards(AML["days"], AML["happened"], {"group": AML["group"]})
    term = leukaemia.term("group=Nonmaintained")
    assert (term.coefficient, term.se) == pytest.approx((0.9155, 0.5119), abs=5e-5)
    lung = proportional_hazards(LUNG["days"], LUNG["happened"], {"sex": LUNG["sex"]})
    term = lung.term("sex")
    assert (term.ratio, term.ci_low, term.ci_high) == pytest.approx(
        (0.588, 0.4237, 0.816), abs=5e-5
    )


def test_proportional_hazards__score_without_ties_is_the_log_ranks():
    """By theory: without ties the score test of one group is the log-rank test."""
    rng = np.random.default_rng(3)
    days, happened = rng.permutation(80) + 1.0, rng.integers(0, 2, 80)
    group = rng.integers(0, 2, 80)
    cox = proportional_hazards(days, happened, {"group": group.astype(float)})
    fell = 2 * (cox.log_likelihood - cox.log_likelihood_without)
    assert fell == pytest.approx(logrank(days, happened, group).chi_squared, rel=0.1)


def test_proportional_hazards__refuses_what_has_no_answer():
    split = {"group": np.array([1.0, 1, 0, 0])}
    with pytest.raises(ValueError, match="no end"):
        proportional_hazards([1, 2, 3, 4], [1, 1, 0, 0], split)
    with pytest.raises(ValueError, match="nobody"):
        proportional_hazards([1, 2, 3, 4], [0, 0, 0, 0], split)
    with pytest.raises(ValueError, match="never varies"):
        proportional_hazards([1, 2], [1, 1], {"group": np.ones(2)})
    with pytest.raises(ValueError, match="same number of rows"):
        proportional_hazards([1, 2, 3], [1, 1, 1], {"group": np.array([1.0, 0])})
    with pytest.raises(KeyError):
        proportional_hazards(ROSSI["week"], ROSSI["arrest"], {"fin": ROSSI["fin"]}).term("age")

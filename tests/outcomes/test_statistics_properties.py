"""What must hold for any figures: order of people, scale, and which side is called which."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outcomes.statistics.change import paired_percent_change
from outcomes.statistics.disclosure import percentage, protect, undo
from outcomes.statistics.funnel import poisson_limits, ratio_funnel
from outcomes.statistics.intervals import exact_poisson, poisson, wilson
from outcomes.statistics.matching import exact, nearest
from outcomes.statistics.rates import rate_ratio
from outcomes.statistics.standardisation import direct
from outcomes.statistics.survival import cumulative_incidence, kaplan_meier, logrank
from outcomes.statistics.xmr import Cause, chart

FEW = settings(max_examples=60, deadline=None)
people = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 2)), min_size=2, max_size=60)
figures = st.lists(st.integers(0, 50), min_size=1, max_size=40)


@FEW
@given(st.integers(0, 500), st.integers(1, 500))
def test_intervals__hold_their_figure_and_shrink_with_less_confidence(count, more):
    of = count + more
    found, wider = wilson(count, of), wilson(count, of, z=3.090232)
    assert 0 <= wider.low <= found.low <= count / of <= found.high <= wider.high <= 1
    mirrored = wilson(of - count, of)
    assert mirrored.low == pytest.approx(1 - found.high)
    for interval in (poisson, exact_poisson):
        assert interval(count).low <= count <= interval(count).high


@FEW
@given(people, st.randoms(use_true_random=False))
def test_survival__does_not_depend_on_the_order_of_people(rows, chance):
    mixed = rows[:]
    chance.shuffle(mixed)
    found, other = (
        kaplan_meier([d for d, _ in each], [w > 0 for _, w in each]) for each in (rows, mixed)
    )
    assert found == other
    shares = [step.share for step in found.steps]
    assert shares == sorted(shares, reverse=True)
    assert all(step.ci_low <= step.share + 1e-12 for step in found.steps)
    assert all(step.share <= step.ci_high + 1e-12 for step in found.steps)


@FEW
@given(people)
def test_incidence__and_survival_add_up_to_everybody(rows):
    days, what = [d for d, _ in rows], [w for _, w in rows]
    both = sum(cumulative_incidence(days, what, cause=cause).at(60) for cause in (1, 2))
    alive = kaplan_meier(days, [w > 0 for w in what]).at(60)
    assert both + alive == pytest.approx(1)


@FEW
@given(people, st.integers(2, 9))
def test_logrank__knows_neither_names_nor_units(rows, times):
    days, happened = np.array([d for d, _ in rows]), np.array([w > 0 for _, w in rows])
    group = np.arange(len(rows)) % 2
    if not happened.any():
        return
    found = logrank(days, happened, group)
    assert logrank(days * times, happened, group).chi_squared == pytest.approx(found.chi_squared)
    assert logrank(days, happened, 1 - group).p == pytest.approx(found.p)
    total = sum(each.expected for each in found.groups)
    assert total == pytest.approx(sum(each.observed for each in found.groups))


@FEW
@given(st.integers(1, 90), st.integers(1, 90), st.floats(1, 1e4), st.floats(1, 1e4))
def test_rate_ratio__turns_over_with_the_sides(events, others, time, other_time):
    here, there = (
        rate_ratio(events, time, others, other_time),
        rate_ratio(others, other_time, events, time),
    )
    assert here.ratio * there.ratio == pytest.approx(1)
    assert here.ci_low * there.ci_high == pytest.approx(1)


@FEW
@given(st.lists(st.tuples(st.integers(5, 50), st.integers(60, 900), st.integers(1, 9)),
                min_size=2, max_size=8), st.integers(2, 50))  # fmt: skip
def test_direct__does_not_depend_on_the_size_of_the_standard(strata, times):
    events, population, standard = (list(each) for each in zip(*strata, strict=True))
    found = direct(events, population, standard)
    assert direct(events, population, [times * each for each in standard]).rate == pytest.approx(
        found.rate
    )
    assert found.ci_low < found.rate < found.ci_high


@FEW
@given(figures, st.integers(1, 1000), st.integers(-500, 500))
def test_chart__marks_the_same_points_in_any_unit(values, times, shift):
    plain, moved = chart(values), chart([times * each + shift for each in values])
    assert [point.cause for point in plain.points] == [point.cause for point in moved.points]


@FEW
@given(figures)
def test_chart__upside_down_swaps_high_and_low(values):
    swap = {Cause.ABOVE: Cause.BELOW, Cause.RISING: Cause.FALLING, Cause.TWO_HIGH: Cause.TWO_LOW,
            Cause.SHIFT_HIGH: Cause.SHIFT_LOW, Cause.COMMON: Cause.COMMON}  # fmt: skip
    swap |= {low: high for high, low in swap.items()}
    turned = [swap[point.cause] for point in chart([-each for each in values]).points]
    assert turned == [point.cause for point in chart(values).points]


@FEW
@given(st.floats(0.5, 3000))
def test_funnel__narrows_with_size_and_holds_its_target(expected):
    small, large = poisson_limits(expected), poisson_limits(2 * expected)
    assert small.low998 <= small.low95 < 1 < small.high95 < small.high998
    assert large.high95 < small.high95
    assert ratio_funnel(["a"], [expected], [expected]).units[0].place == "within"


@FEW
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), min_size=2, max_size=60))
def test_matching__pairs_everybody_it_can_and_levels_the_weights(rows):
    group = np.array([one for one, _ in rows])
    if group.all() or not group.any():
        return
    scores = np.array([float(score) for _, score in rows])
    found = nearest(group * 1, scores=scores)
    assert found.kept == min(group.sum(), (~group).sum())
    cells = {"score": scores}
    if set(scores[group]) & set(scores[~group]):
        same = exact(group * 1, cells)
        assert np.average(scores[group], weights=same.weights[group]) == pytest.approx(
            np.average(scores[~group], weights=same.weights[~group])
        )


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=30))
def test_change__does_not_depend_on_the_order_of_people(rows):
    table = np.array(rows)
    found, other = (
        paired_percent_change(each[:, 0], each[:, 1], seed=1, resamples=200)
        for each in (table, table[::-1])
    )
    assert found == other


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=1, max_size=3))
def test_no_star__can_be_undone(table):
    for (row, column), found in undo(protect(table)).items():
        assert found.low <= table[row][column] <= found.high
        assert found.low < found.high


@FEW
@given(st.integers(0, 9000), st.integers(0, 9000))
def test_percentage__is_true_to_what_was_rounded(part, more):
    whole = part + more
    shown = percentage(part, whole, decimal=True)
    if shown.endswith("%") and whole >= 5000:
        assert float(shown[:-1]) == pytest.approx(100 * part / whole, abs=0.11)

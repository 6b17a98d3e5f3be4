"""Matching on LaLonde's data: balance and effects as published, and what no data set shows."""

import numpy as np
import pytest

from outcomes.statistics.matching import (
    balance,
    caliper_width,
    coarsen,
    coarsened,
    effect,
    exact,
    love_plot,
    mahalanobis_space,
    nearest,
    propensity,
)
from tests.outcomes.published import columns

DATA = columns("lalonde", words=("race",))
SUPPORTED, INCOME = DATA["treat"], DATA["re78"]
KNOWN = {name: DATA[name] for name in DATA if name not in ("treat", "re78")}
SCORE = propensity(SUPPORTED, KNOWN)


def smds(found, *, after: bool) -> dict[str, float]:
    return {row.name: row.smd_after if after else row.smd_before for row in found.rows}


def test_propensity__has_the_published_coefficients_and_means():
    expected = {
        "Intercept": -1.663282, "age": 0.01577707, "educ": 0.1613069, "race=hispan": -2.081734,
        "race=white": -3.065368, "married": -0.8321133, "nodegree": 0.7072969,
        "re74": -7.177669e-05, "re75": 5.344645e-05,
    }  # fmt: skip
    got = {term.name: term.coefficient for term in SCORE.terms}
    assert got == pytest.approx(expected, rel=1e-6)
    assert SCORE.scores[SUPPORTED == 1].mean() == pytest.approx(0.5774, abs=5e-5)
    assert SCORE.scores[SUPPORTED == 0].mean() == pytest.approx(0.1822, abs=5e-5)


def test_balance__before_matching_is_the_published_table():
    found = balance(nearest(SUPPORTED, scores=SCORE.scores), {"distance": SCORE.scores, **KNOWN})
    assert smds(found, after=False) == pytest.approx(
        {"distance": 1.7941, "age": -0.3094, "educ": 0.055, "race=black": 1.7615,
         "race=hispan": -0.3498, "race=white": -1.8819, "married": -0.8263, "nodegree": 0.245,
         "re74": -0.7211, "re75": -0.2903}, abs=5e-5)  # fmt: skip
    ratio = {row.name: row.variance_ratio_before for row in found.rows}
    assert (ratio["age"], ratio["re74"]) == pytest.approx((0.44, 0.5181), abs=5e-4)
    assert ratio["married"] is None


def test_nearest__gives_the_balance_of_the_vignette():
    """MatchIt, Getting started: the table after 1:1 matching without replacement."""
    found = balance(nearest(SUPPORTED, scores=SCORE.scores), {"distance": SCORE.scores, **KNOWN})
    assert smds(found, after=True) == pytest.approx(
        {"distance": 0.9739, "age": 0.0718, "educ": -0.129, "race=black": 1.0259,
         "race=hispan": -0.6629, "race=white": -0.7296, "married": -0.0552, "nodegree": 0.1546,
         "re74": -0.0505, "re75": -0.0257}, abs=5e-5)  # fmt: skip
    assert (found.kept, found.others_kept, found.alike) == (185, 185, False)


def test_nearest__below_reproduces_what_matchit_4_5_1_found():
    matching = nearest(SUPPORTED, scores=SCORE.scores, side="below")
    found = balance(matching, {"distance": SCORE.scores, **KNOWN})
    assert smds(found, after=True) == pytest.approx(
        {"distance": 0.974, "age": 0.0854, "educ": -0.1183, "race=black": 1.0259,
         "race=hispan": -0.64, "race=white": -0.7478, "married": -0.0276, "nodegree": 0.1308,
         "re74": -0.078, "re75": -0.0428}, abs=5e-5)  # fmt: skip
    assert effect(INCOME, matching).estimate.value == pytest.approx(770.3902, abs=5e-5)
    adjusted = effect(INCOME, matching, adjusted_for=KNOWN)
    assert adjusted.estimate.value == pytest.approx(1307.011, abs=5e-4)
    assert adjusted.estimate.se == pytest.approx(718.8247, abs=5e-5)
    assert adjusted.errors_by == "matched set"


def test_coarsened__keeps_65_and_75_people_and_finds_the_published_effect():
    matching = coarsened(SUPPORTED, KNOWN)
    found = effect(INCOME, matching)
    assert (found.kept, found.others, found.left_out) == (65, 75, 120)
    assert found.effective_others == pytest.approx(41.28985, abs=1e-5)
    assert found.estimate.value == pytest.approx(1070.907, abs=5e-4)


def test_exact__finds_the_published_effect():
    found = effect(INCOME, exact(SUPPORTED, {k: KNOWN[k] for k in ("race", "married", "nodegree")}))
    assert found.estimate.value == pytest.approx(1309.897, abs=5e-4)
    assert found.effective_others == pytest.approx(111.5254, abs=5e-5)


def test_mahalanobis__finds_the_published_effect():
    matching = nearest(SUPPORTED, space=mahalanobis_space(SUPPORTED, KNOWN))
    assert effect(INCOME, matching).estimate.value == pytest.approx(516.6367, abs=5e-5)


def test_raw_difference__is_the_published_one():
    found = effect(INCOME, exact(SUPPORTED, {"all": np.zeros(614)}))
    assert found.estimate.value == pytest.approx(-635.0262, abs=5e-5)
    assert found.errors_by == "person"


def test_caliper__holds_for_every_pair_and_says_who_was_left_out():
    width = caliper_width(SCORE, SUPPORTED)
    pooled = [SCORE.logits[one == SUPPORTED].var(ddof=1) for one in (0, 1)]
    assert width == pytest.approx(0.2 * (sum(pooled) / 2) ** 0.5)
    found = nearest(SUPPORTED, scores=SCORE.logits, caliper=width)
    assert all(abs(SCORE.logits[a] - SCORE.logits[b]) <= width for a, (b,) in found.sets)
    assert found.kept + found.left_out == 185
    assert 0 < found.left_out < 185
    assert (
        balance(found, KNOWN).largest
        < balance(exact(SUPPORTED, {"a": np.zeros(614)}), KNOWN).largest
    )


@pytest.mark.parametrize("order", ["largest", "smallest", "data", "random"])
def test_nearest__without_replacement_uses_nobody_twice(order):
    found = nearest(SUPPORTED, scores=SCORE.logits, ratio=2, order=order, seed=3)
    used = [other for _row, others in found.sets for other in others]
    assert len(used) == len(set(used)) == 370
    assert found.weights[SUPPORTED == 0].sum() == pytest.approx(370)
    again = nearest(SUPPORTED, scores=SCORE.logits, ratio=2, order=order, seed=3)
    assert found.sets == again.sets


def test_nearest__with_replacement_takes_the_nearest_whoever_has_them():
    found = nearest(SUPPORTED, scores=SCORE.logits, ratio=3, replace=True)
    others = np.flatnonzero(SUPPORTED == 0)
    for row, chosen in found.sets:
        apart = np.abs(SCORE.logits[others] - SCORE.logits[row])
        assert sorted(np.abs(SCORE.logits[list(chosen)] - SCORE.logits[row])) == pytest.approx(
            np.sort(apart)[:3].tolist()
        )
    assert found.others < 3 * 185
    assert effect(INCOME, found).errors_by == "person"


def test_nearest__exact_on_keeps_pairs_within_their_cell():
    found = nearest(SUPPORTED, scores=SCORE.logits, exact_on={"race": KNOWN["race"]})
    assert all(KNOWN["race"][a] == KNOWN["race"][b] for a, (b,) in found.sets)
    assert found.left_out > 0
    space = mahalanobis_space(SUPPORTED, {"age": KNOWN["age"], "educ": KNOWN["educ"]})
    both = nearest(
        SUPPORTED, scores=SCORE.logits, space=space, caliper=0.3, exact_on={"race": KNOWN["race"]}
    )
    assert all(KNOWN["race"][a] == KNOWN["race"][b] for a, (b,) in both.sets)
    assert all(abs(SCORE.logits[a] - SCORE.logits[b]) <= 0.3 for a, (b,) in both.sets)


def test_nearest__of_equals_takes_the_lower_row():
    found = nearest([1, 0, 0, 0], scores=np.array([5.0, 4.0, 6.0, 4.0]))
    assert found.sets == ((0, (1,)),)


def test_nearest__is_the_true_nearest_among_those_left():
    """The quick search for places agrees with looking at everybody."""
    generator = np.random.default_rng(9)
    group = (generator.random(300) < 0.4) * 1
    scores = generator.integers(0, 60, 300) / 10
    found = dict(nearest(group, scores=scores, caliper=0.5).sets)
    free = set(np.flatnonzero(group == 0).tolist())
    rows = np.flatnonzero(group == 1)
    for row in rows[np.argsort(-scores[rows], kind="stable")].tolist():
        best = min(free, key=lambda other: (abs(scores[other] - scores[row]), other), default=None)
        if best is None or abs(scores[best] - scores[row]) > 0.5:
            assert row not in found
            continue
        chosen = found[row][0]
        assert abs(scores[chosen] - scores[row]) == pytest.approx(abs(scores[best] - scores[row]))
        free.remove(chosen)


def test_weights__give_each_set_the_weight_of_its_supported():
    found = exact([1, 1, 0, 1, 0, 0], {"cell": [1, 1, 1, 2, 2, 2]})
    assert found.weights.tolist() == pytest.approx([1, 1, 2, 1, 0.5, 0.5])


def test_coarsen__puts_borders_into_the_higher_bin():
    assert coarsen([0, 4.9, 5, 10], 2).tolist() == [0, 0, 1, 1]
    assert coarsen([0, 5, 6, 10], [5, 10]).tolist() == [0, 1, 1, 2]
    assert len(set(coarsen([3, 3, 3]).tolist())) == 1
    with pytest.raises(ValueError, match="at least one"):
        coarsen([1, 2], 0)


def test_love_plot__is_ordered_by_the_difference_before():
    rows = love_plot(balance(coarsened(SUPPORTED, KNOWN), KNOWN))
    before = [row["before"] for row in rows]
    assert before == sorted(before, reverse=True)
    assert rows[0]["name"] == "race=white"
    assert all(row["after"] <= 0.2 for row in rows)


def test_balance__of_a_column_that_never_varies():
    matching = exact([1, 1, 0, 0], {"a": [1, 1, 1, 1]})
    rows = balance(matching, {"same": [2, 2, 2, 2], "apart": [2, 2, 3, 3]}).rows
    assert (rows[0].smd_after, rows[0].alike) == (0.0, True)
    assert (rows[1].smd_after, rows[1].alike) == (None, False)


def test_20_000_people__are_matched_in_moments():
    generator = np.random.default_rng(1)
    group = (generator.random(20_000) < 0.3) * 1
    scores = generator.normal(size=20_000) + 0.5 * group
    found = nearest(group, scores=scores, caliper=0.1)
    assert found.kept > 5_000


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: nearest([1, 1], scores=np.zeros(2)), "who were not"),
        (lambda: nearest([1, 0]), "scores or a space"),
        (lambda: nearest([1, 0], scores=np.array([0, 9.0]), caliper=1), "near enough"),
        (lambda: nearest([1, 0], space=np.zeros((2, 1)), caliper=1), "caliper"),
        (lambda: nearest([1, 0], scores=np.zeros(2), ratio=0), "one neighbour"),
        (lambda: nearest([1, 0], scores=np.array([0, np.nan])), "missing"),
        (lambda: nearest([1, 0], scores=np.zeros(3)), "same number"),
        (lambda: nearest([1, 0], scores=np.zeros(2), replace=True, side="below"), "without repl"),
        (lambda: exact([1, 0], {"a": ["x", "y"]}), "anybody alike"),
        (lambda: exact([1, 2], {"a": ["x", "y"]}), "only 0 and 1"),
        (lambda: propensity([0, 0, 1, 1], {"x": [1, 2, 3, 4]}), "completely"),
    ],
)
def test_matching__refuses_what_cannot_be_matched(ask, sentence):
    with pytest.raises(ValueError, match=sentence):
        ask()

"""Count models against Venables and Ripley, and McCullagh and Nelder."""

import numpy as np
import pytest

from outcomes.statistics.counts import (
    count_model,
    design,
    negative_binomial,
    poisson_model,
    quasi_poisson,
    rate_ratio_of_groups,
)
from outcomes.statistics.counts.fitting import fit, prepare
from outcomes.statistics.counts.poisson import dispersion
from tests.outcomes.published import columns

QUINE = columns("quine", words=("Eth", "Sex", "Age", "Lrn"))
SHIPS = columns("ships", words=("type", "year", "period"))
AFLOAT = SHIPS["service"] > 0
SHIP_TERMS = {name: SHIPS[name][AFLOAT] for name in ("type", "year", "period")}
SHIP_DATA = (SHIPS["incidents"][AFLOAT], SHIP_TERMS)


def test_negative_binomial__reproduces_days_absent_from_school():
    found = negative_binomial(QUINE["Days"], {k: QUINE[k] for k in ("Eth", "Sex", "Age", "Lrn")})
    expected = {
        "Intercept": 2.894580017, "Eth=N": -0.569371703, "Sex=M": 0.082320264,
        "Age=F1": -0.448428149, "Age=F2": 0.08808014, "Age=F3": 0.356900948,
        "Lrn=SL": 0.292109143,
    }  # fmt: skip
    got = {term.name: term.coefficient for term in found.terms}
    assert got == pytest.approx(expected, abs=2e-7)
    assert found.theta == pytest.approx(1.2748926, abs=1e-6)
    assert found.theta_se == pytest.approx(0.161, abs=5e-4)
    assert 2 * found.log_likelihood == pytest.approx(-1093.151, abs=5e-4)


def test_poisson__reproduces_damage_to_ships_with_its_exposure():
    found = poisson_model(*SHIP_DATA, exposure=SHIPS["service"][AFLOAT])
    expected = {
        "Intercept": -6.4059016, "type=B": -0.5433443, "type=C": -0.6874016,
        "type=D": -0.0759614, "type=E": 0.3255795, "year=65": 0.6971404,
        "year=70": 0.8184266, "year=75": 0.4534266, "period=75": 0.384467,
    }  # fmt: skip
    got = {term.name: term.coefficient for term in found.terms}
    assert got == pytest.approx(expected, abs=1e-6)
    assert (found.deviance, found.df) == (pytest.approx(38.69505, abs=1e-5), 25)
    assert found.pearson_dispersion == pytest.approx(1.69101, abs=1e-5)


def test_quasi_poisson__widens_the_errors_by_the_dispersion():
    found = quasi_poisson(*SHIP_DATA, exposure=SHIPS["service"][AFLOAT])
    for name, se in (("type=B", 0.23094), ("year=65", 0.19459), ("period=75", 0.1538)):
        assert found.term(name).se == pytest.approx(se, abs=1e-5)


def test_dispersion__of_the_ships_is_too_much():
    data = prepare(*SHIP_DATA, exposure=SHIPS["service"][AFLOAT], person=None)
    found = dispersion(data, fit(data))
    assert found.ratio == pytest.approx(1.691, abs=5e-4)
    assert found.too_much
    assert found.p == pytest.approx(0.017, abs=0.001)


def test_count_model__chooses_the_law_by_the_dispersion():
    calm = np.random.default_rng(1).poisson(3, 400)
    assert count_model(calm, {"half": np.arange(400) % 2}).law == "poisson"
    assert count_model(QUINE["Days"], {"Sex": QUINE["Sex"]}).law == "negative binomial"
    ships = count_model(*SHIP_DATA, exposure=SHIPS["service"][AFLOAT])
    assert ships.law == "quasi-poisson"


def test_rate_ratio_of_groups__is_the_ratio_of_the_rates():
    events, days = np.array([3, 1, 2, 8, 6, 4]), np.array([10, 20, 30, 10, 20, 30])
    found, _model = rate_ratio_of_groups(events, [0, 0, 0, 1, 1, 1], exposure=days)
    assert found.ratio == pytest.approx((18 / 60) / (6 / 60), rel=0.5)
    plain = poisson_model(events, {"g": [0, 0, 0, 1, 1, 1]}, exposure=days)
    assert plain.term("g").ratio == pytest.approx(3)


def test_errors_by_person__grow_when_rows_of_a_person_are_alike():
    generator = np.random.default_rng(2)
    person = np.repeat(np.arange(200), 5)
    supported = np.repeat(generator.integers(0, 2, 200), 5)
    events = generator.poisson(np.repeat(generator.gamma(0.7, 3, 200), 5))
    plain, _ = rate_ratio_of_groups(events, supported)
    robust, model = rate_ratio_of_groups(events, supported, person=person)
    assert model.people == 200
    assert robust.coefficient == pytest.approx(plain.coefficient)
    assert robust.se > 1.5 * plain.se


def test_errors_by_person__of_one_row_each_are_the_textbooks_sandwich():
    """Two groups, one row a person: the robust variance of log mean is Σ(y − m)²/(Σy)²."""
    events = np.array([1, 4, 2, 7, 3, 9, 5, 12])
    group = np.array([0, 0, 0, 0, 1, 1, 1, 1])
    found = poisson_model(events, {"g": group}, person=np.arange(8)).term("g")
    parts = [((events[group == g] - events[group == g].mean()) ** 2).sum()
             / events[group == g].sum() ** 2 for g in (0, 1)]  # fmt: skip
    assert found.se == pytest.approx((sum(parts) * 8 / 7 * 7 / 6) ** 0.5)


def test_negative_binomial__finds_the_ratio_it_was_made_with():
    generator = np.random.default_rng(3)
    group = np.arange(20_000) % 2
    events = generator.poisson(generator.gamma(0.8, 1 / 0.8, 20_000) * np.where(group, 1.4, 2))
    found, model = rate_ratio_of_groups(events, group)
    assert found.ci_low < 0.7 < found.ci_high
    assert model.theta == pytest.approx(0.8, rel=0.05)


def test_design__names_the_levels_and_takes_the_reference_asked_for():
    found = design({"age": [1, 5, 3, 9, 2], "sex": list("bacab")}, rows=5, reference={"sex": "c"})
    assert found.names == ("Intercept", "age", "sex=a", "sex=b")
    with pytest.raises(ValueError, match="reference level"):
        design({"sex": ["a", "b"]}, rows=2, reference={"sex": "x"})


@pytest.mark.parametrize(
    ("events", "columns_given", "exposure", "sentence"),
    [
        ([0, 0, 0, 0], {"g": [0, 1, 0, 1]}, None, "nothing happened"),
        ([0, 0, 3, 4], {"g": [0, 0, 1, 1]}, None, "no events at all"),
        ([1, 2, 3, 4], {"g": [1, 1, 1, 1]}, None, "never varies"),
        ([1, 2, 3, 4], {"g": [0, 1, 0, 1]}, [1, 1, 0, 1], "left out first"),
        ([1, 2, 3, 4.5], {"g": [0, 1, 0, 1]}, None, "whole"),
        ([1, 2, 3, float("nan")], {"g": [0, 1, 0, 1]}, None, "missing"),
        ([1, -2, 3, 4], {"g": [0, 1, 0, 1]}, None, "below 0"),
        ([1, 2], {"g": [0, 1]}, None, "fewer rows"),
        ([], {}, None, "at least 2"),
        ([1, 2, 3], {"g": [0, 1]}, None, "same number of rows"),
    ],
)
def test_count_models__refuse_what_has_no_answer(events, columns_given, exposure, sentence):
    with pytest.raises(ValueError, match=sentence):
        poisson_model(events, columns_given, exposure=exposure)


def test_rate_ratio_of_groups__needs_both_groups():
    with pytest.raises(ValueError, match="both groups"):
        rate_ratio_of_groups([1, 2, 3], [1, 1, 1])


def test_errors_by_person__need_two_persons():
    with pytest.raises(ValueError, match="two persons"):
        poisson_model([1, 2, 3, 4], {"g": [0, 1, 0, 1]}, person=[1, 1, 1, 1])

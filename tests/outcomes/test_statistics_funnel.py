"""Funnels: published limits, overdispersion by hand, and who is outside."""

import numpy as np
import pytest

from outcomes.statistics.funnel import (
    arcsine_limits,
    inverted_limits,
    overdispersion,
    poisson_limits,
    proportion_funnel,
    ratio_funnel,
    score_limits,
    widened_proportion_limits,
    widened_ratio_limits,
)
from outcomes.statistics.intervals import wilson


@pytest.mark.parametrize(
    ("expected", "low95", "high95", "low998", "high998"),
    [
        (15, 0.5596924, 1.649348, 0.3862650, 2.082907),
        (20, 0.6108260, 1.544419, 0.4479107, 1.902094),
        (30, 0.6746958, 1.427562, 0.5289724, 1.702771),
    ],
)
def test_poisson_limits__are_the_published_ones(expected, low95, high95, low998, high998):
    found = poisson_limits(expected)
    got = (found.low95, found.high95, found.low998, found.high998)
    assert got == pytest.approx((low95, high95, low998, high998), rel=1e-6)


@pytest.mark.parametrize(
    ("observed", "low95", "high95", "low998", "high998"),
    [
        (5, 0.4285102713, 3.07979188, 0.3038636722, 6.762496398),
        (10, 0.5437632051, 2.085337156, 0.4143536693, 3.37778507),
        (100, 0.8221871402, 1.229044681, 0.7411562345, 1.390406755),
    ],
)
def test_inverted_limits__are_those_of_englands_public_health_funnels(
    observed, low95, high95, low998, high998
):
    found = inverted_limits(observed)
    got = (found.low95, found.high95, found.low998, found.high998)
    assert got == pytest.approx((low95, high95, low998, high998), rel=2e-6)
    with pytest.raises(ValueError, match="begins at one"):
        inverted_limits(0)


@pytest.mark.parametrize(
    ("size", "low95", "low998", "high998"),
    [(10, 56.154344, 42.03259, 100), (1008, 78.203374, 76.796814, 84.488082)],
)
def test_score_limits__are_those_of_englands_public_health_funnels(size, low95, low998, high998):
    found = score_limits(size, target=0.80642448)
    got = (100 * found.low95, 100 * found.low998, 100 * found.high998)
    assert got == pytest.approx((low95, low998, high998), abs=2e-6)


def test_arcsine_limits__follow_the_formula():
    found = arcsine_limits(100, target=0.3)
    middle = np.arcsin(0.3**0.5)
    assert found.high95 == pytest.approx(np.sin(middle + 1.959964 / 20) ** 2)
    assert found.low998 == pytest.approx(np.sin(middle - 3.090232 / 20) ** 2)


@pytest.mark.parametrize("target", [0, 0.01, 0.99, 1])
def test_share_limits__never_leave_nothing_to_everything(target):
    for limits in (arcsine_limits(3, target=target), score_limits(3, target=target)):
        assert 0 <= limits.low998 <= limits.low95 <= target + 1e-9
        assert target - 1e-9 <= limits.high95 <= limits.high998 <= 1


def test_score_limits__are_where_wilsons_interval_reaches_the_target():
    found = score_limits(100, target=0.3)
    assert wilson(100 * found.high95, 100).low == pytest.approx(0.3)
    assert wilson(100 * found.low95, 100).high == pytest.approx(0.3)


def test_overdispersion__by_hand():
    """Four units of 100 expected: z on the log scale = 10 log(O/E)."""
    observed = [80, 100, 100, 125]
    found = overdispersion(observed, [100] * 4, scale="log", trim=0)
    z = 10 * np.log(np.array(observed) / 100)
    phi = float((z**2).mean())
    assert found.phi == pytest.approx(phi)
    assert found.tau_squared == pytest.approx((4 * phi - 3) / (400 - 40_000 / 400))
    assert found.found


def test_overdispersion__pulls_in_the_outer_tenths():
    observed = [100] * 10 + [400]
    wild = overdispersion(observed, [100] * 11, scale="log", trim=0)
    calm = overdispersion(observed, [100] * 11, scale="log")
    assert calm.winsorised == 1
    assert (wild.found, calm.found) == (True, False)


@pytest.mark.parametrize("scale", ["log", "square root", "arcsine"])
def test_overdispersion__of_chance_alone_is_about_one(scale):
    generator = np.random.default_rng(1)
    size = generator.integers(200, 900, 400)
    share = 0.3 if scale == "arcsine" else 1
    draw = generator.binomial(size, share) if share < 1 else generator.poisson(size)
    assert overdispersion(draw, size, scale=scale, trim=0).phi == pytest.approx(1, abs=0.2)


def test_overdispersion__without_any_events_stays_finite():
    assert np.isfinite(overdispersion([0, 12, 9], [10, 10, 10], scale="log").phi)


def test_ratio_funnel__names_who_is_outside_furthest_first():
    found = ratio_funnel(["Ash", "Birch", "Cedar", "Elm"], [20, 33, 45, 4], [20, 20, 20, 20])
    places = {unit.name: unit.place for unit in found.units}
    assert places == {
        "Ash": "within", "Birch": "high warning", "Cedar": "high alarm", "Elm": "low alarm",
    }  # fmt: skip
    assert [unit.name for unit in found.outside] == ["Cedar", "Elm", "Birch"]
    assert not found.widened


def test_ratio_funnel__widened_holds_units_that_merely_differ():
    generator = np.random.default_rng(2)
    expected = generator.uniform(50, 300, 60)
    observed = generator.poisson(expected * generator.gamma(20, 1 / 20, 60))
    names = [f"Ward {number}" for number in range(60)]
    plain = ratio_funnel(names, observed, expected)
    wide = ratio_funnel(names, observed, expected, widen=True)
    assert wide.widened
    assert wide.overdispersion.phi > 1.5
    assert len(wide.outside) < len(plain.outside) / 2


def test_widened_limits__without_spread_are_the_plain_normal_ones():
    found = widened_ratio_limits(25, tau_squared=0)
    assert found.high95 == pytest.approx(np.exp(1.959964 / 5))
    plain = arcsine_limits(50, target=0.2)
    assert widened_proportion_limits(50, tau_squared=0, target=0.2) == plain


@pytest.mark.parametrize("method", ["arcsine", "score"])
def test_proportion_funnel__is_around_the_share_of_all(method):
    found = proportion_funnel(["a", "b", "c"], [30, 10, 60], [100, 100, 100], method=method)
    assert found.target == pytest.approx(1 / 3)
    assert [unit.place for unit in found.units] == ["within", "low alarm", "high alarm"]


def test_funnel__of_one_unit_or_of_nothing_happening():
    assert ratio_funnel(["only"], [3], [4.2]).units[0].place == "within"
    assert proportion_funnel(["a", "b"], [0, 0], [10, 20]).units[0].place == "within"


@pytest.mark.parametrize(
    ("names", "above", "below", "sentence"),
    [(["a"], [1], [0], "above 0"), (["a"], [5], [4], "more events than people"), ([], [], [], "1"),
     (["a", "b"], [1], [2], "one for each"), (["a"], [float("nan")], [2], "missing")],
)  # fmt: skip
def test_funnel__refuses_units_without_size(names, above, below, sentence):
    with pytest.raises(ValueError, match=sentence):
        proportion_funnel(names, above, below)

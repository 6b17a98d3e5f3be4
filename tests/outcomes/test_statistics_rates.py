"""Rates, their ratio and standardisation: published figures first, then what must be refused."""

import pytest

from outcomes.statistics.guards import z_of
from outcomes.statistics.intervals import byar, exact_poisson, share, wilson
from outcomes.statistics.rates import rate, rate_ratio
from outcomes.statistics.standardisation import direct, expected_events, indirect

Z998 = z_of(0.998)
NAN = float("nan")


# Figures of England's public health indicators (test file of the indicator methods).
@pytest.mark.parametrize(
    ("count", "z", "low", "high"),
    [
        (65, None, 50.163187710459454, 82.84913854593984),
        (1045, None, 982.5932018073326, 1110.331212985650),
        (1, None, 0.013072132901504351, 5.5637555824752605),
        (65, Z998, 42.8802614714802, 94.00029084431802),
        (1045, Z998, 947.9407035610374, 1148.8061609880331),
        (10, Z998, 2.916318374695686, 24.193724927880535),
        (1, Z998, 0, 9.362180217908362),
    ],
)
def test_byar__gives_the_published_limits(count, z, low, high):
    found = byar(count) if z is None else byar(count, z=z)
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-12)


@pytest.mark.parametrize(
    ("count", "of", "z", "low", "high"),
    [
        (65, 100, None, 0.5525444329688797, 0.7363575175690247),
        (1045, 5000, None, 0.19795549880013297, 0.22049130373189027),
        (0.445, 1, None, 0.04381744772058822, 0.9334621276979156),
        (65, 100, Z998, 0.4954946574070431, 0.7783540614089697),
        (1045, 5000, Z998, 0.19179381799015244, 0.22731562902525818),
        (0.445, 1, Z998, 0.019347006132900975, 0.9702259947019541),
    ],
)
def test_wilson__gives_the_published_limits(count, of, z, low, high):
    found = wilson(count, of) if z is None else wilson(count, of, z=z)
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-12)


def test_share__can_be_asked_at_another_level():
    found = share(65, 100, level=0.998)
    assert (found.ci_low, found.ci_high) == pytest.approx((49.5494657, 77.8354061), abs=1e-6)


def test_exact_poisson__is_garwoods():
    found = exact_poisson(10)
    assert (found.low, found.high) == pytest.approx((4.795389, 18.390356), abs=1e-6)
    assert exact_poisson(0).low == 0
    assert exact_poisson(0).high == pytest.approx(3.688879, abs=1e-6)


@pytest.mark.parametrize("count", [-1, NAN, float("inf")])
def test_intervals__refuse_what_is_no_count(count):
    for interval in (byar, exact_poisson):
        with pytest.raises(ValueError, match="count"):
            interval(count)
    with pytest.raises(ValueError, match="share"):
        wilson(count, 5)


def test_rate__is_exact_below_ten_events_and_byars_from_ten():
    few, many = rate(9, 1000, per=1000), rate(10, 1000, per=1000)
    assert (few.method, many.method) == ("exact", "byar")
    assert (few.value, few.ci_low) == pytest.approx((9, 4.115373), abs=1e-6)
    assert (many.ci_low, many.ci_high) == (byar(10).low, byar(10).high)


def test_rate_ratio__reproduces_rothman_on_fluoroscopy():
    """41 cancers in 28,010 person-years against 15 in 19,017; published with z = 1.96."""
    found = rate_ratio(41, 28_010, 15, 19_017)
    assert found.ratio == pytest.approx(1.8557587, abs=1e-7)
    assert (found.ci_low, found.ci_high) == pytest.approx((1.0272148, 3.3525997), abs=5e-5)


def test_rate_ratio__is_upside_down_the_other_way_round():
    for method in ("wald", "exact"):
        here = rate_ratio(41, 28_010, 15, 19_017, method=method)
        there = rate_ratio(15, 19_017, 41, 28_010, method=method)
        assert here.ratio == pytest.approx(1 / there.ratio)
        assert here.ci_low == pytest.approx(1 / there.ci_high)
        assert here.p == pytest.approx(there.p)


def test_rate_ratio__with_nothing_on_one_side_is_exact_or_refused():
    with pytest.raises(ValueError, match="ask for exact"):
        rate_ratio(0, 100, 5, 100)
    found = rate_ratio(5, 100, 0, 100, method="exact")
    assert found.ratio is None
    assert found.ci_high is None
    assert found.ci_low > 0
    assert rate_ratio(0, 100, 5, 100, method="exact").ratio == 0


@pytest.mark.parametrize(
    ("events", "sentence"),
    [((0, 10, 0, 10), "no events"), ((1, 0, 1, 1), "above 0"), ((1.5, 1, 1, 1), "whole"),
     ((NAN, 1, 1, 1), "missing"), ((-1, 1, 1, 1), "below 0")],
)  # fmt: skip
def test_rate_ratio__refuses_what_has_no_ratio(events, sentence):
    with pytest.raises(ValueError, match=sentence):
        rate_ratio(*events)


def test_indirect__counts_what_the_reference_would_have_had():
    """By hand: 0.01 × 1,000 + 0.05 × 400 = 30 expected."""
    assert expected_events([1000, 400], [100, 500], [10_000, 10_000]) == pytest.approx(30)
    found = indirect([20, 25], [1000, 400], [100, 500], [10_000, 10_000], per=1000)
    assert (found.observed, found.expected, found.ratio) == pytest.approx((45, 30, 1.5))
    assert (found.ci_low, found.ci_high) == pytest.approx((byar(45).low / 30, byar(45).high / 30))
    assert (found.reference_rate, found.rate) == pytest.approx((30, 45))
    assert indirect(45, [1000, 400], [100, 500], [10_000, 10_000]).ratio == found.ratio
    assert indirect(9, [1000], [100], [1000]).method == "exact"


def test_direct__weights_the_own_rates_by_the_standard():
    """By hand: (0.02 × 3 + 0.05 × 1) / 4; Dobson's limits around Byar's of 45."""
    found = direct([20, 25], [1000, 500], [3, 1], per=1000)
    assert found.rate == pytest.approx(27.5)
    variance = (0.75 / 1000) ** 2 * 20 + (0.25 / 500) ** 2 * 25
    for got, end in ((found.ci_low, byar(45).low), (found.ci_high, byar(45).high)):
        assert got == pytest.approx(27.5 + 1000 * (variance / 45) ** 0.5 * (end - 45))


def test_direct__of_one_stratum_is_the_crude_rate():
    plain = rate(45, 1000, per=100_000)
    found = direct([45], [1000], [7])
    assert (found.rate, found.ci_low, found.ci_high) == pytest.approx(
        (plain.value, plain.ci_low, plain.ci_high)
    )


def test_direct__gives_no_rate_below_ten_events():
    assert direct([4, 5], [100, 100], [1, 1]).rate is None


@pytest.mark.parametrize("population", [[0, 100], [NAN, 1], [-1, 1]])
def test_direct__refuses_strata_without_people(population):
    with pytest.raises(ValueError, match="population"):
        direct([5, 5], population, [1, 1])


def test_indirect__refuses_a_reference_without_people():
    with pytest.raises(ValueError, match="reference population"):
        indirect(5, [10], [1], [0])
    with pytest.raises(ValueError, match="same number of rows"):
        indirect(5, [10, 10], [1], [10])

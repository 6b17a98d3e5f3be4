"""Pounds: identities of published figures, formulas by hand, and what may not be said."""

from dataclasses import replace
from decimal import Decimal

import pytest

from outcomes.statistics import cost
from outcomes.statistics.cost import Assumptions, Evidence, Line, PriceIndex, SocialValue

D = Decimal
NEW = PriceIndex("NHSCII", "2025 manual", "PSSRU, Unit Costs 2025",
                 {"2020/21": D("2.49"), "2021/22": D("2.58"), "2022/23": D("7.32"),
                  "2023/24": D("2.47")})  # fmt: skip
OLD = PriceIndex("NHSCII", "2024 manual", "PSSRU, Unit Costs 2024",
                 {**NEW.rates, "2023/24": D("4.31")})  # fmt: skip


def test_uplift__depends_on_the_version_of_the_index():
    new = NEW.uplifted(D(1000), source="2019/20", target="2023/24")
    old = OLD.uplifted(D(1000), source="2019/20", target="2023/24")
    assert (new.amount, old.amount) == (D("1156.17"), D("1176.93"))
    assert (round(new.factor, 6), round(old.factor, 6)) == (D("1.156170"), D("1.176930"))
    assert (new.version, old.version) == ("2025 manual", "2024 manual")


def test_uplift__backwards_takes_the_same_factor_off():
    there = NEW.uplifted(D(100), source="2019/20", target="2022/23")
    back = NEW.uplifted(there.amount, source="2022/23", target="2019/20")
    assert back.amount == D("100.00")
    assert NEW.uplifted(D(5), source="2021/22", target="2021/22").factor == 1
    with pytest.raises(KeyError, match="2019/20"):
        NEW.uplifted(D(5), source="2018/19", target="2020/21")


def test_published__identities():
    assert cost.bed_days_saved(725, D(250)) == D("181250.00")
    assert cost.avoided(199, 0, D(115)) == D("22885.00")
    total = D(450_500) + cost.avoided(199, 0, D(115))
    assert total == D("473385.00")
    assert total - D("452697.70") == D("20687.30")
    assert cost.pennies((total - D("452697.70")) / 731) == D("28.30")
    assert round(D(25_968) / 4_302, 5) == D("6.03626")
    assert D(546_540) + D(230_193) == D(776_733)


LINE = Line("A&E attendance", D("3.0"), D("2.2"), D(150), "2023/24", "National cost collection")


def test_benefit__follows_the_formula():
    """(3.0 − 2.2) × 50 people × £150 × (1 − 0.2) × 0.5 × (1 − 0.15) = £2,040."""
    found = cost.benefit(
        [LINE],
        people=50,
        assumptions=Assumptions(deadweight=D("0.2"), attribution=D("0.5"), grade=4),
    )
    assert found.total() == D("2040.00")


def test_benefit__keeps_cash_and_capacity_apart_and_shows_losses():
    more = replace(LINE, event="GP contact", observed_rate=D("3.5"), kind="economic")
    found = cost.benefit([LINE, more], people=10, assumptions=Assumptions())
    assert found.by_kind == {"capacity": D("1200.00"), "economic": D("-750.00")}
    assert found.total("cash-releasing") == 0


def test_benefit__refuses_a_price_without_a_source():
    with pytest.raises(ValueError, match="without a source"):
        cost.benefit([replace(LINE, source=" ")], people=1, assumptions=Assumptions())
    with pytest.raises(ValueError, match="below 0"):
        cost.benefit([LINE], people=-1, assumptions=Assumptions())


@pytest.mark.parametrize(
    "wrong", [{"deadweight": D("1.1")}, {"attribution": D(-1)}, {"cost_factor": D(0)}]
)
def test_assumptions__are_shares(wrong):
    with pytest.raises(ValueError, match=r"shares|cost_factor"):
        Assumptions(**wrong)


CASES = {
    "cautious": Assumptions(D("0.4"), D("0.5"), 6, D("0.8")),
    "central": Assumptions(D("0.2"), D("0.8"), 4),
    "hopeful": Assumptions(),
}


def test_spread__runs_from_cautious_to_hopeful():
    found = cost.spread([LINE], people=100, cases=CASES)
    totals = [each.total() for each in (found.cautious, found.central, found.hopeful)]
    assert totals == sorted(totals)
    assert totals == [D("1728.00"), D("6528.00"), D("12000.00")]


def test_spread__refuses_a_cautious_case_kinder_than_the_central_one():
    with pytest.raises(ValueError, match="kinder"):
        cost.spread([LINE], people=1, cases={**CASES, "cautious": Assumptions()})
    with pytest.raises(ValueError, match="are needed"):
        cost.spread([LINE], people=1, cases={"central": Assumptions()})


def test_without_controls__is_a_range_from_nothing_to_everything():
    """400 attendances fell to 180; 46 % would have gone anyway: 216 − 180 = 36 are left."""
    found = cost.without_controls(400, 180, D(100), expected_percent=D(-46))
    assert (found.lowest, found.adjusted, found.highest) == (0, D("3600.00"), D("22000.00"))
    assert cost.without_controls(400, 180, D(100), expected_percent=None).adjusted is None
    worse = cost.without_controls(400, 380, D(100), expected_percent=D(-46))
    assert worse.adjusted == D("-16400.00")


@pytest.mark.parametrize(
    ("grade", "benefit", "spent"),
    [(1, 100, 100), (2, 95, 105), (3, 90, 110), (4, 85, 115), (5, 75, 125), (6, 60, 140)],
)
def test_optimism__is_corrected_by_grade(grade, benefit, spent):
    assert cost.corrected_benefit(D(100), grade) == benefit
    assert cost.corrected_cost(D(100), grade) == spent


def test_evidence__is_as_good_as_its_worst_part():
    assert Evidence(population=1, effect=5, age=2, error=1).grade == 5
    with pytest.raises(ValueError, match="1 to 6"):
        Evidence(population=0, effect=1, age=1, error=1)
    with pytest.raises(ValueError, match="1 to 6"):
        cost.corrected_benefit(D(1), 7)
    with pytest.raises(ValueError, match="not below 0"):
        cost.corrected_cost(D(-1), 1)


def test_social_return__is_a_range_with_its_sources():
    found = cost.social_return(
        [SocialValue("less lonely", D(4000), D(9000), "BRC 2020"),
         SocialValue("volunteering", D(1000), D(1000), "ONS")], cost=D(2500))  # fmt: skip
    assert (found.low, found.high) == (D("2.00"), D("4.00"))
    assert found.sources == ("BRC 2020", "ONS")


@pytest.mark.parametrize(
    ("values", "spent", "sentence"),
    [
        ([SocialValue("x", D(1), D(1), "ONS")], 1, "as a range"),
        ([SocialValue("x", D(1), D(2), "")], 1, "without a source"),
        ([SocialValue("x", D(3), D(2), "ONS")], 1, "above the high one"),
        ([SocialValue("x", D(1), D(2), "ONS")], 0, "cost above 0"),
        ([], 1, "at least one outcome"),
    ],
)
def test_social_return__is_never_one_figure_nor_without_a_source(values, spent, sentence):
    with pytest.raises(ValueError, match=sentence):
        cost.social_return(values, cost=D(spent))


def test_appraisal__discounts_later_years():
    assert cost.present_value([D(100), D(100)]) == D("196.62")
    found = cost.appraise([D(0), D("103.5")], [D(50)])
    assert (found.benefits, found.net, found.ratio) == (D("100.00"), D("50.00"), 2)
    assert cost.appraise([D(1)], []).ratio is None
    assert cost.switching_value(D(200), D(80)) == D("0.4")
    assert cost.switching_value(D(0), D(80)) is None
    with pytest.raises(ValueError, match="makes no sense"):
        cost.present_value([D(1)], rate=D(-1))

"""Designs wired into the evaluation: hand-worked and published cases go in as cuts."""

import csv
import math
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from outcomes.evaluation import followed
from outcomes.evaluation.cut import Cut
from outcomes.evaluation.figures import figures
from tests.outcomes.cuts import cut_of, full_cut, person

PUBLISHED = Path(__file__).parent / "published"


def ae(before, after, **more):
    return person(ae_attendance_before=before, ae_attendance_after=after, **more)


# -- two baselines


def test_two_baselines__tell_the_trend_before_from_the_change_since():
    people = [ae(4, 2, ae_attendance_earlier=2) for _n in range(20)]
    told = figures(cut_of(people))["two_baselines"]
    assert [each["event_type"] for each in told] == ["ae_attendance"]
    assert (told[0]["earlier"], told[0]["before"], told[0]["after"]) == (40, 80, 40)
    assert told[0]["trend"]["percent"] == pytest.approx(100)
    assert told[0]["since_earlier"]["percent"] == pytest.approx(0)


def test_two_baselines__take_only_people_whose_records_reach_back():
    people = [ae(4, 2, ae_attendance_earlier=2) for _n in range(3)]
    late = [ae(9, 9, ae_attendance_earlier=9, index_on="2025-06-02") for _n in range(2)]
    coverage = {"coverage": {"ae_attendance": "2024-11-14"}}  # 200 days before 2 June
    told = figures(cut_of(people + late, facts=coverage))["two_baselines"]
    assert (told[0]["people"], told[0]["before"]) == (2, 18)


def test_two_baselines__are_absent_without_records_so_far_back():
    people = [ae(4, 2, ae_attendance_earlier=2) for _n in range(3)]
    assert figures(cut_of(people, facts={"coverage": {}}))["two_baselines"] == []


# -- rates with the time followed


def censored():
    """Ten people with 2 before; five followed for 100 days with 1 after, five for 50 with 1."""
    long = [ae(2, 1, followed_days=100) for _n in range(5)]
    died = [ae(2, 1, followed_days=50, status="died") for _n in range(3)]
    short = [ae(2, 1, followed_days=50, status="not_long_enough") for _n in range(2)]
    return long + died + short


def test_rates__count_people_who_died_or_were_cut_off_for_their_own_days():
    told = figures(cut_of(censored()))["rates"]
    assert (told["people"], told["died"], told["not_long_enough"]) == (10, 3, 2)
    assert (told["person_days_before"], told["person_days_after"]) == (1000, 750)
    assert told["streams"][0]["ratio"] == pytest.approx((10 / 750) / (20 / 1000))


def test_rates__leave_out_who_withdrew_and_who_was_never_followed():
    refused = [ae(9, 9, status="withdrew"), ae(9, 9, status="refused"), ae(9, 9, followed_days=0)]
    told = figures(cut_of(censored() + refused))["rates"]
    assert told["people"] == 10


def test_rates__say_when_counts_scatter_too_much_for_poisson():
    people = [ae(each, each // 2) for each in (1, 1, 2, 2, 40, 60, 1, 3, 30, 2) * 3]
    told = figures(cut_of(people))["rates"]["streams"][0]
    assert told["dispersion"] > 1.2
    assert told["law"] == "negative binomial"


def test_rates__of_very_many_agree_with_the_model(monkeypatch):
    generator = np.random.default_rng(5)
    spans = [int(each) for each in generator.integers(20, 150, size=300)]
    people = [
        ae(int(generator.poisson(3)), int(generator.poisson(min(span, 100) / 50)),
           followed_days=span)
        for span in spans
    ]  # fmt: skip
    model = figures(cut_of(people))["rates"]["streams"][0]
    monkeypatch.setattr(followed, "MANY", 100)
    quick = figures(cut_of(people))["rates"]["streams"][0]
    assert quick["law"] == model["law"] == "poisson"
    assert quick["ratio"] == pytest.approx(model["ratio"], rel=1e-6)
    assert quick["dispersion"] == pytest.approx(model["dispersion"], rel=1e-6)
    assert quick["ci_low"] == pytest.approx(model["ci_low"], rel=5e-3)
    assert quick["ci_high"] == pytest.approx(model["ci_high"], rel=5e-3)


# -- people like them


def pairs(number=30):
    """Supported people and their doubles, and as many others who were much less ill."""
    generator = np.random.default_rng(8)
    mine, doubles, others = [], [], []
    for _n in range(number):
        known = {"age": int(generator.integers(60, 95)),
                 "ae_attendance_before": int(generator.integers(3, 9))}  # fmt: skip
        mine.append(person(**known, ae_attendance_after=2))
        doubles.append(person("comparison", **known, ae_attendance_after=4))
        others.append(person("comparison", age=40, ae_attendance_before=1))
    return mine, doubles, others


def beside(people, **parameters):
    return figures(cut_of(people, comparison="Others", **parameters))


@pytest.mark.parametrize("matching", ["propensity", "coarsened", "exact"])
def test_matching__finds_the_doubles_and_leaves_the_others(matching):
    mine, doubles, others = pairs()
    found = beside(mine + doubles + others, matching=matching)
    told = found["comparison"]["matched"]
    assert (told["possible"], told["kept"], told["left_out"], told["others"]) == (True, 30, 0, 30)
    assert told["alike"]
    stream = told["streams"][0]
    assert stream["ratio"] == pytest.approx(60 / 120)
    assert stream["ci_high"] < 1
    assert found["design"]["grade"] == "B"
    assert found["design"]["beyond"] == ["ae_attendance"]


def test_matching__shows_how_unlike_the_whole_groups_were():
    mine, doubles, others = pairs()
    rows = beside(mine + doubles + others)["comparison"]["matched"]["balance"]
    use = next(each for each in rows if each["what"] == "ae_attendance_before")
    assert use["before"] > 1
    assert use["after"] == pytest.approx(0)


def test_matching__counts_whom_it_left_without_anybody():
    mine, doubles, _others = pairs()
    found = beside(mine + doubles[:20], matching="exact")["comparison"]["matched"]
    assert found["left_out"] > 0
    assert found["kept"] + found["left_out"] == 30


def test_matching__weighs_people_of_a_band_as_many_as_the_supported_there():
    """One supported with two others like them, one with one: weights 2/3 × (½, ½, 1)."""
    mine = [person(ae_attendance_before=2, ae_attendance_after=1),
            person(ae_attendance_before=8, ae_attendance_after=2)]  # fmt: skip
    theirs = [person("comparison", ae_attendance_before=2, ae_attendance_after=1),
              person("comparison", ae_attendance_before=2, ae_attendance_after=3),
              person("comparison", ae_attendance_before=8, ae_attendance_after=6)]  # fmt: skip
    told = beside(mine + theirs, matching="exact")["comparison"]["matched"]
    stream = told["streams"][0]
    assert stream["others_before"] == pytest.approx(1.5 * (2 + 8))
    assert stream["others_after"] == pytest.approx(1.5 * (2 + 6))
    assert stream["ratio"] == pytest.approx((3 / 10) / (8 / 10))
    assert told["effective_others"] == pytest.approx(4 / 1.5)


def test_matching__says_so_when_nobody_is_alike():
    mine = [ae(8 + number % 3, 4, age=85) for number in range(20)]
    theirs = [person("comparison", ae_attendance_before=1, ae_attendance_after=1, age=30)
              for _n in range(20)]  # fmt: skip
    found = beside(mine + theirs)
    assert found["comparison"]["matched"]["possible"] is False
    assert found["design"]["grade"] == "C"


def test_grade__is_not_b_when_most_of_the_supported_were_left_out():
    mine, doubles, _others = pairs(40)
    far = [person(age=99, ae_attendance_before=60, ae_attendance_after=9) for _n in range(60)]
    found = beside(mine + far + doubles, matching="exact")
    told = found["comparison"]["matched"]
    assert (told["alike"], told["kept"]) == (True, 40)
    assert found["design"]["grade"] == "C"


def test_matching__does_not_depend_on_references_or_on_the_order_of_rows():
    mine, doubles, others = pairs()
    people = mine + doubles + others
    first, second = cut_of(people, comparison="O"), cut_of(people[::-1], comparison="O")
    assert first.fingerprint == second.fingerprint
    told = [figures(each)["comparison"]["matched"] for each in (first, second)]
    assert told[0] == told[1]


# -- time to readmission


def published(name):
    with (PUBLISHED / name).open() as file:
        return list(csv.DictReader(file))


def test_waiting__gives_the_published_medians_and_log_rank_of_aml():
    rows = published("aml.csv")
    groups = sorted({row["group"] for row in rows})
    people = [
        person("cohort" if row["group"] == groups[0] else "comparison", "not_long_enough",
               days_to_readmission=row["days"], ended_by=row["happened"])
        for row in rows
    ]  # fmt: skip
    told = beside(people, window_days=161)["waiting"]
    assert sorted(each["median"] for each in told["groups"]) == [23, 31]
    assert told["logrank"]["chi_squared"] == pytest.approx(3.396389, abs=1e-6)
    assert told["logrank"]["p"] == pytest.approx(0.065339, abs=1e-6)
    assert abs(math.log(told["hazard_ratio"]["ratio"])) == pytest.approx(0.9155, abs=5e-5)


def test_waiting__takes_a_death_for_what_came_first():
    """Four people: readmitted on 10, died on 20, readmitted on 30, followed to 100."""
    ends = ((10, 1), (20, 2), (30, 1), (100, 0))
    people = [person(days_to_readmission=day, ended_by=why) for day, why in ends]
    told = figures(cut_of(people))["waiting"]["groups"][0]
    assert (told["readmitted"], told["died_first"]) == (2, 1)
    assert told["readmitted_by"][-1] == pytest.approx(1 / 4 + 1 / 4)
    assert told["died_by"][-1] == pytest.approx(1 / 4)
    assert told["without"][-1] == pytest.approx(3 / 4 * 1 / 2)
    assert told["at_risk"] == [4, 4, 2, 1, 1, 1][: len(told["at_risk"])]


def test_waiting__is_absent_without_a_discharge():
    assert figures(cut_of([ae(1, 1)]))["waiting"] is None


# -- month by month


def by_month(values, *, began, **more):
    months = [str(month) for month in np.arange("2023-01", "2027-01", dtype="datetime64[M]")]
    chosen = months[: len(values)]
    as_of = str(np.datetime64(months[len(values)]) + np.timedelta64(0, "M")) + "-01"
    facts = {
        "months": {"ae_attendance": dict(zip(chosen, values, strict=True))},
        "period": {"from": f"{months[began]}-10", "to": f"{months[began]}-20"},
    }
    return figures(cut_of([ae(1, 1)], facts=facts, as_of=as_of, **more))["months"]


def test_months__give_the_published_limits():
    """The Making Data Count example, ten times as large: mean 1.94, limits −0.72 and 4.60."""
    values = [10 * each for each in (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)]
    told = by_month(values, began=8)[0]
    assert not told["fixed"]
    assert told["mean"] == pytest.approx(19.4, abs=0.05)
    assert told["lower"] == pytest.approx(-7.2, abs=0.05)
    assert told["upper"] == pytest.approx(46.0, abs=0.05)
    assert told["causes"][4] == "above"
    assert told["colours"][4] == "concern"


def test_months__after_the_start_are_judged_by_the_months_before():
    told = by_month([20, 22] * 6 + [10] * 8, began=12)[0]
    assert (told["fixed"], told["before"]) == (True, 12)
    assert told["mean"] == pytest.approx(21)
    assert set(told["colours"][12:]) == {"improvement"}


def test_months__as_an_interrupted_series_find_the_step():
    told = by_month([20 + number for number in range(12)] + [12 + n for n in range(12)], began=12)
    line = told[0]["interrupted"]
    assert line["change_of_level"]["value"] == pytest.approx(-20, abs=1e-6)
    assert line["change_of_slope"]["value"] == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("values", [[20] * 7, [1] * 20])
def test_months__too_few_or_too_little_have_no_chart(values):
    assert by_month(values, began=3) == []


# -- wards and providers


def test_funnel__marks_the_ward_beyond_the_limits_and_leaves_out_the_tiny():
    sizes = {1: (100, 10), 2: (100, 12), 3: (100, 40), 4: (4, 4)}
    people = [
        person(ward=ward, readmitted_30=int(place < back))
        for ward, (size, back) in sizes.items()
        for place in range(size)
    ]
    wards = {str(number): f"Ward {number}" for number in range(1, 5)}
    told = figures(cut_of(people, facts={"wards": wards}))["units"]["wards"]
    assert told["target"] == pytest.approx(62 / 300)
    assert told["too_small"] == 1
    assert {each["name"]: each["place"] for each in told["units"]} == {
        "Ward 1": "low warning", "Ward 2": "low warning", "Ward 3": "high alarm",
    }  # fmt: skip


def test_funnel__of_two_places_is_not_drawn():
    providers = [{"name": "A", "answered": 9, "accepted": 3},
                 {"name": "B", "answered": 9, "accepted": 9}]  # fmt: skip
    assert figures(cut_of([ae(1, 1)], facts={"providers": providers}))["units"]["providers"] is None


# -- does it hold


PRICE = {"amount": "114.00", "price_year": "2022/23", "source": "Somebody who counted"}


def fallen(**parameters):
    """100 before, 60 after; the earlier window had 80, so 80 were to be expected anyway."""
    known = {"earlier": 4, "shorter_before": 2, "shorter_after": 1, "later": 3}
    columns = {f"ae_attendance_{window}": number for window, number in known.items()}
    people = [ae(5, 3, **columns) for _n in range(20)]
    return figures(cut_of(people, unit_costs={"ae_attendance": PRICE}, **parameters))


def test_prices__value_what_lies_beyond_the_expected_fall_with_optimism_corrected():
    found = fallen(running_cost="1500.00")
    told = found["checks"]["prices"]
    assert found["design"]["grade"] == "D"
    assert (told["grade"], told["counterfactual"]) == (5, "expected")
    raw = (80 - 60) * Decimal(114)
    assert [Decimal(each["benefit"]) for each in told["cases"]] == [
        raw * Decimal("0.8") * Decimal("0.60"),
        raw * Decimal("0.75"),
        raw * Decimal("1.2") * Decimal("0.85"),
    ]
    assert [Decimal(each["net"]) > 0 for each in told["cases"]] == [False, True, True]
    assert found["checks"]["prices_hold"] is False
    assert told["switching_value"] == pytest.approx(1500 / 1710)


def test_prices__are_brought_to_the_last_year_of_the_index():
    index = {"name": "NHSCII", "edition": "2025", "source": "PSSRU", "target": "2024/25",
             "rates": {"2023/24": "2.47", "2024/25": "4.02"}}  # fmt: skip
    told = fallen(price_index=index)["checks"]["prices"]
    each = (Decimal(114) * Decimal("1.0247") * Decimal("1.0402")).quantize(Decimal("0.01"))
    assert told["prices_of"] == "2024/25"
    central = Decimal(told["cases"][1]["benefit"])
    assert central == (20 * each * Decimal("0.75")).quantize(Decimal("0.01"))


def test_prices__stay_in_their_year_where_the_index_does_not_reach():
    index = {"name": "NHSCII", "edition": "2025", "source": "PSSRU", "target": "2024/25",
             "rates": {"2024/25": "4.02"}}  # fmt: skip
    told = fallen(price_index=index)["checks"]["prices"]
    assert told["not_uplifted"] == ["ae_attendance"]
    assert told["prices_of"] is None


def test_prices__without_a_fall_to_expect_have_no_cases():
    people = [ae(5, 3) for _n in range(20)]
    found = figures(cut_of(people, unit_costs={"ae_attendance": PRICE}, facts={"coverage": {}}))
    assert (
        found["checks"]["prices"] is None or found["streams"][0]["expected"]["percent"] is not None
    )


def test_windows__tell_each_length_and_whether_the_verdict_holds():
    told = fallen()["checks"]["windows"][0]
    assert [(row["days"], row["before"], row["after"]) for row in told["rows"]] == [
        (50, 40, 20), (100, 100, 60), (200, 180, 120),
    ]  # fmt: skip


def test_windows__the_longer_one_takes_only_those_followed_twice_as_long():
    people = [ae(5, 3, ae_attendance_earlier=4, followed_days=199 + n % 2) for n in range(20)]
    rows = figures(cut_of(people))["checks"]["windows"][0]["rows"]
    assert [row["people"] for row in rows if row["days"] == 200] == [10]


# -- days and value


def test_days_at_home__stand_beside_those_of_the_others():
    people = [person(home_days_90=each) for each in (90, 80, 70)]
    people += [person("comparison", home_days_90=60), person(home_days_90=-1)]
    told = beside(people)["worth"]["at_home"]
    assert [(each["group"], each["people"], each["mean"]) for each in told] == [
        ("cohort", 3, 80.0), ("comparison", 1, 60.0),
    ]  # fmt: skip
    assert told[0]["every_day"] == 1


def test_call_outs__have_a_price_each_by_whether_people_were_taken():
    price = {**PRICE, "unit": "conveyed", "event_type": "ambulance_incident", "label": "Taken"}
    values = {"CONV": {**price, "amount": "459.00"}}
    people = [person(ambulance_incident_before=5, ambulance_incident_after=2, conveyed_before=3,
                     conveyed_after=1)]  # fmt: skip
    costs = {"ambulance_incident": {**PRICE, "amount": "327.00"}}
    told = figures(cut_of(people, values=values, unit_costs=costs))["worth"]["ambulance"]
    assert (told["conveyed"], told["not_conveyed"]) == ([3, 1], [2, 1])
    assert Decimal(told["cost_avoided"]) == 2 * 459 + 1 * 327


def test_social_return__is_a_range_with_its_source_and_nothing_less():
    values = {code: {"unit": "life_satisfaction", "event_type": "", "label": "A point",
                     "amount": amount, "price_year": "2019/20", "source": "HM Treasury"}
              for code, amount in (("LOW", "10000.00"), ("HIGH", "16000.00"))}  # fmt: skip
    scores = [[str(first), str(first + gain)] for first, gain in ((4, 2), (5, 1), (3, 2), (6, 1))]
    facts = {"measures": {"asked": 9, "pairs": {"ons4/1/satisfied": scores}}}
    found = figures(cut_of([ae(1, 1)], facts=facts, values=values, running_cost="5000.00"))
    told = found["worth"]["social_return"]
    change = next(each for each in found["wellbeing"] if each["scale"] == "ons4/1/satisfied")
    years = 4 * 100 / 365.25
    assert float(told["low"]) == pytest.approx(change["ci_low"] * years * 10_000 / 5000, abs=0.01)
    assert float(told["high"]) == pytest.approx(change["ci_high"] * years * 16_000 / 5000, abs=0.01)
    assert told["sources"] == ["HM Treasury"]
    one = {"HIGH": values["HIGH"]}
    alone = figures(cut_of([ae(1, 1)], facts=facts, values=one, running_cost="5000.00"))
    assert alone["worth"]["social_return"] is None


def test_pounds_for_each__divide_the_whole_cost():
    facts = {"weeks": {"home": 40, "completed": 30, "achieved": 20},
             "funding": {"purchases": [{"paid": "500.00"}]}}  # fmt: skip
    found = figures(cut_of([ae(1, 1)], facts=facts, running_cost="11500.00"))
    assert {each["what"]: each["each"] for each in found["worth"]["pounds_for_each"]} == {
        "home": "300.00", "completed": "400.00", "achieved": "600.00",
    }  # fmt: skip


# -- points of scales


def test_points__stand_beside_the_first_answer_with_who_was_due():
    facts = full_cut().facts
    told = figures(cut_of([ae(1, 1)], facts={"measures": facts["measures"]}))["points"][0]
    assert (told["occasion"], told["due"], told["answered"], told["declined"]) == (
        "week_6", 66, 40, 9,
    )  # fmt: skip
    assert (told["pairs"], told["change"]) == (3, pytest.approx(-7 / 3))


# -- and nothing else


def test_an_empty_cut__gives_figures_with_nothing_in_them():
    found = figures(cut_of([]))
    assert found["rates"]["people"] == 0
    assert found["waiting"] is None
    assert found["months"] == []


def test_everything_is_plain_json_and_comes_from_the_cut_alone():
    cut = full_cut()
    again = Cut.unpacked(cut.packed())
    assert figures(cut) == figures(again)

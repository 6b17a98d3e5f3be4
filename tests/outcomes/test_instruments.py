"""Exact scoring. Figures for SWEMWBS: the table of Stewart-Brown and others."""

from decimal import Decimal
from itertools import pairwise

import pytest

from outcomes.instruments import AnswerMissingError, AnswerOutOfRangeError, definition, definitions
from outcomes.instruments.swemwbs import COPYRIGHT, METRIC

PUBLISHED = {
    7: "7.00", 8: "9.51", 9: "11.25", 10: "12.40", 11: "13.33", 12: "14.08", 13: "14.75",
    14: "15.32", 15: "15.84", 16: "16.36", 17: "16.88", 18: "17.43", 19: "17.98", 20: "18.59",
    21: "19.25", 22: "19.98", 23: "20.73", 24: "21.54", 25: "22.35", 26: "23.21", 27: "24.11",
    28: "25.03", 29: "26.02", 30: "27.03", 31: "28.13", 32: "29.31", 33: "30.70", 34: "32.55",
    35: "35.00",
}  # fmt: skip


def swemwbs_answers(raw):
    """Seven answers from 1 to 5 that add up to `raw`."""
    answers = [1] * 7
    for position in range(raw - 7):
        answers[position % 7] += 1
    return dict(zip([item.key for item in definition("swemwbs").items], answers, strict=True))


@pytest.mark.parametrize(("raw", "metric"), PUBLISHED.items())
def test_swemwbs__converts_every_raw_sum_to_the_published_metric_score(raw, metric):
    assert definition("swemwbs").score(swemwbs_answers(raw)) == {
        "raw": Decimal(raw),
        "metric": Decimal(metric),
    }


def test_swemwbs__metric_rises_with_each_raw_point():
    assert len(METRIC) == 29
    assert all(METRIC[a] < METRIC[b] for a, b in pairwise(sorted(METRIC)))


def test_swemwbs__gives_no_score_while_one_of_seven_is_missing():
    answers = swemwbs_answers(20) | {"relaxed": None}
    with pytest.raises(AnswerMissingError) as refusal:
        definition("swemwbs").score(answers)
    assert refusal.value.item == "relaxed"


@pytest.mark.parametrize("wrong", [0, 6, -1, True])
def test_swemwbs__refuses_an_answer_that_is_not_offered(wrong):
    with pytest.raises(AnswerOutOfRangeError):
        definition("swemwbs").score(swemwbs_answers(20) | {"useful": wrong})


def test_swemwbs__needs_registration_and_carries_its_copyright_line():
    licence = definition("swemwbs").licence
    assert not licence.free
    assert licence.copyright_line == COPYRIGHT
    assert "2008" in COPYRIGHT


@pytest.mark.parametrize(
    ("metric", "words"),
    [("19.25", "Low wellbeing"), ("19.98", "Medium wellbeing"), ("27.03", "Medium wellbeing"),
     ("28.13", "High wellbeing"), ("35.00", "High wellbeing")],
)  # fmt: skip
def test_swemwbs__bands_stand_where_their_source_says(metric, words):
    scale = definition("swemwbs").scale("metric")
    assert str(scale.band(Decimal(metric)).words) == words
    assert "2010–13" in scale.bands_source


def test_swemwbs__shows_two_sizes_of_change_each_with_its_source():
    sizes = [each.size for each in definition("swemwbs").scale("metric").thresholds]
    assert sizes == [Decimal("1.03"), Decimal("2.87")]


def test_ons4__keeps_four_scores_and_never_a_sum():
    scores = definition("ons4").score({"satisfied": 7, "worthwhile": 0, "happy": 10, "anxious": 3})
    assert scores == {
        "satisfied": Decimal(7), "worthwhile": Decimal(0), "happy": Decimal(10),
        "anxious": Decimal(3),
    }  # fmt: skip
    assert {scale.key for scale in definition("ons4").scales} == set(scores)


def test_ons4__less_anxious_is_better():
    anxious = definition("ons4").scale("anxious")
    assert anxious.improvement(Decimal(8), Decimal(3)) == 5
    assert str(anxious.band(Decimal(6)).words) == "High"
    assert str(anxious.band(Decimal(1)).words) == "Very low"


def test_ons4__refuses_eleven():
    with pytest.raises(AnswerOutOfRangeError):
        definition("ons4").score({"satisfied": 11, "worthwhile": 5, "happy": 5, "anxious": 5})


@pytest.mark.parametrize(("answers", "total"), [((1, 1, 1), 3), ((3, 3, 3), 9), ((1, 2, 3), 6)])
def test_ucla3__runs_from_three_to_nine(answers, total):
    keys = ("companionship", "left_out", "isolated")
    scores = definition("ucla3").score(dict(zip(keys, answers, strict=True)))
    assert scores == {"total": Decimal(total)}


def test_ucla3__keeps_the_direct_question_apart():
    scores = definition("ucla3").score(
        {"companionship": 2, "left_out": 2, "isolated": 2, "direct": 5}
    )
    assert scores == {"total": Decimal(6), "direct": Decimal(5)}


def test_ucla3__a_fall_is_an_improvement():
    assert definition("ucla3").scale("total").improvement(Decimal(8), Decimal(5)) == 3


@pytest.mark.parametrize("each", definitions(), ids=lambda each: each.key)
def test_each_instrument__names_licence_source_and_citation(each):
    assert each.licence.copyright_line
    assert each.licence.source
    assert each.citation
    assert all(scale.bands_source for scale in each.scales if scale.bands)
    assert all(threshold.source for scale in each.scales for threshold in scale.thresholds)

"""Every instrument beyond the first three: exact sums, bands at their edges, licences, limits."""

from decimal import Decimal

import pytest

from outcomes.instruments import (
    DECLINED,
    AnswerMissingError,
    AnswerOutOfRangeError,
    LicenceState,
    definition,
    definitions,
)

FREE = {"ons4", "ucla3", "phq9", "gad7", "barthel", "areas7"}
REGISTRATION = {"swemwbs", "cfs", "lsns6"}
LICENCE = {"mycaw", "eq5d5l", "pam13", "star"}


def spread(key, total, *, required=True):
    """Answers of `key` whose sum is `total`, each as high as it goes, one after another."""
    left, answers = total, {}
    for item in definition(key).items:
        if required and not item.required:
            continue
        value = min(max(item.values), left)
        answers[item.key] = value
        left -= value
    assert left == 0
    return answers


@pytest.mark.parametrize(
    ("total", "words"),
    [(0, "None or minimal"), (4, "None or minimal"), (5, "Mild"), (9, "Mild"), (10, "Moderate"),
     (14, "Moderate"), (15, "Moderately severe"), (19, "Moderately severe"), (20, "Severe"),
     (27, "Severe")],
)  # fmt: skip
def test_phq9__bands_at_their_edges(total, words):
    scores = definition("phq9").score(spread("phq9", total))
    assert scores == {"total": Decimal(total)}
    assert str(definition("phq9").scale("total").band(scores["total"]).words) == words


@pytest.mark.parametrize(
    ("total", "words"),
    [(0, "None or minimal"), (4, "None or minimal"), (5, "Mild"), (9, "Mild"), (10, "Moderate"),
     (14, "Moderate"), (15, "Severe"), (21, "Severe")],
)  # fmt: skip
def test_gad7__bands_at_their_edges(total, words):
    scores = definition("gad7").score(spread("gad7", total))
    assert str(definition("gad7").scale("total").band(scores["total"]).words) == words


@pytest.mark.parametrize("key", ["phq9", "gad7"])
def test_lowest_answer_is_not_at_all(key):
    assert {str(item.choices[0][1]) for item in definition(key).items if item.required} == {
        "Not at all"
    }


def test_phq9__difficulty_is_kept_apart_and_needs_no_answer():
    answers = spread("phq9", 7)
    assert definition("phq9").score(answers | {"difficulty": 3}) == {
        "total": Decimal(7), "difficulty": Decimal(3),
    }  # fmt: skip
    assert definition("phq9").score(answers | {"difficulty": DECLINED}) == {"total": Decimal(7)}


@pytest.mark.parametrize(("answer", "alarming"), [(0, False), (1, True), (3, True), (None, False),
                                                  (DECLINED, False)])  # fmt: skip
def test_phq9__ninth_question_above_nothing_alarms(answer, alarming):
    assert definition("phq9").is_alarming(spread("phq9", 0) | {"hurt": answer}) is alarming


@pytest.mark.parametrize("total", range(3, 10))
def test_ucla3__every_sum_from_three_to_nine(total):
    rest = total - 3
    values = [1 + min(2, max(0, rest - 2 * n)) for n in range(3)]
    keys = ("companionship", "left_out", "isolated")
    scores = definition("ucla3").score(dict(zip(keys, values, strict=True)))
    assert scores == {"total": Decimal(total)}
    band = str(definition("ucla3").scale("total").band(scores["total"]).words)
    assert band == ("Lonely" if total >= 6 else "Not lonely")


@pytest.mark.parametrize(
    ("total", "words"),
    [(0, "At risk of isolation"), (11, "At risk of isolation"), (12, "Not at risk"),
     (30, "Not at risk")],
)  # fmt: skip
def test_lsns6__is_at_risk_below_twelve(total, words):
    scores = definition("lsns6").score(spread("lsns6", total))
    assert scores["total"] == scores["family"] + scores["friends"] == total
    assert str(definition("lsns6").scale("total").band(scores["total"]).words) == words


def test_lsns6__each_part_has_its_own_cut_at_six():
    family = definition("lsns6").scale("family")
    assert [str(family.band(Decimal(n)).words) for n in (5, 6)] == [
        "At risk of isolation", "Not at risk",
    ]  # fmt: skip


def test_lsns6__keeps_the_part_that_was_answered():
    answers = spread("lsns6", 15) | {"friends_help": None}
    assert definition("lsns6").possible_scores(answers) == {"family": Decimal(15)}


def test_barthel__runs_from_nothing_to_twenty():
    barthel = definition("barthel")
    assert barthel.score(spread("barthel", 0)) == {"total": 0}
    assert barthel.score(spread("barthel", 20)) == {"total": 20}
    assert len(barthel.items) == 10
    assert barthel.scale("total").reached(Decimal(2)) is None
    assert barthel.scale("total").reached(Decimal(3)) is not None


@pytest.mark.parametrize("level", range(1, 10))
def test_frailty__has_nine_levels_by_name_only(level):
    cfs = definition("cfs")
    assert cfs.score({"level": level}) == {"level": level}
    assert cfs.scale("level").band(Decimal(level)).words
    assert not cfs.by_resident
    with pytest.raises(AnswerOutOfRangeError):
        cfs.score({"level": 10})


def test_seven_areas__are_seven_figures_and_never_one():
    areas = definition("areas7")
    assert len(areas.items) == len(areas.scales) == 7
    scores = areas.possible_scores({item.key: 1 for item in areas.items} | {"safety": None})
    assert len(scores) == 6
    assert "safety" not in scores
    assert str(areas.scale("finance").band(Decimal(1)).words) == "Not managing"


def test_ons4__one_left_out_leaves_out_only_itself():
    answers = {"satisfied": 7, "worthwhile": DECLINED, "happy": 10, "anxious": None}
    assert definition("ons4").possible_scores(answers) == {"satisfied": 7, "happy": 10}


def test_licences__stand_as_the_owners_say():
    by_state = {
        state: {each.key for each in definitions() if each.licence.state == state}
        for state in LicenceState
    }
    assert by_state == {
        LicenceState.FREE: FREE,
        LicenceState.REGISTRATION: REGISTRATION,
        LicenceState.LICENCE: LICENCE,
    }


@pytest.mark.parametrize("key", sorted(LICENCE))
def test_licensed_ones__ship_no_question(key):
    assert definition(key).items == ()
    assert definition(key).is_entered
    assert not definition(key).by_resident


def test_entered_figures__lie_within_their_scale():
    eq5d = definition("eq5d5l")
    assert eq5d.check_entered({"index": Decimal("-0.594"), "vas": None}) == {
        "index": Decimal("-0.594")
    }
    with pytest.raises(AnswerOutOfRangeError):
        eq5d.check_entered({"index": Decimal("1.001")})
    with pytest.raises(AnswerMissingError):
        eq5d.check_entered({"vas": Decimal(50)})


@pytest.mark.parametrize("each", definitions(), ids=lambda each: each.key)
def test_each_instrument__says_its_direction_missing_rule_and_limits(each):
    assert each.missing
    assert all(scale.lowest < scale.highest for scale in each.scales)
    for scale in each.scales:
        if scale.is_entered:
            continue
        least = scale.conversion(sum(min(each.item(key).values) for key in scale.items))
        most = scale.conversion(sum(max(each.item(key).values) for key in scale.items))
        assert {least, most} == {scale.lowest, scale.highest}


FINGERPRINTS = {
    "swemwbs/1": "4388bf99c79b",
    "ons4/1": "7d34ff5d86b6",
    "ucla3/1": "92452e37c57a",
    "lsns6/1": "bff926d41178",
    "areas7/1": "8aa221f9bf81",
    "phq9/1": "efc526a0d845",
    "gad7/1": "f5f7921c4361",
    "barthel/1": "d439abdb06e8",
    "cfs/2": "1ceeb427f526",
    "mycaw/1": "00d97c681a03",
    "eq5d5l/1": "a0dc39442c9c",
    "pam13/1": "fcd2464809b2",
    "star/1": "0f95aa9b2a4f",
}


def test_no_version_is_altered_once_it_has_shipped():
    """A changed question, answer or table needs a new version beside the old one."""
    found = {f"{each.key}/{each.version}": each.fingerprint() for each in definitions()}
    assert found == FINGERPRINTS


def test_change__is_held_against_the_largest_threshold_reached():
    metric = definition("swemwbs").scale("metric")
    assert metric.reached(Decimal("1.02")) is None
    assert metric.reached(Decimal("1.03")).size == Decimal("1.03")
    assert metric.reached(Decimal("-2.87")).size == Decimal("2.87")

"""XmR charts: point by point as NHSRplotthedots computes them, and rule by rule by hand."""

from itertools import groupby

import pytest

from outcomes.statistics.xmr import LABELS, Cause, chart, limits
from tests.outcomes.published import rows

CHARTS = {
    key: list(points)
    for key, points in groupby(
        rows("spc"), lambda row: tuple(row[k] for k in ("series", "better", "screened"))
    )
}
DEVIATIONS = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


@pytest.mark.parametrize("key", CHARTS, ids="-".join)
def test_chart__is_the_published_one_point_by_point(key):
    points = CHARTS[key]
    runs = [point["run"] for point in points]
    found = chart(
        [float(point["value"]) for point in points],
        better=key[1],
        screen=key[2] == "true",
        fix_after=int(points[0]["fix_after"]) if points[0]["fix_after"] else None,
        new_baseline_at=[at for at in range(1, len(runs)) if runs[at] != runs[at - 1]],
    )
    for point, got in zip(points, found.points, strict=True):
        under = found.runs[got.run]
        assert (under.mean, under.lower, under.upper) == pytest.approx(
            tuple(float(point[name]) for name in ("mean", "lower", "upper")), rel=1e-9
        )
        assert got.cause.value == point["label"]
        assert got.colour.replace("common cause", "common") in point["colour"]


def test_the_published_points__show_every_rule():
    shown = {point["label"] for points in CHARTS.values() for point in points}
    assert set(LABELS) - shown == {"7 Point Trend (Decreasing)"}


@pytest.mark.parametrize(
    ("screen", "lower", "upper", "left_out"), [(True, -0.72, 4.60, 2), (False, -3.06, 6.95, 0)]
)
def test_limits__with_and_without_screening(screen, lower, upper, left_out):
    found = limits(DEVIATIONS, screen=screen)
    assert (found.mean, found.lower, found.upper) == pytest.approx((1.94, lower, upper), abs=0.005)
    assert found.screened_out == left_out


def causes(values, **settings):
    return [point.cause for point in chart(values, **settings).points]


ZIGZAG = [0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2]


# Limits of the first twelve: mean 1, near −2.55 and 4.55, limits −4.32 and 6.32.
def after_zigzag(*values):
    found = causes([*ZIGZAG, *values], fix_after=12)
    return {cause: [at for at, each in enumerate(found) if each is cause] for cause in set(found)}


def test_trend__needs_seven_points_each_beyond_the_last():
    assert after_zigzag(6, 5, 4, 3, 2, 1, 0, 2, 0)[Cause.FALLING] == list(range(12, 19))
    assert Cause.FALLING not in after_zigzag(6, 5, 4, 4, 3, 2, 1, 0, 2, 0)
    assert Cause.FALLING not in after_zigzag(6, 5, 4, 3, 2, 1, 2, 0)


def test_shift__is_broken_by_a_point_on_the_mean():
    found = after_zigzag(1.5, 2, 1.5, 2, 1.5, 2, 0)
    assert found[Cause.SHIFT_HIGH] == list(range(11, 18))
    assert Cause.SHIFT_HIGH not in after_zigzag(1.5, 2, 1.5, 1, 1.5, 2, 1.5)


def test_two_in_three__marks_only_the_points_near_a_limit():
    assert after_zigzag(1.5, 5, 1.5, 5, 0, 2)[Cause.TWO_HIGH] == [13, 15]
    assert Cause.TWO_HIGH not in after_zigzag(0, 5, 0, 5, 0, 2)
    assert Cause.TWO_HIGH not in after_zigzag(0, 5, 7, 0, 2)


def test_outside__is_told_before_trend():
    found = causes([*ZIGZAG, 1, 2, 3, 4, 5, 6, 7, 8], fix_after=12)
    assert found[-1] is Cause.ABOVE
    assert Cause.RISING in found


@pytest.mark.parametrize(
    ("better", "colour"), [("higher", "improvement"), ("lower", "concern"), ("neither", "neutral")]
)
def test_colour__depends_on_which_way_is_better(better, colour):
    found = chart([*ZIGZAG, 9], better=better, fix_after=12)
    assert found.variation == found.points[-1].colour == colour


@pytest.mark.parametrize(
    ("target", "better", "verdict"),
    [(9, "higher", "consistently fail"), (9, "lower", "consistently pass"),
     (-9, "higher", "consistently pass"), (-9, "lower", "consistently fail"),
     (1, "higher", "inconsistent"), (1, "neither", None), (None, "higher", None)],
)  # fmt: skip
def test_assurance__compares_the_target_with_the_last_limits(target, better, verdict):
    assert chart(ZIGZAG, better=better, target=target).assurance == verdict


def test_assurance__after_a_new_baseline_is_about_the_last_run():
    values = [*ZIGZAG, *(each + 50 for each in ZIGZAG)]
    assert chart(values, better="higher", target=30).assurance == "inconsistent"
    found = chart(values, better="higher", target=30, new_baseline_at=[12])
    assert found.assurance == "consistently pass"
    assert [run.points for run in found.runs] == [12, 12]


def test_limits__from_under_twelve_points_are_on_trial():
    assert chart(ZIGZAG[:11]).trial
    assert not chart(ZIGZAG).trial
    assert chart([*ZIGZAG, 1], new_baseline_at=[12]).trial


@pytest.mark.parametrize("values", [[5], [0.1] * 20, [0] * 12, [1e9 + 0.1] * 15])
def test_chart__of_figures_that_never_vary_marks_nothing(values):
    assert set(causes(values)) == {Cause.COMMON}


@pytest.mark.parametrize(
    ("values", "given", "sentence"),
    [([], {}, "at least 1"), ([1, float("nan")], {}, "missing"), ([1, 2], {"fix_after": 1}, "two"),
     ([1, 2], {"new_baseline_at": [2]}, "baseline")],
)  # fmt: skip
def test_chart__refuses_gaps_and_impossible_settings(values, given, sentence):
    with pytest.raises(ValueError, match=sentence):
        chart(values, **given)

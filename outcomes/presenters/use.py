"""Chapters about hospital use: before and after, readmissions, the comparison group."""

from typing import Any

from django.utils.translation import gettext as _

from core.presenters.figures import Curve, DotInterval, SlopeChart
from outcomes.presenters.blocks import Chapter, CurveBlock, Panel, Slopes, Table, Text
from outcomes.presenters.designs import time_followed, two_baselines
from outcomes.presenters.waiting import curves, hazard_words, logrank_words, risk_table, small
from outcomes.presenters.whole_groups import balance, whole_groups
from outcomes.words import METHODS, STREAMS, between, chart_title, fewer, signed


def used_streams(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The streams of which anything is on record."""
    return [each for each in found["streams"] if each["before"] or each["after"]]


def _at(before: int, percent: float | None) -> float | None:
    return None if percent is None else before * (1 + percent / 100)


def slope(stream: dict[str, Any], numbers) -> SlopeChart:
    """The chart of one stream; on paper it is drawn from rounded counts."""
    before, after = stream["before"], stream["after"]
    expected = stream["expected"]
    if numbers.publishes:
        before, after = (5 * ((number + 2) // 5) for number in (before, after))
    return SlopeChart(
        key=stream["event_type"],
        title=chart_title(stream),
        unit=STREAMS[stream["event_type"]],
        before=before,
        after=after,
        low=_at(before, stream["ci_low"]),
        high=_at(before, stream["ci_high"]),
        expected=_at(before, expected["percent"]),
        expected_low=_at(before, expected["low"]),
        expected_high=_at(before, expected["high"]),
        difference_words=fewer(before, after),
    )


def drawable(stream: dict[str, Any], numbers) -> bool:
    """Whether a chart would neither be empty nor give a small count away."""
    return bool(stream["before"]) and not numbers.hides(stream["before"], stream["after"])


def dot(stream: dict[str, Any]) -> DotInterval | None:
    """The change with its interval over the expected range, for the headline page."""
    if stream["percent"] is None or stream["ci_low"] is None:
        return None
    expected = stream["expected"]
    return DotInterval(
        value=stream["percent"],
        low=stream["ci_low"],
        high=stream["ci_high"],
        expected=expected["percent"],
        expected_low=expected["low"],
        expected_high=expected["high"],
    )


def hospital_use(cut, found: dict[str, Any], numbers) -> Chapter:
    """Before and after per stream, beside what was expected anyway."""
    streams = used_streams(found)
    title = _("Hospital use, before and after")
    if not streams:
        words = _("No hospital activity of the people counted is on record.")
        return Chapter("use", title, words, ())
    charts = tuple(slope(each, numbers) for each in streams if drawable(each, numbers))
    blocks: list = [Slopes(charts, _stream_table(found, streams, numbers))]
    blocks.append(_bed_days(found, numbers))
    method = streams[0]["expected"]["method"]
    blocks.append(Panel(_("What was expected anyway"), METHODS[method]))
    blocks += two_baselines(found, numbers) + time_followed(found, numbers)
    if found["comparison"] and "matched" not in found["comparison"]:
        blocks += [whole_groups(found, numbers), balance(found["comparison"])]
    lead = _("People are referred at their worst, so hospital use falls afterwards even without "
             "help. The hatched wedge is that expected fall.")  # fmt: skip
    return Chapter("use", title, lead, tuple(blocks))


def _stream_table(found, streams, numbers) -> Table:
    return Table(
        caption=_("The same people, in two windows of equal length"),
        head=(_("Stream"), _("Before"), _("After"), _("Change"), _("95% interval"),
              _("Expected anyway")),
        rows=tuple(
            (
                STREAMS[each["event_type"]],
                numbers.count(each["before"]),
                numbers.count(each["after"]),
                numbers.change(each["before"], each["after"], each["percent"]),
                between(each["ci_low"], each["ci_high"]),
                expected_words(each),
            )
            for each in streams
        ),
        note=_("%(people)s people. Intervals by bootstrap over people.") % {
            "people": numbers.count(found["cohort"]["complete_follow_up"])
        },
    )  # fmt: skip


def expected_words(stream: dict[str, Any]) -> str:
    """−31% (−40% to −22%), or that it is not known."""
    expected = stream["expected"]
    if expected["percent"] is None:
        return _("not known")
    if expected["low"] is None:
        return _("%(percent)s or more") % {"percent": signed(expected["percent"])}
    return f"{signed(expected['percent'])} ({between(expected['low'], expected['high'])})"


def _bed_days(found, numbers) -> Table:
    days = found["bed_days"]
    return Table(
        caption=_("Bed days of admissions that began in the window"),
        head=(_("Measure"), _("Before"), _("After")),
        rows=((_("Bed days"), numbers.count(days["before"]), numbers.count(days["after"])),),
        note=_("A night is a bed day; an emergency admission counts as one at least."),
    )


def readmissions(cut, found: dict[str, Any], numbers) -> Chapter:
    """Emergency readmissions within 30 days, and the share not readmitted over time."""
    title, found_30 = _("Readmissions"), found["readmission"]
    survival = found["survival"]
    if not found_30["index_discharges"] and not survival["people"]:
        words = _("No discharge of the people counted is on record, so readmissions are not known.")
        return Chapter("readmissions", title, words, ())
    rows = (
        (_("Left hospital and were followed for 30 days"),
         numbers.count(found_30["index_discharges"])),
        (_("Readmitted as an emergency within 30 days"), numbers.count(found_30["within_30_days"])),
        (_("Share"), numbers.share(found_30["within_30_days"], found_30["index_discharges"])),
        (_("95% interval (Wilson)"),
         between(found_30["ci_low"], found_30["ci_high"], signs=False)),
    )  # fmt: skip
    blocks: list = [Table(_("Within 30 days"), (_("Measure"), _("Figure")), rows)]
    if survival["people"] > 7 or not numbers.publishes:
        blocks += _curves(cut, found, numbers)
    lead = _("From leaving hospital to the next emergency admission; a gap of 0 to 29 days counts.")
    return Chapter("readmissions", title, lead, tuple(blocks))


def _curves(cut, found: dict[str, Any], numbers) -> list:
    """Both groups where there are two; else the one curve with its band."""
    waiting, own = found.get("waiting"), _curve(cut, found["survival"], numbers)
    if not waiting or (numbers.publishes and small(waiting)):
        return [own]
    if len(waiting["groups"]) > 1:
        words = " ".join(filter(None, (logrank_words(waiting), hazard_words(waiting))))
        return [curves(waiting, numbers), Text(words)]
    return [CurveBlock(own.curve, own.alternative, risk_table(waiting, numbers))]


def _share_on(survival, day: int) -> float:
    return next((step["share"] for step in reversed(survival["steps"]) if step["day"] <= day), 1.0)


def _curve(cut, survival, numbers) -> CurveBlock:
    last = cut.parameters["window_days"]
    days = [day for day in (30, 84, 90, 180, 365) if day <= last] or [last]
    points = [(0, 1.0, 1.0, 1.0)] + [
        (step["day"], step["share"], step["ci_low"], step["ci_high"])
        for step in survival["steps"]
        if step["day"] <= last
    ]
    rows = tuple(
        (_("%(n)s days") % {"n": day}, f"{100 * _share_on(survival, day):.0f}%") for day in days
    )
    words = ", ".join(f"{label}: {share}" for label, share in rows)
    table = Table(
        caption=_("Share not readmitted"),
        head=(_("After leaving hospital"), _("Not readmitted")),
        rows=rows,
        note=_("Kaplan–Meier. People followed for less long are allowed for; %(people)s people.")
        % {"people": numbers.count(survival["people"])},
    )
    curve = Curve(
        key="readmission",
        title=_("Not readmitted as an emergency, by days since leaving hospital"),
        points=tuple(points),
        last_day=last,
        x_label=_("Days since leaving hospital"),
        y_label=_("Not readmitted"),
        marks=tuple(float(day) for day in days),
    )
    return CurveBlock(curve, _("Share not readmitted. %(words)s.") % {"words": words}, table)

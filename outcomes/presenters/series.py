"""Over time and between places: XmR charts, the interrupted series, funnels."""

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from outcomes.presenters.blocks import Chapter, Table, Text
from outcomes.presenters.plotting import FunnelPlot, Plot, Series
from outcomes.statistics.funnel import widened_proportion_limits
from outcomes.words import STREAMS

Found = dict[str, Any]
_MARKS = {"improvement": "improvement", "concern": "concern", "neutral": "neutral"}


def months(cut, found: Found, numbers) -> Chapter:
    """Each stream by calendar month, judged by the Making Data Count rules."""
    title, rows = _("Month by month"), found.get("months") or []
    if not rows:
        words = _("Fewer than eight whole months of hospital activity are on record, or fewer than "
                  "three events a month: too few for a chart by month.")  # fmt: skip
        return Chapter("months", title, words, ())
    blocks = [block for each in rows for block in _stream(each, numbers)]
    blocks.append(_month_table(rows, numbers))
    lead = _("Events of the people counted, by calendar month. Limits are the mean and 2.66 times "
             "the average moving range either side; points that chance hardly explains are "
             "marked. People began at different times and were chosen at a peak, so a fall here "
             "shows when things changed, not why.")  # fmt: skip
    return Chapter("months", title, lead, tuple(blocks))


def _month(text: str) -> str:
    return date_format(dt.date.fromisoformat(f"{text}-01"), "M Y")


def _stream(each: Found, numbers) -> list:
    name = str(STREAMS[each["event_type"]])
    if numbers.hides(*each["values"]):
        return [Text(_("%(stream)s: some months had 1 to 7, too few to be shown outside the "
                       "service.") % {"stream": name})]  # fmt: skip
    rounded = [5 * ((value + 2) // 5) if numbers.publishes else value for value in each["values"]]
    drawn = Series(
        labels=tuple(_month(month) for month in each["months"]),
        values=tuple(float(value) for value in rounded),
        mean=each["mean"],
        lower=each["lower"],
        upper=each["upper"],
        marks=tuple(_MARKS.get(colour, "") for colour in each["colours"]),
        before=each["before"],
        start_words=_("help began"),
        carried=tuple((each["interrupted"] or {}).get("without", ())),
    )
    alternative = _alternative(each, name, rounded)
    plot = Plot(_title(each, name), alternative, drawn, None, _caption(each))
    return [plot, Text(interrupted_words(each))]


def _marked(each: Found, colour: str) -> int:
    return sum(found == colour for found in each["colours"][each["before"] :])


def _title(each: Found, name: str) -> str:
    better, worse = _marked(each, "improvement"), _marked(each, "concern")
    told = {"stream": name}
    if better and not worse:
        return _("%(stream)s a month: lower than chance explains since help began") % told
    if worse and not better:
        return _("%(stream)s a month: higher than chance explains since help began") % told
    if better or worse:
        return _("%(stream)s a month: months above and below what chance explains") % told
    return _("%(stream)s a month: nothing beyond chance since help began") % told


def _caption(each: Found) -> str:
    parts = []
    if each["fixed"]:
        parts.append(_("Limits from the %(n)s months before help began.") % {"n": each["before"]})
    else:
        parts.append(_("Limits from all months: fewer than twelve lie before the start."))
    if each["trial"]:
        parts.append(_("Trial limits, from fewer than twelve months."))
    parts.append(_("Diamond: better than chance explains; square: worse or unusual. Dotted: where "
                   "the line before would have led."))  # fmt: skip
    if each["screened"]:
        parts.append(_("Moving ranges of 3.267 times their average or more are left out once."))
    return " ".join(parts)


def _alternative(each: Found, name: str, rounded: list[int]) -> str:
    return _("%(stream)s by month from %(first)s to %(last)s: %(values)s. Mean %(mean)s, limits "
             "%(lower)s to %(upper)s.") % {
        "stream": name,
        "first": _month(each["months"][0]),
        "last": _month(each["months"][-1]),
        "values": ", ".join(str(value) for value in rounded),
        "mean": f"{each['mean']:.1f}",
        "lower": f"{max(0.0, each['lower']):.1f}",
        "upper": f"{each['upper']:.1f}",
    }  # fmt: skip


def cause_words(cause: str) -> str:
    """The rule that marks a point."""
    return {
        "above": _("above the limit"),
        "below": _("below the limit"),
        "rising": _("seven rising"),
        "falling": _("seven falling"),
        "two_high": _("two in three high"),
        "two_low": _("two in three low"),
        "shift_high": _("seven above the mean"),
        "shift_low": _("seven below the mean"),
        "common": "–",
    }[cause]


def _month_table(rows: list[Found], numbers) -> Table:
    """All streams in one table: a month a row, its number and the rule that marks it."""
    every = sorted({month for each in rows for month in each["months"]})
    cells = {each["event_type"]: _month_cells(each, numbers) for each in rows}
    return Table(
        caption=_("The months behind these charts"),
        head=(_("Month"), *(STREAMS[name] for name in cells)),
        rows=tuple(
            (_month(month), *(column.get(month, "–") for column in cells.values()))
            for month in every
        ),
        note=_("In brackets: the rule by which a month is marked."),
    )


def _month_cells(each: Found, numbers) -> dict[str, str]:
    hides = numbers.hides(*each["values"])
    found = {}
    for month, value, cause in zip(each["months"], each["values"], each["causes"], strict=True):
        marked = "" if cause == "common" or hides else f" ({cause_words(cause)})"
        found[month] = f"{numbers.count(value)}{marked}"
    return found


def interrupted_words(each: Found) -> str:
    """What the line did when help began, in one sentence."""
    told = each["interrupted"]
    if told is None:
        return _("As an interrupted series: at least 8 months before and 3 after are needed.")
    level, gap = told["change_of_level"], told["gap_at_end"]
    return _(
        "As an interrupted series: the level changed by %(level)s a month when help began "
        "(%(low)s to %(high)s); at the end it stood %(gap)s from where the line before would have "
        "led (%(gap_low)s to %(gap_high)s). Errors allow for neighbouring months being alike "
        "(Newey–West)."
    ) % {
        "level": _plain(level["value"]),
        "low": _plain(level["ci_low"]),
        "high": _plain(level["ci_high"]),
        "gap": _plain(gap["value"]),
        "gap_low": _plain(gap["ci_low"]),
        "gap_high": _plain(gap["ci_high"]),
    }


def _plain(value: float | None) -> str:
    return "–" if value is None else f"{value:+.1f}".replace("-", "−")


def places(cut, found: Found, numbers) -> Chapter:
    """Wards and providers, each in a funnel."""
    units = found.get("units") or {}
    title = _("Wards and providers")
    blocks: list = []
    for key, words in (
        ("wards", (_("Readmitted within 30 days, ward by ward"), _("People who left hospital"),
                   _("Ward"), _("Readmitted"))),
        ("providers", (_("Placements taken, provider by provider"), _("Placements answered"),
                       _("Provider"), _("Taken"))),
    ):  # fmt: skip
        if units.get(key):
            blocks += _funnel(units[key], words, numbers)
    if not blocks:
        words = _("Fewer than three wards or providers are on record, too few to compare.")
        return Chapter("places", title, words, ())
    lead = _("Small places scatter more than large ones. A place outside the limits differs by "
             "more than chance would make it: a reason to look, not a verdict.")  # fmt: skip
    return Chapter("places", title, lead, tuple(blocks))


def _funnel(told: Found, words: tuple, numbers) -> list:
    what, x_label, unit_word, count_word = words
    told_words = {"target": f"{told['target']:.0%}", "n": told["too_small"]}
    table = Table(
        caption=what,
        head=(unit_word, count_word, _("Of"), _("Share"), _("Place")),
        rows=tuple(_unit_row(each, numbers) for each in told["units"]),
        note=_("All together: %(target)s. With fewer than 5, left out: %(n)s.") % told_words,
    )
    if any(_hidden(each, numbers) for each in told["units"]):
        return [table]
    outside = [each["name"] for each in told["units"] if each["place"] != "within"]
    title = (
        _("%(what)s: %(n)s outside the limits") % {"what": what, "n": len(outside)}
        if (outside)
        else _("%(what)s: none outside the limits") % {"what": what}
    )
    alternative = "; ".join(
        f"{each['name']}: {each['value']:.0%}, {_place(each['place'])}" for each in told["units"]
    )
    return [Plot(title, f"{alternative}.", _drawn(told, x_label), table, _funnel_note(told))]


def _counts(each: Found) -> tuple[int, int]:
    """Part and whole as the counts they are: kept figures hold them as 12.0."""
    part, whole = (
        number if isinstance(number, int) else int(number)
        for number in (each["numerator"], each["denominator"])
    )
    return part, whole


def _hidden(each: Found, numbers) -> bool:
    return numbers.hides(*_counts(each))


def _unit_row(each: Found, numbers) -> tuple:
    count, of = _counts(each)
    return (
        each["name"],
        numbers.count(count),
        numbers.count(of),
        numbers.share(count, of),
        "*" if _hidden(each, numbers) else _place(each["place"]),
    )


def _place(place: str) -> str:
    return {
        "low alarm": _("far below"),
        "low warning": _("below"),
        "within": _("within"),
        "high warning": _("above"),
        "high alarm": _("far above"),
    }[place]


def _drawn(told: Found, x_label: str) -> FunnelPlot:
    most = max(each["denominator"] for each in told["units"])
    sizes = [max(1.0, most * 1.08 * step / 60) for step in range(1, 61)]
    tau = told["tau_squared"] if told["widened"] else 0.0
    limits = [
        widened_proportion_limits(size, tau_squared=tau, target=told["target"]) for size in sizes
    ]
    rows = tuple(
        (size, each.low95, each.high95, each.low998, each.high998)
        for size, each in zip(sizes, limits, strict=True)
    )
    points = tuple(
        (each["name"], each["denominator"], each["value"], each["place"] != "within")
        for each in told["units"]
    )
    return FunnelPlot(points, told["target"], rows, x_label)


def _funnel_note(told: Found) -> str:
    words = _("Level line: all together. Dashed: 95%; full: 99.8%. Square: outside.")
    if told["widened"]:
        words += " " + _("Places scatter more than chance alone makes them, so limits were "
                         "widened.")  # fmt: skip
    return words

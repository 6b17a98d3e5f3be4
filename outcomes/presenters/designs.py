"""Words of two designs that need nobody else: two baselines, and everybody's time followed."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outcomes.presenters.blocks import Panel, Table, Text
from outcomes.presenters.compared import ends, two
from outcomes.presenters.plotting import Intervals, Plot
from outcomes.words import STREAMS, between, in_sentence, joined

Found = dict[str, Any]
LAWS = {
    "poisson": gettext_lazy("Poisson"),
    "quasi-poisson": gettext_lazy("quasi-Poisson"),
    "negative binomial": gettext_lazy("negative binomial"),
}


def two_baselines(found: Found, numbers) -> list:
    """The window before the one before, beside the other two: was there a peak?"""
    rows = [each for each in found.get("two_baselines") or [] if each["before"] or each["earlier"]]
    if not rows:
        return []
    table = Table(
        caption=_("Two windows before, and the one after"),
        head=(_("Stream"), _("Earlier"), _("Before"), _("After"), _("Earlier to before"),
              _("Earlier to after"), _("People")),
        rows=tuple(_baseline_row(each, numbers) for each in rows),
        note=_("Only people whose records reach back two windows. Nobody was chosen for what "
               "happened in the earlier one."),
    )  # fmt: skip
    return [table, Panel(_("What the earlier window says"), _baseline_words(rows))]


def _baseline_row(each: Found, numbers) -> tuple:
    trend, since = each["trend"], each["since_earlier"]
    return (
        STREAMS[each["event_type"]],
        numbers.count(each["earlier"]),
        numbers.count(each["before"]),
        numbers.count(each["after"]),
        _change(numbers, each["earlier"], each["before"], trend),
        _change(numbers, each["earlier"], each["after"], since),
        numbers.count(each["people"]),
    )


def _change(numbers, first: int, last: int, change: Found) -> str:
    shown = numbers.change(first, last, change["percent"])
    if change["ci_low"] is None or shown in ("*", "–"):
        return shown
    return f"{shown} ({between(change['ci_low'], change['ci_high'])})"


def _baseline_words(rows: list[Found]) -> str:
    rose = [each["event_type"] for each in rows if (each["trend"]["ci_low"] or 0) > 0]
    below = [each["event_type"] for each in rows
             if each["since_earlier"]["ci_high"] is not None
             and each["since_earlier"]["ci_high"] < 0]  # fmt: skip
    parts = []
    if rose:
        parts.append(
            _("Use was already rising before help began (%(streams)s): people were referred at a "
              "peak, and a fall from a peak is to be expected.")
            % {"streams": joined(in_sentence(name) for name in rose)}
        )  # fmt: skip
    else:
        parts.append(_("No stream clearly rose from the earlier window to the one before."))
    if below:
        parts.append(_("Measured from the earlier window, %(streams)s still fell.")
                     % {"streams": joined(in_sentence(name) for name in below)})  # fmt: skip
    else:
        parts.append(_("Measured from the earlier window, no fall can be told from chance."))
    return " ".join(parts)


def time_followed(found: Found, numbers) -> list:
    """Rates with days followed as exposure, so that nobody's time is taken for more than it was."""
    rates = found.get("rates")
    if not rates or not rates["streams"]:
        return []
    table = Table(
        caption=_("Everybody’s time: rate after, over rate before"),
        head=(_("Stream"), _("Rate ratio"), _("95% interval"), _("Scatter"), _("Model")),
        rows=tuple(
            (STREAMS[each["event_type"]], two(each["ratio"]), ends(each),
             two(each["dispersion"]), LAWS[each["law"]])
            for each in rates["streams"]
        ),
        note=_("Below 1: fewer a day than before. Scatter: Pearson’s chi-squared for each degree "
               "of freedom; above 1.2 counts scatter more than Poisson’s law allows, and a "
               "negative binomial model is used. Errors are by person."),
    )  # fmt: skip
    return [_rates_drawn(rates["streams"], table), Text(followed_words(found, numbers))]


def _rates_drawn(streams: list[Found], table: Table):
    """The ratios under each other; the table alone where no interval could be worked out."""
    known = [each for each in streams if None not in (each["ratio"], each["ci_low"])]
    if not known:
        return table
    rows = tuple(
        (STREAMS[each["event_type"]], each["ratio"], each["ci_low"], each["ci_high"],
         f"{two(each['ratio'])} ({ends(each)})")
        for each in known
    )  # fmt: skip
    alternative = "; ".join(f"{row[0]}: {row[4]}" for row in rows) + "."
    drawn = Intervals(rows, 1.0, _("as before"), ratios=True)
    note = _("Left of the line: a lower rate than before. Not beside anybody else: part of a fall "
             "was to be expected anyway.")  # fmt: skip
    return Plot(_rates_title(known), alternative, drawn, table, note)


def _rates_title(known: list[Found]) -> str:
    less = [in_sentence(each["event_type"]) for each in known if each["ci_high"] < 1]
    more = [in_sentence(each["event_type"]) for each in known if each["ci_low"] > 1]
    if less and more:
        return _("Everybody’s time: some rates fell and others rose")
    if less:
        return _("Everybody’s time: a lower rate of %(streams)s") % {"streams": joined(less)}
    if more:
        return _("Everybody’s time: a higher rate of %(streams)s") % {"streams": joined(more)}
    return _("Everybody’s time: no rate can be told from that before")


def followed_words(found: Found, numbers) -> str:
    """Who counts for how long: those cut off, those who died, those who moved away."""
    rates = found.get("rates")
    if not rates:
        return ""
    told = {
        "people": numbers.count(rates["people"]),
        "days": numbers.count(rates["person_days_after"]),
        "short": numbers.count(rates["not_long_enough"]),
        "died": numbers.count(rates["died"]),
        "moved": numbers.count(rates["moved"]),
    }
    return (
        _(
            "%(people)s people count here, for %(days)s days after help began: also those cut off "
            "by the end of the data (%(short)s), those who died (%(died)s) and those who moved "
            "away (%(moved)s), each up to that day. A death ends the count; it is never a day "
            "without attendances."
        )
        % told
    )

"""The chapter that asks whether the conclusions hold with other windows and other prices."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.money import pounds
from outcomes.presenters.blocks import Chapter, Panel, Table
from outcomes.presenters.plotting import Intervals, Plot
from outcomes.words import STREAMS, between, in_sentence, joined, signed

Found = dict[str, Any]
CASES = {
    "cautious": gettext_lazy("Cautious"),
    "central": gettext_lazy("Central"),
    "hopeful": gettext_lazy("Hopeful"),
}
VERDICTS = {
    "fell": gettext_lazy("fell"),
    "rose": gettext_lazy("rose"),
    "cannot_tell": gettext_lazy("cannot be told from no change"),
}


def checks(cut, found: Found, numbers) -> Chapter:
    """Windows half and twice as long; cautious, central and hopeful prices."""
    title, told = _("Does it hold?"), found.get("checks") or {}
    if not told.get("windows") and not told.get("prices"):
        words = _("Too little is on record to try other windows and other prices.")
        return Chapter("checks", title, words, ())
    blocks: list = []
    if told["windows"]:
        blocks += _windows(told, numbers)
    blocks += _prices(cut, found, told, numbers)
    lead = _("A conclusion that changes with the window or the price is a weak one. The same "
             "figures, counted in other ways.")  # fmt: skip
    return Chapter("checks", title, lead, tuple(blocks))


def _windows(told: Found, numbers) -> list:
    rows = [(stream, row) for stream in told["windows"] for row in stream["rows"]
            if row["ci_low"] is not None]  # fmt: skip
    blocks: list = [Panel(_("Other windows"), windows_words(told))]
    shown = [(stream, row) for stream, row in rows
             if not numbers.hides(row["before"], row["after"])]  # fmt: skip
    table = _window_table(told, numbers)
    if not shown:
        return [*blocks, table]
    drawn = Intervals(
        tuple(
            (_("%(stream)s, %(n)s days") % {"stream": STREAMS[stream["event_type"]],
                                            "n": row["days"]},
             row["percent"], row["ci_low"], row["ci_high"],
             f"{numbers.change(row['before'], row['after'], row['percent'])} "
             f"({between(row['ci_low'], row['ci_high'])})")
            for stream, row in shown
        ),
        0.0,
        _("no change"),
    )  # fmt: skip
    alternative = "; ".join(f"{row[0]}: {row[4]}" for row in drawn.rows) + "."
    title = (
        _("The direction is the same in every window")
        if told["windows_hold"]
        else _("The direction depends on the window")
    )
    return [*blocks, Plot(title, alternative, drawn, table)]


def windows_words(told: Found) -> str:
    """Whether the direction is the same with shorter and longer windows, stream by stream."""
    steady = [each for each in told["windows"] if len(set(each["verdict"])) == 1]
    parts = [
        _("%(streams)s: the verdict is the same in each window.")
        % {"streams": joined(str(STREAMS[each["event_type"]]) for each in steady)}
    ] if steady else []  # fmt: skip
    for each in told["windows"]:
        if len(set(each["verdict"])) > 1:
            said = "; ".join(
                _("%(n)s days: %(what)s") % {"n": row["days"], "what": VERDICTS[row["verdict"]]}
                for row in each["rows"]
            )
            parts.append(_("%(stream)s depend on the window (%(said)s), so no direction may be "
                           "claimed.")
                         % {"stream": STREAMS[each["event_type"]], "said": said})  # fmt: skip
    return " ".join(parts)


def _window_table(told: Found, numbers) -> Table:
    rows = []
    for stream in told["windows"]:
        for row in stream["rows"]:
            rows.append(
                (_("%(stream)s, %(n)s days") % {"stream": STREAMS[stream["event_type"]],
                                                "n": row["days"]},
                 numbers.count(row["people"]), numbers.count(row["before"]),
                 numbers.count(row["after"]),
                 numbers.change(row["before"], row["after"], row["percent"]),
                 between(row["ci_low"], row["ci_high"]))
            )  # fmt: skip
    return Table(
        caption=_("Shorter and longer windows"),
        head=(_("Stream and days each side"), _("People"), _("Before"), _("After"), _("Change"),
              _("95% interval")),
        rows=tuple(rows),
        note=_("The longer window takes those followed twice as long whose records reach back."),
    )  # fmt: skip


def _prices(cut, found: Found, told: Found, numbers) -> list:
    prices, people = told["prices"], found["cohort"]["complete_follow_up"]
    blocks: list = [Panel(_("Other prices"), prices_words(told))]
    if prices is None:
        return blocks
    return [*blocks, _price_table(prices, people, numbers), *_ranges(prices)]


def _cost_words(each: Found, prices: Found) -> str:
    """How the case takes unit costs: all alike, or each by its own range."""
    if each["cost_factor"] is None:
        return _("lowest") if each["case"] == "cautious" else _("highest")
    return signed(100 * (float(each["cost_factor"]) - 1))


def _ranges(prices: Found) -> list:
    """Each unit cost with the range tried, and whether that is its source's or assumed."""
    ranges = prices.get("ranges") or []
    if not ranges:  # of a run that was made before sources could give a range
        words = _("No source gave a range for these unit costs. The share taken off and added is "
                  "an assumption, not a finding.")  # fmt: skip
        return [Panel(_("Ranges that are assumed"), words)]
    table = Table(
        caption=_("Unit costs that were tried"),
        head=(_("Stream"), _("Lowest"), _("Central"), _("Highest"), _("The range")),
        rows=tuple(
            (STREAMS[each["event_type"]],
             *(pounds(Decimal(each[key])) for key in ("low", "central", "high")),
             _("from its source") if each["sourced"] else _("assumed"))
            for each in ranges
        ),
    )  # fmt: skip
    return [table, *_assumed(prices, ranges)]


def _assumed(prices: Found, ranges: list[Found]) -> list:
    """That a range is nobody's finding, where it is not."""
    named = [in_sentence(each["event_type"]) for each in ranges if not each["sourced"]]
    if not named:
        return []
    words = _("The source gives no range for the cost of %(streams)s. The lowest and the highest "
              "figure are an assumption of this service, not a finding: a different one would give "
              "other cautious and hopeful sums.") % {"streams": joined(named)}  # fmt: skip
    if prices.get("rests_on"):
        words += " " + _("On record for it: %(words)s.") % {"words": prices["rests_on"].rstrip(".")}
    return [Panel(_("Ranges that are assumed"), words)]


def _price_table(prices: Found, people: int, numbers) -> Table:
    rows = tuple(
        (CASES[each["case"]],
         _cost_words(each, prices),
         signed(100 * float(each["correction"])),
         numbers.valued(each["benefit"]),
         numbers.valued(each["net"]))
        for each in prices["cases"]
    )  # fmt: skip
    return Table(
        caption=_("Cost avoided beyond what was expected anyway"),
        head=(_("Case"), _("Unit costs"), _("Optimism"), _("Avoided"), _("Less the cost")),
        rows=rows,
        note=" ".join(_price_notes(prices)),
    )


def _price_notes(prices: Found) -> list[str]:
    parts = [
        _("Beyond what people like them had.")
        if prices["counterfactual"] == "matched"
        else _("Beyond the expected fall."),
        _("Evidence grade %(n)s of 6 (1 best), from the design grade; benefits are corrected by "
          "it, as the Greater Manchester and HM Treasury model has it.") % {"n": prices["grade"]},
    ]  # fmt: skip
    if prices["prices_of"]:
        parts.append(_("Unit costs brought to %(year)s prices by %(index)s.")
                     % {"year": prices["prices_of"], "index": prices["index"]})  # fmt: skip
        if prices["not_uplifted"]:
            named = joined(in_sentence(name) for name in prices["not_uplifted"])
            parts.append(_("The index does not reach back to the prices of: %(streams)s.")
                         % {"streams": named})  # fmt: skip
    else:
        parts.append(_("No price index is on record, so each unit cost stands in the prices of "
                       "its own year."))  # fmt: skip
    if prices["switching_value"] is not None:
        parts.append(_switching_words(prices["switching_value"]))
    return parts


def _switching_words(share: float) -> str:
    """How much of the central figure the service costs; above all of it, how often it does."""
    if share <= 1:
        return _("%(n)s of the central figure would pay for the service.") % {"n": f"{share:.0%}"}
    times = f"{share:,.1f}" if share < 10 else f"{share:,.0f}"
    return _("The service cost %(n)s times the central figure.") % {"n": times}


def prices_words(told: Found) -> str:
    """Whether it pays for itself in all three cases, in none, or depends."""
    prices = told["prices"]
    if prices is None:
        return _("How much would have changed anyway is not known, or no unit cost with a source "
                 "is on record, so only a range can be given: from nothing to the whole change "
                 "counted.")  # fmt: skip
    nets = [each["net"] for each in prices["cases"]]
    if None in nets:
        return _("The cost of the service is not on record, so what is left over is not known.")
    above = [Decimal(net) > 0 for net in nets]
    if all(above):
        return _("In all three cases the cost avoided is more than the service cost.")
    if not any(above):
        return _("In none of the three cases is the cost avoided more than the service cost.")
    return _("Whether the cost avoided is more than the service cost depends on the prices taken, "
             "so it may not be claimed.")  # fmt: skip


def price(each: Found | None) -> str:
    """A price with year and source."""
    if each is None:
        return _("no price with a source")
    return _("%(amount)s, prices of %(year)s, %(source)s") % {
        "amount": pounds(Decimal(each["amount"])),
        "year": each["price_year"],
        "source": each["source"],
    }

"""The last chapter: definitions, sources, what was left out and why, what was frozen."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.money import pounds
from outcomes.evaluation.cut import Cut
from outcomes.evaluation.figures import resamples_for
from outcomes.presenters.blocks import Chapter, Panel, Table, Text
from outcomes.presenters.definitions import design_definitions
from outcomes.presenters.designs import followed_words
from outcomes.presenters.numbers import rule_in_words
from outcomes.words import METHODS, STREAMS, left_out_sentence


def definitions(cut: Cut, found: dict[str, Any]) -> list[tuple[str, str]]:
    """Each figure with how it is counted."""
    days = cut.parameters["window_days"]
    people = found["cohort"]["people"]
    known: list[tuple[str, str]] = [
        (_("Who is counted"),
         _("People followed for all %(days)s days from their first day of support, up to and "
           "including the data cut-off. Who died earlier, took back consent, said no, was not "
           "asked or opted out nationally is left out and counted apart.") % {"days": days}),
        (_("Before and after"),
         _("Events that began in the %(days)s days before the first day of support, and in the "
           "%(days)s days from that day. Same people, equal windows.") % {"days": days}),
        (_("Change"), _("100 × (after − before) / before; none when there was nothing before.")),
        (_("95% interval"),
         _("Bootstrap over people, %(n)s resamples, bias-corrected and accelerated; seed "
           "%(seed)s, drawn from the fingerprint.")
         % {"n": f"{resamples_for(people):,}", "seed": found["seed"]}),
        (_("Expected anyway"), METHODS["earlier_window"]),
        (_("Bed days"),
         _("Last day less first day of admissions that began in the window, wholly counted; an "
           "emergency admission counts as at least one, also one that has not ended.")),
        (_("Readmitted"),
         _("The next emergency admission 0 to 29 days after leaving hospital (NHS Digital "
           "I02040), from the last discharge up to the first day of support.")),
        (_("Cost avoided"),
         _("(before − after) × unit cost of its price year. Not cash-releasing.")),
        (_("Cost of the service"),
         _("Payments for things bought for the people counted, and their share of the yearly cost "
           "of staff and overheads over the period.")),
        (_("Small numbers"), rule_in_words()),
    ]  # fmt: skip
    return known + (design_definitions(found) if "checks" in found else [])


def method(cut: Cut, found: dict[str, Any], numbers) -> Chapter:
    """How everything was counted, from what, and what was left out."""
    blocks = [
        Table(
            caption=_("How each figure is counted"),
            head=(_("Figure"), _("How it is counted")),
            rows=tuple(definitions(cut, found)),
        ),
        *_followed(cut, found, numbers),
        _unit_costs(cut),
        _sources(cut, numbers),
        Text(_("Left out: deaths and moves are taken from the residents’ records, not from a "
               "national register. Hospital activity is what partners sent; care elsewhere is not "
               "seen. Stories are told only with the consent of the people whose they are.")),
    ]  # fmt: skip
    lead = _("Definitions, sources and what was left out, so that anyone can work it out again.")
    return Chapter("method", _("Method"), lead, tuple(blocks))


def _followed(cut: Cut, found: dict[str, Any], numbers) -> list:
    """Deaths, cut-offs and moves, in words: what was done with each."""
    words = followed_words(found, numbers)
    if not words:
        return []
    left_out = left_out_sentence(found["cohort"]["left_out"], count=numbers.count)
    before = _("The plain before and after counts only people followed for all %(days)s days.") % {
        "days": cut.parameters["window_days"]
    }
    said = before if numbers.publishes or not left_out else f"{before} {left_out}"
    return [Panel(_("Deaths, and people not followed to the end"), f"{said} {words}")]


def _unit_costs(cut: Cut) -> Table:
    used = cut.parameters["unit_costs"]
    rows = [
        (STREAMS[name], pounds(Decimal(each["amount"])), each["price_year"], _source(each))
        for name, each in sorted(used.items())
    ]
    return Table(
        caption=_("Unit costs"),
        head=(_("Stream"), _("Each"), _("Prices of"), _("Source")),
        rows=tuple(rows),
        note=" ".join(filter(None, (_prices(cut), _missing(used)))),
        empty=_("No unit cost is loaded."),
    )


def _source(price: dict[str, Any]) -> str:
    """Where the figure comes from, and what it was before it was taken to another year."""
    was = price.get("was")
    if was is None:
        return price["source"]
    return _("%(source)s: %(amount)s in %(year)s, times %(factor)s") % {
        "source": price["source"],
        "amount": pounds(Decimal(was["amount"])),
        "year": was["price_year"],
        "factor": was["factor"],
    }


def _prices(cut: Cut) -> str:
    """The year and the edition that were chosen, and which costs no rate leads there."""
    chosen = cut.parameters.get("prices")
    if not chosen:
        return ""
    words = _("Prices of %(year)s by %(index)s, %(edition)s.") % chosen
    left = [
        str(STREAMS[name])
        for name, price in sorted(cut.parameters["unit_costs"].items())
        if price["price_year"] != chosen["year"]
    ]
    if left:
        words += " " + _("No rate leads there for: %(streams)s; they stay as they were.") % {
            "streams": ", ".join(left)
        }
    return words


def _missing(used) -> str:
    missing = [str(STREAMS[name]) for name in STREAMS if name not in used]
    if not missing:
        return ""
    return _("No unit cost with a source is loaded for: %(streams)s.") % {
        "streams": ", ".join(missing)
    }


def _sources(cut: Cut, numbers) -> Table:
    return Table(
        caption=_("Hospital activity that was read"),
        head=(_("Source"), _("Events"), _("From"), _("To")),
        rows=tuple(
            (each["source"], numbers.count(each["rows"]), each["from"], each["to"])
            for each in cut.facts.get("sources") or []
        ),
        empty=_("No hospital activity of these people has been imported."),
    )

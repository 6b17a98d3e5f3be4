"""Chapters about money and about what the voluntary sector did."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.money import pounds
from outcomes.presenters.blocks import Chapter, Panel, Table, Text
from outcomes.statistics.disclosure import Sum, merged
from outcomes.words import STREAMS, between


def money(cut, found: dict[str, Any], numbers) -> Chapter:
    """Funders in, purchases out, cost avoided, net; each with its year and source."""
    people = found["cohort"]["complete_follow_up"]
    blocks: list = [_sums(found, people, numbers), _avoided(found, numbers)]
    blocks += _funding(cut, numbers)
    spends = found["money"]["needed_a_spend"]
    if spends["of"]:
        blocks.append(_needed(cut, spends, numbers))
    blocks.append(
        Panel(
            _("Cost avoided is not cash"),
            _("Fewer attendances free time and beds for others; no budget grows by it. It is "
              "counted from the raw change, of which a part was to be expected without help."),
        )
    )  # fmt: skip
    lead = _("What was paid for people who are counted, and what their hospital use cost less.")
    return Chapter("money", _("Money"), lead, tuple(blocks))


def _sums(found, people: int, numbers) -> Table:
    sums, avoided = found["money"], _avoided_sum(found, numbers)
    cost = sums["programme_cost"]
    net = None if None in (avoided, cost) else avoided - Decimal(cost)
    rows = (
        (_("Cost avoided, all streams"), numbers.money(avoided, people)),
        (_("Cost of the service for the people counted"), numbers.money(cost, people)),
        (_("Avoided less cost"), numbers.money(net, people)),
        (_("Spent for each person"), numbers.money(sums["spent_per_person"], people)),
    )  # fmt: skip
    note = ""
    if sums["programme_cost"] is None:
        note = _("Neither payments nor a yearly cost of staff are on record, so the cost of the "
                 "service and what is left over are not known.")  # fmt: skip
    return Table(_("In short"), (_("Sum"), _("Pounds")), rows, note=note)


def avoided(each: dict[str, Any], numbers) -> Decimal | None:
    """Pounds avoided in one stream, from the counts as they are shown: the price is known, so a
    sum from true counts would tell them."""
    fewer = numbers.apart(each["before"], each["after"])
    if fewer is None or each["unit_cost"] is None:
        return None
    return fewer * Decimal(each["unit_cost"])


def _avoided_sum(found, numbers) -> Decimal | None:
    """Over the streams that are shown."""
    sums = [avoided(each, numbers) for each in found["streams"]]
    known = [each for each in sums if each is not None]
    return sum(known, Decimal(0)) if known else None


def _avoided(found, numbers) -> Table:
    rows = []
    for each in found["streams"]:
        if each["before"] or each["after"]:
            rows.append(
                (
                    STREAMS[each["event_type"]],
                    numbers.count(each["before"]),
                    numbers.count(each["after"]),
                    _("no unit cost")
                    if each["unit_cost"] is None
                    else pounds(Decimal(each["unit_cost"])),
                    each["price_year"] or "–",
                    _avoided_words(each, numbers),
                )
            )
    return Table(
        caption=_("Cost avoided, stream by stream"),
        head=(_("Stream"), _("Before"), _("After"), _("Each"), _("Prices of"), _("Avoided")),
        rows=tuple(rows),
        empty=_("No hospital activity of the people counted is on record."),
    )


def _avoided_words(each: dict[str, Any], numbers) -> str:
    if each["unit_cost"] is not None and numbers.hides(each["before"], each["after"]):
        return "*"
    amount = avoided(each, numbers)
    return "–" if amount is None else numbers.money(amount, each["before"] + each["after"])


def _funding(cut, numbers) -> list:
    funding = cut.facts.get("funding") or {}
    blocks: list = []
    if funding.get("funders"):
        blocks.append(
            Table(
                caption=_("Who paid in"),
                head=(_("Funder"), _("Agreed"), _("Received"), _("Paid out")),
                rows=tuple(
                    (
                        f["name"],
                        *(pounds(Decimal(f[key])) for key in ("agreed", "received", "paid")),
                    )
                    for f in funding["funders"]
                ),
            )
        )
    if funding.get("purchases"):
        blocks.append(
            Table(
                caption=_("What was bought"),
                head=(_("Kind"), _("Purchases"), _("People"), _("Paid")),
                rows=_bought(funding["purchases"], numbers),
                empty=_("It was for 7 people or fewer, so its kinds are not shown."),
            )
        )
    return blocks


def _bought(purchases: list[dict[str, Any]], numbers) -> tuple:
    """By kind. What leaves puts kinds for few people together: the whole sum is known, so a row
    that is hidden alone would be found by taking the others away."""
    found = [Sum(p["name"], p["people"], Decimal(p["paid"]), p.get("cells", frozenset()))
             for p in purchases]  # fmt: skip
    times = {p["name"]: p["purchases"] for p in purchases}
    shown = (merged(found) or []) if numbers.publishes else found
    return tuple(
        (each.name or _("Other things, each for a few people"),
         numbers.count(times[each.name]) if each.name else "–",
         numbers.count(each.people) if each.name else "–",
         numbers.paid(each))
        for each in shown
    )  # fmt: skip


def _needed(cut, spends, numbers) -> Table:
    facts = cut.facts["spends"]
    rows = (
        (_("Referrals accepted"), numbers.count(spends["of"])),
        (_("With at least one approved spend"), numbers.count(spends["count"])),
        (_("Share that needed a spend"), numbers.share(spends["count"], spends["of"])),
        (_("95% interval (Wilson)"),
         between(spends["ci_low"], spends["ci_high"], signs=False)),
        (_("Approved on the day they were asked for"),
         numbers.share(facts["same_day"], facts["approved"])),
        (_("Median days from need seen to money agreed"),
         numbers.about(facts["days_to_funded"], facts["approved"])),
        (_("Median days from money agreed to done"),
         numbers.about(facts["days_to_done"], facts["delivered"])),
    )  # fmt: skip
    return Table(_("Referrals that needed a spend"), (_("Measure"), _("Figure")), rows)


def sector(cut, found: dict[str, Any], numbers) -> Chapter:
    """Placements with community services, their answers, and help that is missing."""
    placements, gaps = cut.facts.get("placements") or [], cut.facts.get("gaps") or {}
    title = _("The voluntary sector")
    if not placements and not gaps:
        return Chapter("sector", title, _("No placement is on record in the period."), ())
    blocks: list = [
        Table(
            caption=_("Residents put forward, and the answers"),
            head=(_("Service"), _("Offered"), _("Accepted"), _("Declined"), _("Ended well")),
            rows=tuple(
                (each["name"], *(numbers.count(each[key])
                                 for key in ("offered", "accepted", "declined", "achieved")))
                for each in placements
            ),
            empty=_("No placement is on record in the period."),
        )
    ]  # fmt: skip
    if gaps:
        blocks.append(
            Text(_("Help that was missing: %(open)s gaps open, %(closed)s filled.") % gaps)
        )
    lead = _("Organisations in the community that took residents in, and where help is missing.")
    return Chapter("sector", title, lead, tuple(blocks))

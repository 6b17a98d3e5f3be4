"""Calls for offers, offers, and clusters of gaps."""

import datetime as dt
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import day_of
from core.money import pounds
from core.presenters import Cell, Fact, Row, Tag
from providers.lifecycle import CallStatus, OfferStatus
from providers.models import CallForOffers, CallOffer

CALL_COLOURS = {
    CallStatus.OPEN: "amber",
    CallStatus.TAKEN_UP: "good",
    CallStatus.CLOSED: "stone",
}
OFFER_COLOURS = {
    OfferStatus.MADE: "amber",
    OfferStatus.TAKEN_UP: "good",
    OfferStatus.NOT_TAKEN: "stone",
    OfferStatus.WITHDRAWN: "stone",
}


def cluster_row(cluster: dict, *, may_ask: bool) -> Row:
    """Gaps of one need in one place: how many people, how long, whose, and the next step."""
    query = {
        "need": cluster["need__code"],
        "area": cluster["where"],
        "programme": cluster["programme__slug"],
    }
    listed = f"{reverse('providers:gaps')}?{urlencode({**query, 'status': 'unfilled'})}"
    ask = f"{reverse('providers:invite')}?{urlencode(query)}"
    gaps = ngettext("%(count)d gap", "%(count)d gaps", cluster["gaps"]) % {"count": cluster["gaps"]}
    next_step = Cell(_("Ask for offers"), url=ask, hidden=_hidden(cluster)) if may_ask else Cell("")
    if cluster["asked"]:
        next_step = Cell(tags=(Tag(_("Offers asked for"), "wash"),))
    return Row(
        (
            Cell(cluster["need__name"], url=listed, sub=gaps, hidden=cluster["where"]),
            Cell(cluster["where"], sub=cluster["programme__name"]),
            Cell(str(cluster["people"])),
            Cell(date_format(day_of(cluster["oldest"]), "j M Y")),
            Cell(cluster["owner"] or _("Nobody yet")),
            next_step,
        )
    )


def _hidden(cluster: dict) -> str:
    return _("for %(need)s in %(where)s") % {
        "need": cluster["need__name"],
        "where": cluster["where"],
    }


def call_tag(call: CallForOffers, on: dt.date) -> Tag:
    """How it stands; an open call whose day has passed waits for a decision."""
    if call.status == CallStatus.OPEN and call.closes_on < on:
        return Tag(_("To be decided"), "amber")
    return Tag(call.get_status_display(), CALL_COLOURS[call.status])


def call_row(call: CallForOffers, on: dt.date) -> Row:
    """One call in the list."""
    return Row(
        (
            Cell(
                call.need.name,
                url=reverse("providers:call", args=[call.reference]),
                sub=call.reference,
            ),
            Cell(call.area, sub=call.programme.name),
            Cell(str(call.people)),
            Cell(date_format(call.closes_on, "j M Y")),
            Cell(tags=(call_tag(call, on),)),
        ),
        key=call.reference,
    )


def call_facts(call: CallForOffers) -> list[Fact]:
    """What stands about a call."""
    facts = [
        Fact(_("Need"), call.need.name),
        Fact(_("Where"), call.area),
        Fact(_("Programme"), call.programme.name),
        Fact(_("People known to be affected"), str(call.people)),
        Fact(_("Offers until"), date_format(call.closes_on, "j F Y")),
    ]
    if call.ended_words:
        facts.append(Fact(_("Why nothing was taken up"), call.ended_words))
    return facts


def offer_card(offer: CallOffer) -> dict:
    """One offer on the page of its call."""
    facts = [
        Fact(_("Price in all"), pounds(offer.price) if offer.price else _("Free of charge")),
        Fact(_("For how many"), str(offer.places)),
    ]
    if offer.price:
        facts.append(Fact(_("For each person"), pounds(offer.price / offer.places)))
    if offer.starts_on:
        facts.append(Fact(_("Could begin on"), date_format(offer.starts_on, "j F Y")))
    return {
        "reference": offer.reference,
        "name": offer.provider.organisation.name,
        "words": offer.words,
        "facts": facts,
        "tag": Tag(offer.get_status_display(), OFFER_COLOURS[offer.status]),
    }

"""Calls for offers: gaps become a question to every provider, and one answer is taken up."""

import datetime as dt

from django.db import transaction
from django.db.models.functions import Lower, Trim
from django.utils.translation import gettext as _

from core import clock, events
from core.errors import NotAllowedNow, RuleBroken
from core.services import lock, lock_all, move
from providers.lifecycle import CALL_LIFE, OFFER_LIFE, OfferStatus
from providers.models import CallForOffers, CallOffer, Gap


@transaction.atomic
def invite(*, by, at, programme, need, area: str, wanted: str, closes_on: dt.date) -> CallForOffers:
    """Ask every provider for offers to fill the gaps of one need in one place."""
    if closes_on <= clock.day_of(at):
        raise RuleBroken(_("Leave providers at least until tomorrow."), field="closes_on")
    gaps = lock_all(alike(Gap.objects.open(), programme=programme, need=need, area=area))
    if any(each.call_id and each.call.status == "open" for each in gaps):
        raise RuleBroken(_("Offers are being asked for already."))
    call = CallForOffers.objects.create(
        programme=programme,
        need=need,
        area=area.strip(),
        wanted=wanted,
        people=max(1, sum(each.people_affected for each in gaps)),
        closes_on=closes_on,
        invited_at=at,
        invited_by=by,
    )
    for gap in gaps:
        gap.call = call
        gap.save()
    events.record(call, "invite", by=by, at=at, data={"gaps": len(gaps)})
    return call


def alike(rows, *, programme, need, area: str):
    """Gaps of one cluster: the same programme, need and place, however the place was typed."""
    named = rows.annotate(place=Lower(Trim("area")))
    return named.filter(programme=programme, need=need, place=area.strip().lower())


@transaction.atomic
def make(
    call: CallForOffers, *, by, at, provider, words: str, places: int, price, starts_on=None
) -> CallOffer:
    """A provider says what it would do, for how many and at what price. One standing offer each."""
    call = lock(call)
    if call.status != "open":
        raise NotAllowedNow(_("Offers are not taken any more."))
    if call.closes_on < clock.day_of(at):
        raise NotAllowedNow(_("The day until which offers were taken has passed."))
    standing = call.offers.filter(provider=provider, status__in=("made", "taken_up"))
    if standing.exists():
        raise RuleBroken(_("You have made an offer already. Withdraw it to make another."))
    offer = CallOffer.objects.create(
        call=call,
        provider=provider,
        words=words,
        places=places,
        price=price,
        starts_on=starts_on,
        made_at=at,
        made_by=by,
    )
    events.record(offer, "make", by=by, at=at)
    return offer


@transaction.atomic
def withdraw(offer: CallOffer, *, by, at) -> CallOffer:
    """The provider takes its offer back, as long as it was not taken up."""
    lock(offer.call)
    offer = lock(offer)
    return move(offer, "withdraw", life=OFFER_LIFE, by=by, at=at, ended_at=at, ended_by=by)


@transaction.atomic
def take_up(offer: CallOffer, *, by, at) -> CallOffer:
    """The manager takes one offer up: the others are told no, and the gaps are in hand."""
    call = lock(offer.call)
    offer = lock(offer)
    ended = {"ended_at": at, "ended_by": by}
    move(offer, "take_up", life=OFFER_LIFE, by=by, at=at, **ended)
    move(call, "take_up", life=CALL_LIFE, by=by, at=at, **ended)
    for other in lock_all(call.offers.filter(status=OfferStatus.MADE)):
        before, other.status = other.status, OfferStatus.NOT_TAKEN
        other.ended_at, other.ended_by = at, by
        other.save()
        events.record(other, "not_taken", by=by, at=at, from_status=before)
    name = offer.provider.organisation.name
    for gap in lock_all(call.gaps.exclude(status=Gap.Status.FILLED)):
        gap.owner, gap.status = gap.owner or by, Gap.Status.IN_HAND
        gap.action = _("Offer of %(name)s taken up (%(reference)s)") % {
            "name": name,
            "reference": offer.reference,
        }
        gap.save()
    return offer


@transaction.atomic
def close(call: CallForOffers, *, by, at, reason: str) -> CallForOffers:
    """Nothing is taken up, and why; the gaps stay open and can be asked for again."""
    call = lock(call)
    for offer in lock_all(call.offers.filter(status=OfferStatus.MADE)):
        before, offer.status = offer.status, OfferStatus.NOT_TAKEN
        offer.ended_at, offer.ended_by = at, by
        offer.save()
        events.record(offer, "not_taken", by=by, at=at, from_status=before)
    return move(
        call,
        "close",
        life=CALL_LIFE,
        by=by,
        at=at,
        words=reason,
        ended_at=at,
        ended_by=by,
        ended_words=reason[:300],
    )

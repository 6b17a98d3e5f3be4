"""The many referrals, what stood in the way, and what was done with them."""

import datetime as dt
from collections.abc import Iterator

from core import clock
from demo.scale.copying import reference, reserve
from demo.scale.county import County, Table
from programmes.models import BarrierReason
from referrals.lifecycle import Status
from referrals.models import Barrier, Referral, ReferralEvent


def tables(county: County) -> Iterator[Table]:
    """One referral a life."""
    county.referrals = reserve(Referral, len(county.lives))
    yield _referrals(county)
    yield _barriers(county)
    yield _referral_events(county)


def _referrals(county: County) -> Table:
    columns = (
        *("id", "reference", "programme_id", "policy_id", "resident_id", "status", "source"),
        *("urgency", "made_at", "made_by_id", "organisation_id", "site_id", "ward_id"),
        *("reason", "admitted_on", "submitted_at", "respond_by", "decided_at"),
        *("decided_by_id", "decline_reason", "withdrawn_at", "withdrawn_by_id"),
    )
    return Referral, columns, _referral_rows(county)


def _referral_rows(county: County) -> Iterator[tuple]:
    main, site = county.world.main, county.world.sites["russells-hall"]
    words = "Could be at home with a little help. Lives alone and is worried."
    hours = (24, 24, 24, 4)
    for pk, person, life in zip(county.referrals, county.residents, county.lives, strict=True):
        number, sent = life.number, life.sent_at
        nurse, urgent = county.nurses[life.ward].pk, number % 4 == 3
        decided = life.status in (Status.ACCEPTED, Status.DECLINED)
        decided_at = county.decided_at(life)
        yield (
            *(pk, reference("CB", number), main.pk, county.policy.pk, person, life.status),
            *("ward", "urgent" if urgent else "routine", sent, nurse),
            *(site.organisation_id, site.pk, county.wards[life.ward].pk, words),
            *(clock.day_of(sent) - dt.timedelta(days=number % 12), sent),
            sent + dt.timedelta(hours=hours[number % 4]),
            *(decided_at if decided else None, county.lead.pk if decided else None),
            "out_of_area" if life.status == Status.DECLINED else "",
            *((decided_at, nurse) if life.status == Status.WITHDRAWN else (None, None)),
        )


def _barriers(county: County) -> Table:
    codes = ("way_home", "cold_home", "no_food", "keys", "clutter", "money", "alone")
    found = dict(BarrierReason.objects.values_list("code", "pk"))
    reasons = [found[code] for code in codes]
    columns = ("referral_id", "reason_id", "opened_at")
    return (
        Barrier,
        columns,
        (
            (pk, reasons[(life.number + more) % len(reasons)], life.sent_at)
            for pk, life in zip(county.referrals, county.lives, strict=True)
            for more in range(1 + life.number % 2)
        ),
    )


def _referral_events(county: County) -> Table:
    columns = ("at", "by_id", "verb", "from_status", "to_status", "referral_id")
    return ReferralEvent, columns, _referral_event_rows(county)


def _referral_event_rows(county: County) -> Iterator[tuple]:
    verbs = {
        Status.ACCEPTED: "accept",
        Status.DECLINED: "decline",
        Status.WITHDRAWN: "withdraw",
    }
    for pk, life in zip(county.referrals, county.lives, strict=True):
        nurse = county.nurses[life.ward].pk
        yield (life.sent_at, nurse, "submit", "draft", "submitted", pk)
        if life.status in verbs:
            by = nurse if life.status == Status.WITHDRAWN else county.lead.pk
            at = county.decided_at(life)
            yield (at, by, verbs[life.status], "submitted", life.status, pk)

"""Verbs of links: issue, take back, read, use."""

import datetime as dt
from dataclasses import dataclass
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from core.links import tokens
from core.links.registry import Purpose, purposes
from core.models import PartnerLink, PartnerLinkUse
from core.services import lock

What = PartnerLinkUse.What

BAD_TRIES = 20
WITHIN = dt.timedelta(minutes=15)
"""From one place so many bad links are looked at and written down; then none for a while."""


@transaction.atomic
def issue(purpose: str, target: str, *, to: str, by, at, expires_at=None) -> PartnerLink:
    """A fresh link by which whoever reads `to` may do `purpose` with the thing `target`.

    Called inside the transaction of the verb that asks. An older link of the same purpose to the
    same address is taken back.
    """
    known = cast(Purpose | None, purposes.get(purpose))
    if known is None:
        raise LookupError(f"no app has registered the purpose {purpose!r}")
    address = to.strip().lower()
    _take_back(_open(purpose, target).filter(to=address), by=by, at=at)
    return PartnerLink.objects.create(
        purpose=purpose,
        target=target,
        to=address,
        issued_at=at,
        issued_by=by,
        expires_at=expires_at or at + known.lasts,
    )


@transaction.atomic
def revoke(purpose: str, target: str, *, by, at) -> int:
    """Take back every open link of this purpose to this thing; returns how many."""
    return _take_back(_open(purpose, target), by=by, at=at)


def standing(purpose: str, target: str, *, at) -> list[PartnerLink]:
    """The links that can be used now, for reminders."""
    return list(_open(purpose, target).filter(expires_at__gt=at).order_by("pk"))


def _open(purpose: str, target: str):
    return PartnerLink.objects.filter(
        purpose=purpose, target=target, revoked_at__isnull=True, answered_at__isnull=True
    )


def _take_back(links, *, by, at) -> int:
    return links.update(revoked_at=at, revoked_by=by)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of looking at a link: the link if it is ours, and why it may not be used."""

    link: PartnerLink | None
    refused: str = ""
    too_many: bool = False


def read(purpose: str, token: str, *, at, origin: str) -> Reading:
    """Look a link up. A refusal is written down; a good signature is never held up by bad ones."""
    reference = tokens.read(purpose, token)
    link = PartnerLink.objects.filter(reference=reference, purpose=purpose).first()
    if reference is None or link is None:
        return _bad(at=at, origin=origin)
    refused = why_not(link, at=at)
    if refused:
        note(link, refused, at=at, origin=origin)
    return Reading(link, refused)


def why_not(link: PartnerLink, *, at) -> str:
    """Why this link may not be used now: one of `PartnerLinkUse.What`, or ""."""
    if link.revoked_at:
        return What.REVOKED
    if link.answered_at:
        return What.ALREADY
    return What.EXPIRED if link.expires_at <= at else ""


def _bad(*, at, origin: str) -> Reading:
    tries = PartnerLinkUse.objects.filter(origin=origin, what=What.BAD, at__gt=at - WITHIN)
    if tries.count() >= BAD_TRIES:
        return Reading(None, What.BAD, too_many=True)
    PartnerLinkUse.objects.create(at=at, what=What.BAD, origin=origin)
    return Reading(None, What.BAD)


def note(link: PartnerLink, what: str, *, at, step: str = "", name: str = "", origin: str = ""):
    """Write one use down."""
    return PartnerLinkUse.objects.create(
        link=link, at=at, what=what, step=step, name=name, origin=origin
    )


@transaction.atomic
def use(link: PartnerLink, *, at, step: str, name: str, origin: str, answers: bool) -> PartnerLink:
    """Something was done through the link; `answers` uses it up.

    Called in the transaction of the act, after its service has locked the thing itself: all who
    change both take their locks in that order. Refused, with all that was done, when somebody
    took the link back or used it up meanwhile.
    """
    link = lock(link)
    if why_not(link, at=at):
        raise NotAllowedNow(
            _("This link was used or taken back a moment ago, so nothing was changed.")
        )
    if answers:
        link.answered_at = at
        link.save(update_fields=["answered_at"])
    note(link, What.ANSWERED if answers else What.DONE, at=at, step=step, name=name, origin=origin)
    return link


def last_name(link: PartnerLink) -> str:
    """What whoever reads this address last called themselves, by this link or one before it.

    Whoever says yes to an offer goes on by a second link to the same thing: they are not asked
    who they are again.
    """
    uses = PartnerLinkUse.objects.filter(link__target=link.target, link__to=link.to)
    said = uses.exclude(name="").order_by("-at", "-pk").first()
    return said.name if said else ""

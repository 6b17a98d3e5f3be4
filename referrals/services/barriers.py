"""Who deals with a barrier, and that it is gone."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from core.services import lock
from referrals.events import barrier_resolved
from referrals.models import Barrier, Referral
from referrals.services.refer import note


def _lock_open(barrier: Barrier) -> Barrier:
    barrier = lock(barrier)
    if barrier.resolved_at is not None:
        raise NotAllowedNow(_("This was cleared already."))
    return barrier


@transaction.atomic
def take_barrier(barrier: Barrier, *, by, at) -> Barrier:
    """This person deals with it."""
    barrier = _lock_open(barrier)
    barrier.owner = by
    barrier.save(update_fields=["owner"])
    note(barrier.referral, "take_barrier", by=by, at=at, data={"reason": barrier.reason.code})
    return barrier


@transaction.atomic
def resolve_barrier(barrier: Barrier, *, by, at, words: str = "") -> Barrier:
    """It no longer holds them; how it was cleared, in words."""
    barrier = _lock_open(barrier)
    barrier.resolved_at, barrier.resolved_by, barrier.resolution = at, by, words.strip()[:300]
    barrier.save(update_fields=["resolved_at", "resolved_by", "resolution"])
    referral = barrier.referral
    note(
        referral, "resolve_barrier", by=by, at=at, words=words, data={"reason": barrier.reason.code}
    )
    barrier_resolved.send(Referral, referral=referral, barrier=barrier, by=by, at=at)
    return barrier

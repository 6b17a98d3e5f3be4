"""A look afterwards at a share of what was agreed at once: trust, and check."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import events, services
from core.errors import NotAllowedNow, RuleBroken
from funding.lifecycle import PURCHASE_LIFE
from funding.models import LookBack, Purchase


def is_drawn(reference: str, *, percent: int) -> bool:
    """Whether this purchase is one of the share to be looked at.

    Follows from its reference alone, which is random: nobody can choose, and anyone can recount.
    """
    digest = hashlib.sha256(reference.encode()).digest()
    return int.from_bytes(digest[:4], "big") % 100 < percent


def drawn(purchase: Purchase) -> list[LookBack]:
    """The row that puts a purchase agreed at once on the list to look at, if it is drawn."""
    if not is_drawn(purchase.reference, percent=purchase.policy.look_back_percent):
        return []
    return [LookBack(purchase=purchase)]


def draw(purchase: Purchase) -> None:
    """Put it on that list now."""
    for row in drawn(purchase):
        row.save()


@transaction.atomic
def look_back(purchase: Purchase, *, by, at: datetime, verdict: str, words: str = "") -> LookBack:
    """Say what the look afterwards found. Not by whoever bought it, and once."""
    purchase = services.lock(purchase)
    PURCHASE_LIFE.check(purchase, "look_back")
    found = LookBack.objects.filter(purchase=purchase).first()
    if found is None or found.looked_at is not None:
        raise NotAllowedNow(_("This one does not wait for a look."))
    if purchase.requested_by_id == by.pk:
        raise RuleBroken(_("You bought this, so somebody else looks at it."))
    if verdict == LookBack.Verdict.NOT_IN_ORDER and not words.strip():
        raise RuleBroken(_("Say what was not in order."), field="words")
    found.verdict, found.words, found.looked_at, found.looked_by = verdict, words, at, by
    found.save()
    told = {"verdict": verdict}
    events.record(
        purchase, "look_back", by=by, at=at, from_status=purchase.status, words=words, data=told
    )
    return found

"""When a resident takes back their agreement to share, sharing stops at once."""

from django.db import transaction
from django.utils.translation import gettext as _

from cases.lifecycle import AWAITING_ANSWER, HOLDS_A_PLACE
from cases.models import Placement
from cases.services.placements import telling
from cases.services.placements.answering import cancel
from core import events
from residents.models import ConsentKind
from residents.services import may_share


@transaction.atomic
def stop_sharing(resident, *, by, at) -> int:
    """Offers that wait are taken back; of those under way nothing more is shown, and the provider
    is asked to ring. Returns how many placements it concerns.
    """
    held = Placement.objects.filter(case__resident=resident, status__in=HOLDS_A_PLACE)
    joined = held.select_related("service__provider__organisation", "case__resident")
    stopped = [
        each
        for each in joined.order_by("pk")
        if not may_share(resident, organisation=each.service.provider.organisation)
    ]
    for each in stopped:
        _stop(each, by=by, at=at)
    return len(stopped)


def _stop(placement: Placement, *, by, at) -> None:
    if placement.status in AWAITING_ANSWER:
        cancel(placement, by=by, at=at, words=_("They no longer agree to be put forward."))
        return
    telling.take_links_back(placement, by=by, at=at)
    telling.tell_provider(placement, "placement_sharing_stopped")
    events.record(placement, "stop_sharing", by=by, at=at, from_status=placement.status)


def on_consent_withdrawn(sender, *, consent, by, at, **kwargs) -> None:
    """Hears `residents.events.consent_withdrawn`, inside its transaction."""
    if consent.kind in (ConsentKind.SHARING, ConsentKind.REFERRAL):
        stop_sharing(consent.resident, by=by, at=at)

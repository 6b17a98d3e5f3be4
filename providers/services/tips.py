"""The team's own tips about a service."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from core.services import lock
from providers.models import Service, Tip


@transaction.atomic
def add_tip(service: Service, *, by, at, programme, words: str) -> Tip:
    """Tell colleagues of the programme whom to ask for and what to expect."""
    return Tip.objects.create(
        service=service, programme=programme, words=words, written_at=at, written_by=by
    )


@transaction.atomic
def withdraw_tip(tip: Tip, *, by, at) -> Tip:
    """It is not right any more. Nobody sees it from now on; it stays in the history."""
    tip = lock(tip)
    if tip.withdrawn_at is not None:
        raise NotAllowedNow(_("This tip has been withdrawn already."))
    tip.withdrawn_at, tip.withdrawn_by = at, by
    tip.save()
    return tip

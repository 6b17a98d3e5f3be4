"""Gaps: help that is missing somewhere, who looks after it, and that it was filled."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from core.services import lock
from providers.models import Gap


@transaction.atomic
def raise_gap(
    *, by, at, programme, need, area: str, words: str, people_affected: int = 1, kind=None
) -> Gap:
    """Write down what is missing, where, and for how many. Nothing personal belongs in it."""
    return Gap.objects.create(
        programme=programme,
        need=need,
        area=area,
        words=words,
        people_affected=people_affected,
        kind=kind or Gap.Kind.VOLUNTARY,
        raised_at=at,
        raised_by=by,
    )


@transaction.atomic
def own_gap(gap: Gap, *, by, at, action: str) -> Gap:
    """Take it in hand, and say what will be done."""
    gap = lock(gap)
    _refuse_filled(gap)
    gap.owner, gap.action, gap.status = by, action, Gap.Status.IN_HAND
    gap.save()
    return gap


@transaction.atomic
def fill_gap(gap: Gap, *, by, at, filled_on, action: str = "") -> Gap:
    """Say that help is there now, since when, and what filled it."""
    gap = lock(gap)
    _refuse_filled(gap)
    gap.owner = gap.owner or by
    gap.action = action or gap.action
    gap.status, gap.filled_on = Gap.Status.FILLED, filled_on
    gap.save()
    return gap


def _refuse_filled(gap: Gap) -> None:
    if gap.status == Gap.Status.FILLED:
        raise NotAllowedNow(_("This gap has been filled already."))

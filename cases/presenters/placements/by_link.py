"""What a page behind a signed link says once there is nothing to do there any more."""

from django.utils.translation import gettext as _

from cases.lifecycle import AWAITING_ANSWER, PlacementStatus
from cases.models import Placement
from cases.presenters.placements.words import day
from residents.services import may_share

_OVER = {
    PlacementStatus.ACCEPTED: lambda: _("%(service)s said yes on %(day)s. Thank you."),
    PlacementStatus.UNDER_WAY: lambda: _("%(service)s said yes on %(day)s. Thank you."),
    PlacementStatus.DECLINED: lambda: _(
        "%(service)s said no on %(day)s. The place is free again, and the link worker knows."
    ),
    PlacementStatus.EXPIRED: lambda: _(
        "The time to answer is over, and the place is free again. If %(service)s could still "
        "take them, ring the link worker."
    ),
    PlacementStatus.ENDED: lambda: _("It has ended, and your report has arrived. Thank you."),
    PlacementStatus.CANCELLED: lambda: _(
        "It was taken back and the place is free again. You need do nothing."
    ),
}


def answer_settled(placement: Placement) -> str:
    """Why there is nothing to answer any more, or ""."""
    if placement.status not in AWAITING_ANSWER:
        return _over(placement)
    return _unshared(placement)


def report_settled(placement: Placement) -> str:
    """Why there is nothing to report any more, or ""."""
    if placement.status not in (PlacementStatus.ACCEPTED, PlacementStatus.UNDER_WAY):
        return _over(placement)
    return _unshared(placement)


def _over(placement: Placement) -> str:
    words = _OVER[placement.status]() if placement.status in _OVER else ""
    told = {
        "service": placement.service.name,
        "day": day(placement.answered_at, "j F") if placement.answered_at else "",
    }
    return words % told


def _unshared(placement: Placement) -> str:
    if may_share(placement.case.resident, organisation=placement.service.provider.organisation):
        return ""
    return _("Nothing more may be shared about them. Ring the link worker before you go on.")

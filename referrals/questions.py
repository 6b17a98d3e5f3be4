"""Questions about referrals that need more than one query."""

from referrals.lifecycle import Status
from referrals.models import Referral
from referrals.registry import case_lines, lines_of

OPEN_OR_ACCEPTED = (Status.SUBMITTED, Status.INFORMATION_NEEDED, Status.ACCEPTED)


def open_referral_of(resident, *, programmes=None) -> Referral | None:
    """The newest referral of this resident that somebody still works on.

    Undecided, or accepted and its case not closed (as the cases app says through its registry).
    """
    rows = Referral.objects.filter(resident=resident, status__in=OPEN_OR_ACCEPTED)
    if programmes is not None:
        rows = rows.filter(programme__in=programmes)
    found = list(
        rows.select_related("ward", "site", "organisation", "programme").order_by("-pk")[:20]
    )
    lines = lines_of([each for each in found if each.status == Status.ACCEPTED])
    return next((each for each in found if _is_open(each, lines)), None)


def _is_open(referral, lines) -> bool:
    if referral.status != Status.ACCEPTED:
        return True
    line = lines.get(referral.pk)
    return line.is_open if line else not case_lines.entries

"""Reviews: what has changed, and what goes on."""

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Review
from cases.services.goals import refuse_closed
from core import events
from core.errors import NotAllowedNow
from core.services import lock


@transaction.atomic
def write_review(
    review: Review,
    *,
    by,
    at,
    what_changed: str,
    what_next: str = "",
    independence: int | None = None,
) -> Review:
    """The review was held."""
    case = lock(review.case)
    refuse_closed(case)
    review = lock(review)
    if review.held_at is not None:
        raise NotAllowedNow(_("This review was written already."))
    review.held_at, review.held_by = at, by
    review.what_changed, review.what_next = what_changed, what_next
    review.independence = independence
    review.save()
    events.record(
        case, "write_review", by=by, at=at, words=what_changed, data={"kind": review.kind}
    )
    return review

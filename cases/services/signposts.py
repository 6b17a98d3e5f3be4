"""Pointing somebody on, written down lightly."""

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Signpost
from core import events
from core.errors import RuleBroken


@transaction.atomic
def point_on(
    programme,
    *,
    by,
    at,
    service=None,
    elsewhere: str = "",
    case=None,
    who: str = "",
    need=None,
    words: str = "",
) -> Signpost:
    """Somebody was told where else to turn: a service of the directory, or somewhere `elsewhere`.

    No consent is asked for, since nothing is shared; no place is taken; nothing is waited for.
    """
    if service is None and not elsewhere.strip():
        raise RuleBroken(_("Say where you pointed them"), field="elsewhere")
    made = Signpost.objects.create(
        programme=programme,
        case=case,
        who="" if case else who.strip(),
        service=service,
        elsewhere=elsewhere.strip(),
        need=need,
        words=words.strip(),
        at=at,
        by=by,
    )
    if case is not None:
        to = service.name if service else made.elsewhere
        events.record(case, "point_on", by=by, at=at, words=to, data={"signpost": made.reference})
    return made

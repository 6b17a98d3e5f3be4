"""Whether anybody may read a programme's published summary without signing in."""

import datetime as dt

from django.db import transaction

from outcomes.models import Report, ReportRoom
from outcomes.models.report import Kind


@transaction.atomic
def open_room(programme, *, by, at: dt.datetime, is_public: bool) -> ReportRoom:
    """Open the public page, or close it. The row history keeps who did so when."""
    room, _made = ReportRoom.objects.update_or_create(
        programme=programme,
        defaults={"is_public": is_public, "changed_at": at, "changed_by": by},
    )
    return room


def is_public(programme) -> bool:
    """Whether the programme said so."""
    return ReportRoom.objects.filter(programme=programme, is_public=True).exists()


def open_summary(slug: str) -> Report | None:
    """The newest published summary of a programme whose page is open to anybody."""
    return (
        Report.objects.published()
        .filter(
            kind=Kind.PUBLIC,
            run__programme__slug=slug,
            run__programme__report_room__is_public=True,
        )
        .select_related("run__programme")
        .order_by("-period_to", "-published_at")
        .first()
    )

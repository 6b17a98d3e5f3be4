"""The thread between the link worker and the provider: unread, open, done."""

from django.db import transaction

from accounts.access import holds
from cases.models import Placement, PlacementMessage
from cases.services.placements import telling
from core import events
from core.services import lock


def is_provider(by, placement: Placement) -> bool:
    """Which side writes: whoever is of the provider, signed in or by link."""
    organisation = placement.service.provider.organisation_id
    return telling.answers_by_link(placement, by) or holds(
        by, "placements.open_link", organisation=organisation
    )


@transaction.atomic
def send_message(placement: Placement, *, by, at, words: str) -> PlacementMessage:
    """Write to the other side: the provider, or the link worker. It opens the thread again."""
    from_provider = is_provider(by, placement)
    placement = lock(placement)
    message = PlacementMessage.objects.create(
        placement=placement,
        words=words,
        sent_at=at,
        sent_by=by,
        sent_as=events.said_to_be(),
        from_provider=from_provider,
    )
    read = "provider_read_at" if from_provider else "team_read_at"
    setattr(placement, read, at)
    placement.thread_done_at = placement.thread_done_by = None
    placement.save(update_fields=[read, "thread_done_at", "thread_done_by"])
    if from_provider:
        telling.tell_worker(placement, "placement_message_back")
    else:
        link = telling.standing_link(placement, at=at)
        telling.tell_provider(placement, "placement_message", link=link)
    return message


@transaction.atomic
def thread_done(placement: Placement, *, by, at) -> Placement:
    """Nothing more is to be answered; a new message opens the thread again."""
    placement = lock(placement)
    if placement.thread_done_at is None:
        placement.thread_done_at, placement.thread_done_by = at, by
        placement.save(update_fields=["thread_done_at", "thread_done_by"])
        events.record(placement, "thread_done", by=by, at=at, from_status=placement.status)
    return placement


def mark_read(placement: Placement, *, at, provider: bool) -> None:
    """This side has the thread before it."""
    field = "provider_read_at" if provider else "team_read_at"
    Placement.objects.filter(pk=placement.pk).update(**{field: at})

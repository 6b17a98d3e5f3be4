"""The steps that every verb shares: lock the row, ask the table, change, save, append the event."""

from core import events
from core.lifecycle import Lifecycle


def lock(thing):
    """The same row, freshly read and locked until the transaction ends."""
    return thing.__class__._base_manager.select_for_update(of=("self",), no_key=True).get(
        pk=thing.pk
    )


def lock_all(queryset) -> list:
    """All rows of `queryset`, locked in the one order in which the house takes locks."""
    return list(queryset.order_by("pk").select_for_update(of=("self",), no_key=True))


def move(thing, verb: str, *, life: Lifecycle, by, at, words: str = "", data=None, **changes):
    """Take `thing` (already locked) through `verb`: check, change, save, record. Returns it."""
    life.check(thing, verb)
    before = getattr(thing, life.field)
    setattr(thing, life.field, life.target(before, verb))
    for name, value in changes.items():
        setattr(thing, name, value)
    thing.save()
    events.record(thing, verb, by=by, at=at, from_status=before, words=words, data=data)
    return thing

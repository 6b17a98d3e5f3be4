"""Promise background work inside the transaction that needs it.

``enqueue`` writes one row; the relay (core.tasks.relay_outbox, every two seconds) hands it to
Celery. Nothing here touches the broker, so a request works while Redis is away, and a promise
falls with the transaction that made it.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Min, Q

from core import clock
from core.models import OutboxMessage

HAND_OVER_AT_ONCE = 200
TRIES = 8


def enqueue(task: str, *, not_before: datetime | None = None, **kwargs) -> OutboxMessage:
    """Promise to run the Celery task named `task` with `kwargs` (plain values and ids only)."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("promise background work inside the transaction that needs it")
    now = clock.now()
    return OutboxMessage.objects.create(
        task=task, kwargs=kwargs, created_at=now, available_at=not_before or now
    )


def wait_after(tries: int) -> timedelta:
    """How long to wait before the next try: 20 s, doubled each time, at most half an hour."""
    return timedelta(seconds=min(20 * 2 ** min(tries, 10), 1800))


def relay(send, *, at: datetime | None = None, most: int = HAND_OVER_AT_ONCE) -> int:
    """Hand due messages to `send(message)`; returns how many. Several relays may run at once.

    A message stays waiting after it was handed over, and comes due again later unless its task
    has said that it is done: a broker that forgot it loses nothing. When `send` fails, the broker
    is away: nothing is counted against the message and the rest is left for the next round.
    """
    now = at or clock.now()
    sent = 0
    with transaction.atomic():
        due = OutboxMessage.objects.due(at=now).order_by("available_at", "id")
        for message in due.select_for_update(skip_locked=True)[:most]:
            try:
                send(message)
            except Exception as error:
                message.last_error = _short(error)
                message.save(update_fields=["last_error"])
                break
            message.available_at = now + wait_after(message.handed_over)
            message.handed_over += 1
            message.save(update_fields=["available_at", "handed_over"])
            sent += 1
    return sent


def finish(key) -> None:
    """The task with this id is done."""
    OutboxMessage.objects.filter(key=key, done_at__isnull=True).update(
        done_at=clock.now(), last_error=""
    )


def fail(key, error: BaseException) -> None:
    """The task with this id failed: try again later, or give up after the last try."""
    now = clock.now()
    with transaction.atomic():
        message = (
            OutboxMessage.objects.waiting().select_for_update(no_key=True).filter(key=key).first()
        )
        if message is None:
            return
        message.attempts += 1
        message.last_error = _short(error)
        message.available_at = now + wait_after(message.attempts - 1)
        if message.attempts >= TRIES:
            message.dead_at = now
        message.save(update_fields=["attempts", "last_error", "available_at", "dead_at"])


def try_again(message: OutboxMessage) -> None:
    """Give a message that was given up on a fresh start."""
    OutboxMessage.objects.filter(pk=message.pk, done_at__isnull=True).update(
        dead_at=None, attempts=0, available_at=clock.now()
    )


def purge(*, done_before: datetime) -> int:
    """Forget messages that were done before that moment; what was given up stays."""
    return OutboxMessage.objects.filter(done_at__lt=done_before).delete()[0]


def state() -> dict:
    """How the outbox stands: waiting, given up, and since when the oldest has waited."""
    return OutboxMessage.objects.filter(done_at__isnull=True).aggregate(
        waiting=Count("id", filter=Q(dead_at__isnull=True)),
        dead=Count("id", filter=Q(dead_at__isnull=False)),
        oldest=Min("created_at", filter=Q(dead_at__isnull=True)),
    )


def _short(error: BaseException) -> str:
    """The kind of error only: its message may hold personal data."""
    return type(error).__name__[:300]

"""Background work of the house itself."""

from datetime import timedelta

from celery import current_app, shared_task

from core import clock, mail, outbox, sealing
from core.drafts import KEPT_FOR
from core.models import Draft, Mail, OnceKey

ONCE_KEPT_FOR = timedelta(days=60)
MAIL_KEPT_FOR = timedelta(days=30)
OUTBOX_KEPT_FOR = timedelta(days=14)


@shared_task(ignore_result=True)
def relay_outbox() -> int:
    """Hand what was promised to Celery."""
    return outbox.relay(_hand_over)


def _hand_over(message) -> None:
    current_app.send_task(
        message.task, kwargs=message.kwargs, task_id=str(message.key), retry=False
    )


@shared_task(ignore_result=True)
def deliver_mail(mail_id: int) -> None:
    """Send one mail."""
    mail.deliver(Mail.objects.get(pk=mail_id))


@shared_task(ignore_result=True)
def seal_audit() -> int:
    """Seal what was appended to the audit since the last time."""
    return sealing.seal_all()


@shared_task(ignore_result=True)
def purge() -> None:
    """Forget drafts, keys, mails and finished jobs whose time is over."""
    now = clock.now()
    Draft.objects.filter(saved_at__lt=now - KEPT_FOR).delete()
    OnceKey.objects.filter(at__lt=now - ONCE_KEPT_FOR).delete()
    mail.purge(before=now - MAIL_KEPT_FOR)
    outbox.purge(done_before=now - OUTBOX_KEPT_FOR)

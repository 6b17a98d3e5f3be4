"""Mails. Written with the act that causes them, sent afterwards, kept and shown in the demo.

A mail carries links and references, never a resident's name or circumstances: mail is not a safe
place for them.
"""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from core import clock, outbox
from core.models import Mail


@transaction.atomic
def send(*, to, template: str, context: dict | None = None) -> list[Mail]:
    """Write `templates/email/<template>.{subject,txt,html}` to each address in `to`.

    `to` is one address or several; everyone gets a mail of their own. Goes out once the
    surrounding transaction has been committed.
    """
    addresses = [to] if isinstance(to, str) else list(dict.fromkeys(to))
    return [_write(each, template, context or {}) for each in addresses]


def _write(address: str, template: str, context: dict) -> Mail:
    told = {"site_url": site_url(), **context}
    with override(settings.LANGUAGE_CODE):
        return send_rendered(
            to=address,
            template=template,
            subject=render_to_string(f"email/{template}.subject.txt", told),
            text=render_to_string(f"email/{template}.txt", told),
            html=render_to_string(f"email/{template}.html", told),
        )


@transaction.atomic
def send_rendered(*, to: str, template: str, subject: str, text: str, html: str = "") -> Mail:
    """Write a mail whose words are ready, and promise to send it."""
    mail = Mail.objects.create(
        to=to,
        template=template[:80],
        subject=" ".join(subject.split())[:200],
        text=text.strip() + "\n",
        html=html,
        created_at=clock.now(),
    )
    outbox.enqueue("core.tasks.deliver_mail", mail_id=mail.pk)
    return mail


def site_url() -> str:
    """Where the service is reached, for links in mails."""
    return getattr(settings, "SITE_URL", "http://127.0.0.1:8000").rstrip("/")


def deliver(mail: Mail) -> None:
    """Hand one mail to the post, unless it went before. The demo keeps its mails instead."""
    if mail.sent_at is not None:
        return
    if not settings.DEMO:
        message = EmailMultiAlternatives(
            mail.subject,
            mail.text,
            to=[mail.to],
            headers={
                "Message-ID": f"<mail-{mail.pk}@{_domain()}>",
                "Auto-Submitted": "auto-generated",
            },
        )
        if mail.html:
            message.attach_alternative(mail.html, "text/html")
        message.send()
    mail.sent_at = clock.now()
    mail.save(update_fields=["sent_at"])


def _domain() -> str:
    return site_url().split("//", 1)[-1].split(":", 1)[0].split("/", 1)[0]


def purge(*, before: datetime) -> int:
    """Forget mails sent before that moment."""
    return Mail.objects.filter(sent_at__lt=before).delete()[0]

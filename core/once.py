"""Once means once: the key that a form carries, claimed in the transaction of the act itself.

A double click sends the same key twice. The second insert waits at the unique index until the
first act has ended: if it was done, the second gets its result; if it was refused, the second
takes its place.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict
from core.models import OnceKey

FIELD = "_once"
_NOT_AN_ANSWER = {FIELD, "csrfmiddlewaretoken", "_owner", "_version", "_draft"}


@dataclass(frozen=True, slots=True)
class Claim:
    """A claimed key. `first` is False when the same form was sent before."""

    row: OnceKey
    first: bool


def new_key() -> str:
    """A key for one form as it is shown."""
    return secrets.token_urlsafe(24)


def fingerprint(request) -> str:
    """A keyed digest of the path and all answers, files by their content."""
    digest = hmac.new(settings.SECRET_KEY.encode(), digestmod=hashlib.sha256)
    digest.update(request.path.encode())
    for name in sorted(set(request.POST) - _NOT_AN_ANSWER):
        digest.update(repr((name, request.POST.getlist(name))).encode())
    for name in sorted(request.FILES):
        for each in request.FILES.getlist(name):
            digest.update(repr((name, each.name)).encode())
            for chunk in each.chunks():
                digest.update(chunk)
            each.seek(0)
    return digest.hexdigest()


def claim(*, user, key: str, fingerprint: str) -> Claim:
    """Claim `key` for this act; raise Conflict when it was used for other answers."""
    key = key[:64]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_oncekey (user_id, key, fingerprint, result_url, message, at)"
            " VALUES (%s, %s, %s, '', '', %s) ON CONFLICT (user_id, key) DO NOTHING",
            [user.pk, key, fingerprint, clock.now()],
        )
        first = cursor.rowcount == 1
    row = OnceKey.objects.get(user=user, key=key)
    if row.fingerprint != fingerprint:
        raise Conflict(
            _(
                "This page was sent before with other answers, and those were kept. "
                "Look at what is there now, then send again if you still want to."
            )
        )
    return Claim(row, first)


def settle(row: OnceKey, *, result_url: str, message: str) -> None:
    """Keep where the act led, for whoever sends the same form again."""
    row.result_url, row.message = result_url[:500], str(message)[:500]
    row.save(update_fields=["result_url", "message"])


def find(*, user, key: str) -> OnceKey | None:
    """The key as it was used before, if it was."""
    return OnceKey.objects.filter(user=user, key=key[:64]).first()

"""Which version of a thing a page showed, so that nobody overwrites what they did not see."""

import hashlib
import hmac

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict
from core.services import lock

ALL = ("__all__",)


def of(thing, fields: tuple[str, ...] = ALL) -> str:
    """A digest of the values of `fields` (``versions.ALL``: every column)."""
    names = [each.attname for each in thing._meta.concrete_fields] if fields == ALL else fields
    digest = hmac.new(settings.SECRET_KEY.encode(), digestmod=hashlib.sha256)
    for name in names:
        digest.update(repr((name, getattr(thing, name))).encode())
    return digest.hexdigest()[:32]


def check(thing, fields: tuple[str, ...], shown: str) -> None:
    """Lock `thing` and raise Conflict, saying who and when, unless it is still as `shown`."""
    fresh = lock(thing)
    if hmac.compare_digest(of(fresh, fields), shown):
        return
    change = last_change(fresh)
    if change:
        who, when = change
        raise Conflict(
            _(
                "%(who)s changed this at %(when)s while you were writing. What you wrote is "
                "still here: look at what changed, then send again to keep yours."
            )
            % {"who": who, "when": f"{timezone.localtime(when):%H:%M}"}
        )
    raise Conflict(
        _(
            "Someone else changed this while you were writing. What you wrote is still here: "
            "look at what changed, then send again to keep yours."
        )
    )


def last_change(thing) -> tuple[str, object] | None:
    """Who did the last thing to it, and when, from its timeline."""
    events = getattr(thing, "events", None)
    last = events.select_related("by").order_by("-at", "-pk").first() if events else None
    if last is None:
        return None
    return (str(last.by) if last.by else _("The service itself"), last.at)

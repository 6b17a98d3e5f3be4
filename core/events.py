"""What happened, as rows that are never changed: the product's own timeline.

Each app has its concrete event model. `record` appends one row; an `Announcement` tells higher
apps, inside the same transaction, what a lower one did.
"""

from contextlib import contextmanager
from contextvars import ContextVar

import pghistory
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from core import writing
from core.audit import append_only

_through: ContextVar[dict | None] = ContextVar("through", default=None)


@contextmanager
def through(**how):
    """Whatever happens inside was done in this way: ``link=`` and ``name=`` of a signed link.

    It stands in the ``data["through"]`` of each event and in the row history, so that no service
    need be told.
    """
    token = _through.set(how)
    try:
        with pghistory.context(**how):
            yield
    finally:
        _through.reset(token)


def said_to_be() -> str:
    """The name that whoever acts by link gave; "" for people who signed in."""
    return (_through.get() or {}).get("name", "")


class EventRecord(models.Model):
    """One thing that happened to one noun. Append-only."""

    append_only = True

    at = models.DateTimeField(_("when"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who"),
        help_text=_("Empty when the service itself acted."),
    )
    verb = models.CharField(_("what"), max_length=40)
    from_status = models.CharField(max_length=30, blank=True)
    to_status = models.CharField(max_length=30, blank=True)
    words = models.TextField(_("in words"), blank=True)
    data = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        abstract = True
        triggers = [append_only()]

    def __str__(self):
        return f"{self.verb} {self.at:%Y-%m-%d %H:%M}"

    @property
    def who(self) -> str:
        """Whose act it was, for the screen: with the name that someone by a link gave."""
        if self.by is None:
            return str(_("By itself"))
        name = self.data.get("through", {}).get("name", "")
        return f"{name}, {self.by}" if name else str(self.by)


def record(thing, verb: str, *, by, at, from_status: str = "", words: str = "", data=None):
    """Append one event to `thing` (whose `events` relation leads to its event model)."""
    event = told(thing, verb, by=by, at=at, from_status=from_status, words=words, data=data)
    writing.insert(event)
    return event


def told(thing, verb: str, *, by, at, from_status: str = "", words: str = "", data=None):
    """The event that `record` would append, for whoever writes it together with other rows."""
    how = _through.get()
    relation = type(thing).events.rel
    return relation.related_model(
        **{relation.field.name: thing},
        at=at,
        by=by,
        verb=verb,
        from_status=from_status,
        to_status=getattr(thing, "status", "") or "",
        words=words,
        data={**(data or {}), **({"through": how} if how else {})},
    )


class Announcement(Signal):
    """A domain signal, sent inside the transaction so that listeners stand or fall with it."""

    def send(self, sender, **named):
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("announce inside the transaction that made it true")
        return super().send(sender, **named)

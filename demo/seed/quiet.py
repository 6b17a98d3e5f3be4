"""Telling the past: without sending its mails, and without asking twice for what never changes."""

from contextlib import ExitStack, contextmanager
from unittest import mock

from django.db import connection, transaction
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

from accounts.models import Organisation, Site, Ward
from core import mail, outbox
from programmes.models import BarrierReason, NeedDomain, Policy, Programme

UNCHANGING = (Organisation, Site, Ward, Programme, Policy, NeedDomain, BarrierReason)


@contextmanager
def quiet():
    """Within this block no mail is written and no background job promised.

    Mails of last year's referrals must not go out today. What happens today is told outside of
    it.
    """
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(mail, "send", _nothing))
        stack.enter_context(mock.patch.object(outbox, "enqueue", _nothing))
        yield


def _nothing(*args, **kwargs):
    return []


@contextmanager
def remembering():
    """Within this block, programmes, rules, organisations and lists are read once."""
    known: dict[tuple, object] = {}
    read = ForwardManyToOneDescriptor.get_object

    def remembered(descriptor, instance):
        model = descriptor.field.remote_field.model
        if model not in UNCHANGING:
            return read(descriptor, instance)
        key = (model, getattr(instance, descriptor.field.attname))
        if key not in known:
            known[key] = read(descriptor, instance)
        return known[key]

    with mock.patch.object(ForwardManyToOneDescriptor, "get_object", remembered):
        yield


@contextmanager
def one_piece():
    """A story is one transaction without savepoints: it is told whole, or not at all.

    What may be refused on the way stands in `undoable`.
    """
    features = connection.features
    with transaction.atomic():
        before, features.uses_savepoints = features.uses_savepoints, False
        try:
            yield
        finally:
            features.uses_savepoints = before


@contextmanager
def undoable():
    """A part of a story that may be refused: then it leaves nothing behind."""
    features = connection.features
    before, features.uses_savepoints = features.uses_savepoints, True
    try:
        with transaction.atomic():
            yield
    finally:
        features.uses_savepoints = before


def spare_exceptions() -> None:
    """Tell pgtrigger that it ignores no trigger (all stay on), which it would otherwise find out
    for each row by an exception."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', false)")

"""Something that needs somebody today."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from core.services import lock
from residents.models import Alert, Resident


@transaction.atomic
def raise_alert(
    resident: Resident, *, programme, kind: str, key: str, words: str, at, due_at=None
) -> Alert:
    """Raise an alert, once for the same cause: `key` names what raised it."""
    alert, _made = Alert.objects.get_or_create(
        kind=kind,
        key=key[:60],
        defaults={
            "resident": resident,
            "programme": programme,
            "words": words[:200],
            "due_at": due_at,
            "raised_at": at,
        },
    )
    return alert


@transaction.atomic
def end_alert(alert: Alert, *, by, at) -> Alert:
    """Someone has acted (`by` is None when the service itself saw that it was done)."""
    alert = lock(alert)
    if alert.ended_at is not None:
        raise NotAllowedNow(_("Somebody has seen to this already."))
    alert.ended_at, alert.ended_by = at, by
    alert.save(update_fields=["ended_at", "ended_by"])
    return alert

"""Row history as people read it: who changed what, when, from which page, from what to what.

Every tracked model has a version model (core.audit.track); a version row is the thing as it was
after that change. What changed is the difference to the version before.
"""

import datetime as dt
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from pghistory.models import Event

MOST = 500
_HIDDEN = {"password", "last_login", "search_name"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """One change of one row."""

    at: dt.datetime
    number: int
    who: str
    page: str
    request: str
    what: str
    kind: str
    changes: tuple[Change, ...]


def version_models() -> dict[str, type]:
    """Version models by the label of what they track ("residents.Resident")."""
    found = {}
    for model in apps.get_models():
        if issubclass(model, Event) and hasattr(model, "pgh_tracked_model"):
            found[model.pgh_tracked_model._meta.label] = model
    return dict(sorted(found.items()))


def subjects() -> list[tuple[str, str]]:
    """What can be looked up by a reference: (label, words)."""
    return [
        (label, str(model.pgh_tracked_model._meta.verbose_name).capitalize())
        for label, model in version_models().items()
        if _has_reference(model.pgh_tracked_model)
    ]


def _has_reference(model) -> bool:
    return any(field.name == "reference" for field in model._meta.get_fields())


def of(label: str, reference: str) -> list[Version]:
    """All versions of the thing with that reference and of what belongs to it, newest first."""
    model = version_models()[label]
    ids = set(model.objects.filter(reference=reference).values_list("pgh_obj_id", flat=True))
    if not ids:
        return []
    found = _versions(model, Q(pgh_obj_id__in=ids))
    for other in version_models().values():
        for field in _links(other, model.pgh_tracked_model):
            found += _versions(other, Q(**{f"{field}__in": ids}))
    found.sort(key=lambda version: (version.at, version.number), reverse=True)
    return found[:MOST]


def _links(other, tracked) -> list[str]:
    """The fields of a version model that point at `tracked`."""
    return [
        field.name
        for field in other._meta.fields
        if field.name != "pgh_obj" and field.is_relation and field.related_model is tracked
    ]


def _versions(model, condition) -> list[Version]:
    rows = list(model.objects.filter(condition).order_by("pgh_obj_id", "pgh_id")[:MOST])
    people = _people(rows)
    found, before = [], None
    for row in rows:
        same = before is not None and before.pgh_obj_id == row.pgh_obj_id
        found.append(_version(row, before if same else None, people))
        before = row
    return found


def _people(rows) -> dict[int, str]:
    ids = {(row.pgh_context or {}).get("user") for row in rows} - {None}
    users = get_user_model()._default_manager.filter(pk__in=ids)
    return {user.pk: str(user) for user in users}


def _version(row, before, people) -> Version:
    context = row.pgh_context or {}
    what = {"insert": _("Added"), "update": _("Changed"), "delete": _("Deleted")}
    return Version(
        at=row.pgh_created_at,
        number=row.pgh_id,
        who=people.get(context.get("user"), _("The service itself")),
        page=context.get("page", ""),
        request=context.get("request", ""),
        what=what.get(row.pgh_label, row.pgh_label),
        kind=str(row.pgh_tracked_model._meta.verbose_name).capitalize(),
        changes=tuple(_changes(row, before)),
    )


def _changes(row, before) -> list[Change]:
    if row.pgh_label == "delete":
        return []
    found = []
    for field in row.pgh_tracked_model._meta.concrete_fields:
        if field.name in _HIDDEN or field.primary_key or not hasattr(row, field.attname):
            continue
        now = getattr(row, field.attname)
        then = getattr(before, field.attname) if before is not None else None
        if now != then and not (before is None and now in (None, "", [], {})):
            found.append(Change(str(field.verbose_name).capitalize(), _shown(then), _shown(now)))
    return found


def _shown(value) -> str:
    if value is None or value == "":
        return _("empty")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return f"{timezone.localtime(value):%-d %B %Y, %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%-d %B %Y}"
    return str(value)

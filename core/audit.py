"""Row history and append-only tables, held by PostgreSQL triggers.

Row history (who changed which row, when, from which page) serves investigation and is read by the
governance role. It is apart from the product's own timeline (core.events), which serves the work.
"""

import pghistory
import pgtrigger
from django.db.models import Index, Q


def append_only() -> pgtrigger.Protect:
    """A trigger that refuses to change or delete a row, whoever asks."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


def track(model):
    """Keep every version of each row of `model`: who, when and from which page.

    Versions are rows of `<Model>Version`, reached through ``versions``; generated columns are
    left out, since they follow from the others, and so are secrets and sign-in stamps, and what
    the model itself names ``untracked``: identities that never change, and what is worked out.

    What it names ``often_empty`` are foreign keys that most versions of a busy table leave empty;
    their indexes hold those that do not.
    """
    untracked = {"password", "last_login", *getattr(model, "untracked", ())}
    often_empty = getattr(model, "often_empty", ())
    left_out = [
        field.name
        for field in model._meta.local_fields
        if field.generated or field.name in untracked
    ]
    tracked = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        model_name=f"{model.__name__}Version",
        obj_field=pghistory.ObjForeignKey(related_name="versions"),
        exclude=left_out or None,
        append_only=True,
        meta={"indexes": [_where_filled(model, name) for name in often_empty]},
    )(model)
    for name in often_empty:
        model.versions.rel.related_model._meta.get_field(name).db_index = False
    return tracked


def _where_filled(model, name: str) -> Index:
    """An index over the versions that have this foreign key."""
    filled = Q(**{f"{name}__isnull": False})
    return Index(fields=[name], condition=filled, name=f"{model.__name__.lower()}_v_{name}"[:30])

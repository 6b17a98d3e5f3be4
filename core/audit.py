"""Row history and append-only tables, held by PostgreSQL triggers.

Row history (who changed which row, when, from which page) serves investigation and is read by the
governance role. It is apart from the product's own timeline (core.events), which serves the work.
"""

import pghistory
import pgtrigger


def append_only() -> pgtrigger.Protect:
    """A trigger that refuses to change or delete a row, whoever asks."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


def track(model):
    """Keep every version of each row of `model`: who, when and from which page.

    Versions are rows of `<Model>Version`, reached through ``versions``; generated columns are
    left out, since they follow from the others, and so are secrets and sign-in stamps, and what
    the model itself names ``untracked``: identities that never change, and what is worked out.
    """
    untracked = {"password", "last_login", *getattr(model, "untracked", ())}
    left_out = [
        field.name
        for field in model._meta.local_fields
        if field.generated or field.name in untracked
    ]
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        model_name=f"{model.__name__}Version",
        obj_field=pghistory.ObjForeignKey(related_name="versions"),
        exclude=left_out or None,
        append_only=True,
    )(model)

"""Short random references that can be read over the phone.

Six Crockford base-32 characters (no I, L, O, U) after a prefix that shows the kind. They stand on
screen and in URLs; primary keys and NHS numbers never do.
"""

import secrets

from django.db import models

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
_READ_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_reference(prefix: str) -> str:
    """A fresh reference; 32**6 (a thousand million) of each kind."""
    return f"{prefix}-{''.join(secrets.choice(ALPHABET) for _ in range(LENGTH))}"


def tidy_reference(typed: str) -> str:
    """What someone typed or heard, as it is stored: capitals, I and L read as 1, O as 0."""
    prefix, _, rest = typed.strip().upper().rpartition("-")
    return f"{prefix}-{rest.translate(_READ_ALIKE)}" if prefix else rest


def give(row: models.Model) -> str:
    """Give a new row its reference before it is written, where something else will name it."""
    return row._meta.get_field("reference").pre_save(row, add=True)


class ReferenceField(models.CharField):
    """A unique reference, given when the row is first made.

    In a table of versions (core.audit.track) the same reference stands in every version of its
    row, so pghistory asks there for ``unique=False``.
    """

    def __init__(self, *args, prefix: str = "CB", **kwargs):
        self.prefix = prefix
        kwargs.setdefault("max_length", 12)
        kwargs.setdefault("unique", True)
        kwargs.update(editable=False, blank=True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for given in ("unique", "editable", "blank"):
            kwargs.pop(given, None)
        if not self.unique:
            kwargs["unique"] = False
        kwargs["prefix"] = self.prefix
        return name, path, args, kwargs

    def pre_save(self, model_instance, add):
        value = getattr(model_instance, self.attname)
        if not value:
            value = new_reference(self.prefix)
            setattr(model_instance, self.attname, value)
        return value

"""Short references that can be read over the phone, look random and never meet.

Six Crockford base-32 characters (no I, L, O, U) after a prefix that shows the kind. They stand on
screen and in URLs; primary keys and NHS numbers never do.

Six random characters would meet too soon: among 40,000 rows two alike are more likely than not.
So PostgreSQL counts, and shuffles the count with a key of its own (core_draw_references, see
docs/decisions/0029): each number becomes one reference and no other, and whoever has drawn it has
it alone, whatever becomes of the transaction. Those that a row got in another way before are left
out when they are drawn.
"""

import secrets
from collections import deque
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from django.db import connection, models

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
_READ_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})
_FEWEST, _MOST = 4, 64


@dataclass(slots=True)
class _Stock:
    """What one connection has drawn of a kind and not given yet; a busy one draws more at once."""

    free: deque[str] = field(default_factory=deque)
    next_draw: int = _FEWEST

    def draw(self, model: type[models.Model], prefix: str, count: int) -> None:
        """Draw `count`, less those that some row has already."""
        quote = connection.ops.quote_name
        table, column = model._meta.db_table, model._meta.get_field("reference").column
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT drawn FROM core_draw_references(%s, %s) AS drawn WHERE NOT EXISTS"
                f" (SELECT FROM {quote(table)} WHERE {quote(column)} = drawn)",
                [prefix, count],
            )
            self.free.extend(drawn for (drawn,) in cursor.fetchall())


_stocks: WeakKeyDictionary[object, dict[str, _Stock]] = WeakKeyDictionary()
"""Kept by connection, so that neither a fork nor another database gives what is given here."""


def draw(model: type[models.Model]) -> str:
    """A fresh reference for a row of `model`: of a thousand million, and nobody else's."""
    prefix, stock = _stock(model)
    while not stock.free:
        stock.draw(model, prefix, stock.next_draw)
        stock.next_draw = min(stock.next_draw * 2, _MOST)
    return stock.free.popleft()


def keep_ready(model: type[models.Model], count: int) -> None:
    """Draw at once what `count` new rows of `model` will need."""
    prefix, stock = _stock(model)
    while (missing := count - len(stock.free)) > 0:
        stock.draw(model, prefix, missing)


def _stock(model: type[models.Model]) -> tuple[str, _Stock]:
    connection.ensure_connection()
    prefix = model._meta.get_field("reference").prefix
    return prefix, _stocks.setdefault(connection.connection, {}).setdefault(prefix, _Stock())


def random_name(kind: str) -> str:
    """A name for a file that says nothing about what is in it."""
    return f"{kind}-{secrets.token_hex(8)}"


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
            value = draw(type(model_instance))
            setattr(model_instance, self.attname, value)
        return value

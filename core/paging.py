"""Pages by key and counts with a ceiling, so that page ten thousand costs what page one costs.

A page is found from the last row of the page before: its reference stands in the address (never
a name or a date of birth), and its sort values are looked up again within what the person may see.
"""

from dataclasses import dataclass, field

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

PER_PAGE = 50
COUNT_CEILING = 1000


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows of one page and whether there are some before and after."""

    rows: list
    before: bool
    after: bool
    count: int
    capped: bool
    cursors: tuple[str, str] = field(default=("", ""))

    @property
    def total_words(self) -> str:
        """How many there are, as far as we count."""
        if self.capped:
            return _("more than %(count)s") % {"count": f"{COUNT_CEILING:,}"}
        return ngettext("%(count)s in all", "%(count)s in all", self.count) % {
            "count": f"{self.count:,}"
        }

    @property
    def count_words(self) -> str:
        """The bare number: 38, or 1,000+."""
        return f"{COUNT_CEILING:,}+" if self.capped else f"{self.count:,}"


def capped_count(rows, ceiling: int = COUNT_CEILING) -> tuple[int, bool]:
    """How many rows there are, and whether there are more than `ceiling`."""
    found = rows.order_by().values("pk")[: ceiling + 1].count()
    return min(found, ceiling), found > ceiling


@dataclass(frozen=True, slots=True)
class Key:
    """One field of an order. `nullable` rows without a value come last in both directions."""

    name: str
    descending: bool = False
    nullable: bool = False

    def flipped(self) -> "Key":
        """The other way round."""
        return Key(self.name, not self.descending, self.nullable)


def keys_for(rows, fields) -> list[Key]:
    """The order as keys, ended by the primary key so that it is total."""
    keys = [
        Key(name.lstrip("-"), name.startswith("-"), _nullable(rows.model, name.lstrip("-")))
        for name in fields
    ]
    if keys and keys[-1].name in ("pk", "id"):
        return keys
    return [*keys, Key("pk", keys[-1].descending if keys else True)]


def _nullable(model, path: str) -> bool:
    """Whether a field on `path` may be empty; an annotation is taken to be so."""
    for step in path.split("__"):
        try:
            found = model._meta.get_field(step)
        except Exception:  # an annotation or a lookup: nothing is known of it
            return path != "pk"
        if found.null or found.one_to_many or found.many_to_many:
            return True
        model = found.related_model or model
    return False


def _order(keys: list[Key], *, reverse: bool):
    """The ORDER BY. Read backwards, empty values come first, so that the pages mirror."""
    terms = []
    for key in keys:
        down = key.descending != reverse
        nulls = {}
        if key.nullable:
            nulls = {"nulls_first": True} if reverse else {"nulls_last": True}
        terms.append(F(key.name).desc(**nulls) if down else F(key.name).asc(**nulls))
    return terms


def _beyond(keys: list[Key], values, *, reverse: bool) -> Q:
    """Rows that come after (or before) the row with `values` in the order of `keys`."""
    condition = Q(pk__in=[])
    same = Q()
    for key, value in zip(keys, values, strict=True):
        condition |= same & _past(key, value, reverse=reverse)
        same &= Q(**{f"{key.name}__isnull": True}) if value is None else Q(**{key.name: value})
    return _hint(keys[0], values[0], reverse=reverse) & condition


def _past(key: Key, value, *, reverse: bool) -> Q:
    if value is None:  # empty values are last: nothing is past them, everything is before
        return Q(**{f"{key.name}__isnull": False}) if reverse else Q(pk__in=[])
    side = "lt" if key.descending != reverse else "gt"
    past = Q(**{f"{key.name}__{side}": value})
    return past | Q(**{f"{key.name}__isnull": True}) if key.nullable and not reverse else past


def _hint(key: Key, value, *, reverse: bool) -> Q:
    """A plain bound on the first key, which lets PostgreSQL start inside the index."""
    if key.nullable or value is None:
        return Q()
    side = "lte" if key.descending != reverse else "gte"
    return Q(**{f"{key.name}__{side}": value})


def cut(rows, *, order, after="", before="", cursor="reference", per_page=PER_PAGE) -> Slice:
    """One page of `rows` in `order` (field names), after or before the row with that cursor."""
    keys = keys_for(rows, order)
    anchor = (after or before).replace("\0", "")
    if not anchor and _is_ranked(rows, keys):
        return _ranked(rows, keys, cursor, per_page)
    count, capped = capped_count(rows)
    values = _values_at(rows, keys, cursor, anchor) if anchor else None
    reverse = bool(before and not after and values)
    found = rows.order_by(*_order(keys, reverse=reverse))
    if values:
        found = found.filter(_beyond(keys, values, reverse=reverse))
    got = list(_whole(found, per_page + 1))
    more, got = len(got) > per_page, got[:per_page]
    if reverse:
        got.reverse()
    ends = (str(getattr(got[0], cursor)), str(getattr(got[-1], cursor))) if got else ("", "")
    return Slice(
        rows=got,
        before=more if reverse else bool(values),
        after=bool(got) if reverse else more,
        count=count,
        capped=capped,
        cursors=ends,
    )


def _is_ranked(rows, keys: list[Key]) -> bool:
    """Whether the order is something worked out for each row, such as how well it fits."""
    query = rows.query
    plain = not (query.select_related or query.distinct or query.is_sliced or query.combinator)
    return plain and [each.name in query.annotations for each in keys] == [True, False]


def _ranked(rows, keys: list[Key], cursor: str, per_page: int) -> Slice:
    """The first page of rows that are ranked, counted in the same statement.

    Every row has to be worked out before the first is known, so counting them costs nothing more;
    asked apart, the filters would be gone through twice.
    """
    rank, pk = keys[0].name, rows.model._meta.pk.column
    quote, down = connection.ops.quote_name, ("ASC", "DESC")
    try:
        sql, values = rows.order_by().query.sql_with_params()
    except EmptyResultSet:
        return Slice([], before=False, after=False, count=0, capped=False)
    found = rows.model._base_manager.raw(
        f"WITH found AS MATERIALIZED ({sql}) "
        "SELECT found.*, (SELECT count(*) FROM found) AS counted_along FROM found "
        f"ORDER BY {quote(rank)} {down[keys[0].descending]} NULLS LAST, "
        f"{quote(pk)} {down[keys[1].descending]} LIMIT {per_page + 1}",
        values,
    )
    got = list(found.prefetch_related(*rows._prefetch_related_lookups))
    total = got[0].counted_along if got else 0
    more, got = len(got) > per_page, got[:per_page]
    ends = (str(getattr(got[0], cursor)), str(getattr(got[-1], cursor))) if got else ("", "")
    count, capped = min(total, COUNT_CEILING), total > COUNT_CEILING
    return Slice(got, before=False, after=more, count=count, capped=capped, cursors=ends)


def _whole(found, count: int):
    """The first `count` rows with all that belongs to them.

    What a row is drawn with is joined to the rows of the page alone: joined before the page is
    cut, PostgreSQL reads and sorts it for every row that fits the filters.
    """
    if not found.query.select_related or found.query.distinct or found.query.is_sliced:
        return found[:count]
    page = found.select_related(None).values("pk")[:count]
    return found.filter(pk__in=page)


def _values_at(rows, keys, cursor, anchor):
    """The sort values of the row at `anchor`, within the scope; None when it is gone."""
    try:
        at_anchor = rows.order_by().filter(**{cursor: anchor})
        return at_anchor.values_list(*[key.name for key in keys]).first()
    except (ValueError, TypeError):
        return None

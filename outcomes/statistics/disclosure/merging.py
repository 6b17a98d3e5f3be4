"""Sums of money by kind, where some kinds concern few people.

Hiding one row of a column that adds up to a known total hides nothing. So kinds that concern 1 to
7 people are put together in one row until the people behind it are enough, taking in the smallest
of the others where they must.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from outcomes.statistics.disclosure.figures import is_small


@dataclass(frozen=True)
class Sum:
    """Pounds for a kind of thing, and the people it was for. `name` "" is what was put together.

    `cells` are the smallest sums it adds up, where they are known.
    """

    name: str
    people: int
    amount: Decimal
    cells: frozenset[str] = frozenset()


def merged(sums: Sequence[Sum]) -> list[Sum] | None:
    """Rows fit to publish, largest first; None when even all together are about 1 to 7 people.

    People of different kinds may be the same ones, so those of a merged row are at least the
    largest number among its parts: that number is what must be large enough.
    """
    rows = sorted(sums, key=lambda each: (each.people, each.amount))
    small = [each for each in rows if is_small(each.people)]
    nobody = [each for each in rows if not each.people]
    others = [each for each in rows if each.people and not is_small(each.people)]
    if not small:
        return _largest_first(rows)
    if not others:
        return None
    # one that is large enough must be taken in, or the small ones stand alone behind the total
    together = [*small, others[0]]
    cells = frozenset().union(*(each.cells for each in together))
    people, amount = max(each.people for each in together), sum(each.amount for each in together)
    rest = Sum("", people, amount, cells)
    return [*_largest_first([*others[1:], *nobody]), rest]


def _largest_first(rows: Sequence[Sum]) -> list[Sum]:
    return sorted(rows, key=lambda each: (-each.amount, each.name))

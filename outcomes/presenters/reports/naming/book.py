"""Counts that know their name, and what a reader knows of how they hang together.

A count that leaves is a sum over smallest cells. Where the cut holds those cells (referrals by
month, place and decision) they are the members; else the count is a cell of its own, tied to others
by links: “these add up to those”, “these are among those”. A reader knows the links from the words
of the report, so the attack has to know them too.
"""

from collections.abc import Iterable
from typing import Any

from outcomes.statistics.disclosure import Link

Cells = Iterable[str]


class Named(int):
    """A count with the name under which it is said, rounded or withheld."""

    key: str

    def __new__(cls, number: int, key: str):
        """The number itself; the name rides along."""
        found = super().__new__(cls, number)
        found.key = key
        return found


class Book:
    """What is said of one evaluation. `scope` sets it apart from others: its day and its window."""

    def __init__(self, scope: str, streams: dict[str, list[list]]):
        self.scope = scope
        self.sums: dict[str, frozenset[str]] = {}
        self.links: list[Link] = []
        self.worth: dict[str, int] = {}
        self.streams: dict[str, dict[str, int]] = {
            name: {f"{name}|{month}|{place}|{kind}": number for month, place, kind, number in cells}
            for name, cells in streams.items()
        }
        for cells in self.streams.values():
            self.worth |= cells

    def name(self, holder: Any, at, key: str, members: Cells = ()) -> frozenset[str]:
        """Give the count `holder[at]` its name; returns its cells.

        `members` are its cells where they come to the same number; else it is a cell of its own.
        """
        number = holder[at] if isinstance(holder, list) else holder.get(at)
        if number is None:
            return frozenset()
        key, chosen = self._free(f"{self.scope}|{key}", number), frozenset(members)
        if not chosen or self._sum(chosen) != number:
            chosen = frozenset({key})
            self.worth[key] = int(number)
        holder[at] = Named(int(number), key)
        self.sums[key] = chosen
        return chosen

    def _free(self, key: str, number: int) -> str:
        """The key, unless another number has it already."""
        while key in self.sums and self._sum(self.sums[key]) != number:
            key += "'"
        return key

    def _sum(self, cells: Cells) -> int:
        return sum(self.worth.get(cell, 0) for cell in cells)

    def of_stream(self, name: str, kinds: Cells = ()) -> frozenset[str]:
        """The cells of a stream of the cut, of some kinds or all."""
        wanted = {str(kind) for kind in kinds}
        cells = self.streams.get(name, {})
        return frozenset(cell for cell in cells if not wanted or cell.rpartition("|")[2] in wanted)

    def among(self, part: Cells, whole: Cells) -> None:
        """Each of `part` is one of `whole`, or both are the same people counted otherwise."""
        some, every = frozenset(part), frozenset(whole)
        if some and every and some != every and self._sum(some) <= self._sum(every):
            self.links.append(Link(some, every, equal=False))

    def same(self, one: Cells, other: Cells) -> None:
        """Both come to the same number, where they do."""
        some, every = frozenset(one), frozenset(other)
        if some and every and some != every and self._sum(some) == self._sum(every):
            self.links.append(Link(some, every, equal=True))

    def rows(self, rows: list[list], key: str, at: int = 1) -> frozenset[str]:
        """Name the count of each [label, …, count, …] row; all their cells."""
        every: set[str] = set()
        for row in rows:
            every |= self.name(row, at, f"{key}|{row[0]}")
        return frozenset(every)

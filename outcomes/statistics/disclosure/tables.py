"""Tables with totals, protected.

Cells, subtotals and the grand total are each rounded from the true figures. Rounding totals by
themselves nearly always hides the small cells, but not always: seven stars under a total that is a
star as well can only be seven ones. So the table is attacked before it leaves, and totals are
withheld until no small cell can be found exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from outcomes.statistics.disclosure.attack import SMALL, undo
from outcomes.statistics.disclosure.figures import STAR, rounded

WITHHELD = "–"


@dataclass(frozen=True)
class Published:
    """None stands for a star in cells and totals; what is `withheld` is not given at all.

    `withheld` holds "rows", "columns" and "total".
    """

    cells: tuple[tuple[int | None, ...], ...]
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]
    total: int | None
    withheld: frozenset[str]

    def words(self) -> list[list[str]]:
        """The table as text, a total at the end of each row and a row of totals last."""
        body = [
            [*(_shown(cell) for cell in row), self._total(total, "rows")]
            for row, total in zip(self.cells, self.rows, strict=True)
        ]
        last = [self._total(each, "columns") for each in self.columns]
        return [*body, [*last, self._total(self.total, "total")]]

    def _total(self, figure: int | None, name: str) -> str:
        return WITHHELD if name in self.withheld else _shown(figure)


def _shown(figure: int | None) -> str:
    return STAR if figure is None else f"{figure:,}"


def protect(counts: Sequence[Sequence[int]]) -> Published:
    """counts: people by row and column. Withholds totals only where they would tell."""
    table = np.asarray(counts)
    if table.ndim != 2 or table.size == 0 or np.any(table < 0) or np.any(table != np.round(table)):
        raise ValueError("a table of people: whole counts from 0, each row of the same length")
    whole = table.astype(int)
    found = Published(
        cells=tuple(tuple(rounded(int(cell)) for cell in row) for row in whole),
        rows=tuple(rounded(int(each)) for each in whole.sum(axis=1)),
        columns=tuple(rounded(int(each)) for each in whole.sum(axis=0)),
        total=rounded(int(whole.sum())),
        withheld=frozenset(),
    )
    for name in ("total", "columns", "rows"):
        if not tells(found):
            return found
        found = replace(found, withheld=found.withheld | {name})
    return found


def tells(published: Published) -> bool:
    """Whether somebody could work out a small cell exactly."""
    small = range(1, SMALL + 1)
    return any(each.low == each.high and each.low in small for each in undo(published).values())

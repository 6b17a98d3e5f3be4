"""Exact and coarsened exact matching: only people in the same cell are compared.

Coarsened exact matching (Iacus, King and Porro 2012) cuts each column of numbers into bins of
equal width first, as many as Sturges' rule gives for the whole sample unless told otherwise; a
value on a border belongs to the higher bin. Words are compared as they are.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from outcomes.statistics.counts.matrix import Column
from outcomes.statistics.guards import alike, flags, numbers
from outcomes.statistics.matching.results import Matching, both_kinds, levelled

Bins = int | Sequence[float]


def sturges(rows: int) -> int:
    """ceil(log2(n) + 1)."""
    return int(np.ceil(np.log2(rows) + 1))


def coarsen(values: Column, bins: Bins | None = None) -> np.ndarray:
    """The bin of each value. bins: how many of equal width, or the borders between them.

    None: Sturges' number; 1: everybody in one bin.
    """
    found = numbers(values, what="values to coarsen", at_least=1)
    wanted = sturges(len(found)) if bins is None else bins
    if isinstance(wanted, int):
        if wanted < 1:
            raise ValueError("bins: at least one is needed")
        low, high = float(found.min()), float(found.max())
        borders = low + (high - low) / wanted * np.arange(1, wanted)
    else:
        borders = np.unique(numbers(wanted, what="borders"))
    return np.searchsorted(borders, found, side="right")


def cells(columns: Mapping[str, Column], *, rows: int) -> np.ndarray:
    """The number of the cell of each row: rows alike in every column share one."""
    number = np.zeros(rows, dtype=int)
    for name, values in columns.items():
        found = np.asarray(values)
        if found.dtype.kind in "biuf":
            numbers(found, what=name)
        alike(found, number, what=name)
        part = np.unique(found, return_inverse=True)[1]
        number = np.unique(number * (part.max(initial=0) + 1) + part, return_inverse=True)[1]
    return number


def exact(
    supported: Sequence[int] | np.ndarray, columns: Mapping[str, Column], *, how: str = "exact"
) -> Matching:
    """Keep cells with both kinds of people; the others count as many as the supported there."""
    group = flags(supported, what="supported")
    both_kinds(group)
    cell = cells(columns, rows=len(group))
    size = int(cell.max()) + 1
    here = np.bincount(cell[group], minlength=size)
    there = np.bincount(cell[~group], minlength=size)
    usable = (here > 0) & (there > 0)
    if not usable.any():
        raise ValueError("nobody supported has anybody alike: compare fewer or coarser columns")
    ratio = np.where(usable, here / np.maximum(there, 1), 0.0)
    weights = np.where(group, usable[cell] * 1.0, ratio[cell])
    member = np.where(usable[cell], cell, -1)
    return Matching(group, levelled(weights, group), member, how)


def coarsened(
    supported: Sequence[int] | np.ndarray,
    columns: Mapping[str, Column],
    *,
    bins: Mapping[str, Bins] | None = None,
) -> Matching:
    """Exact matching on bins of the columns of numbers and on words as they are."""
    coarse = {
        name: coarsen(values, (bins or {}).get(name))
        if np.asarray(values).dtype.kind in "biuf"
        else values
        for name, values in columns.items()
    }
    return exact(supported, coarse, how="coarsened exact")

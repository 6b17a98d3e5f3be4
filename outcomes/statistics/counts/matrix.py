"""From columns to the numbers that a model works with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from outcomes.statistics.guards import numbers

Column = Sequence[float] | Sequence[str] | np.ndarray
INTERCEPT = "Intercept"


@dataclass(frozen=True)
class Design:
    """`matrix`: rows × terms, named by `names`; the first term is the intercept."""

    names: tuple[str, ...]
    matrix: np.ndarray


def design(
    columns: Mapping[str, Column], *, rows: int, reference: Mapping[str, str] | None = None
) -> Design:
    """Intercept, numbers as they are, words as one 0/1 term for each level but the reference.

    The reference of a column of words is its first in alphabetical order unless `reference` names
    another. Terms of words are named "column=level". Raises ValueError when terms repeat each
    other, for then no model can tell them apart.
    """
    names, parts = [INTERCEPT], [np.ones(rows)]
    for name, values in columns.items():
        for term, part in _terms(name, values, (reference or {}).get(name)):
            names.append(term)
            parts.append(part)
    if any(len(part) != rows for part in parts):
        raise ValueError("every column needs the same number of rows")
    matrix = np.column_stack(parts)
    if np.linalg.matrix_rank(matrix / np.maximum(np.abs(matrix).max(axis=0), 1e-300)) < len(names):
        raise ValueError("two terms say the same or a column never varies: leave one of them out")
    return Design(tuple(names), matrix)


def _terms(name: str, values: Column, reference: str | None):
    found = np.asarray(values)
    if found.dtype.kind in "biuf":
        return [(name, numbers(found, what=name))]
    words = np.array([str(each) for each in found])
    levels = sorted(set(words.tolist()))
    base = levels[0] if reference is None else reference
    if base not in levels:
        raise ValueError(f"{name}: nobody has the reference level {base!r}")
    return [
        (f"{name}={level}", (words == level).astype(float)) for level in levels if level != base
    ]

"""Nearest-neighbour matching, one by one, without or with replacement.

Without replacement the order matters: by default those hardest to match (highest score) choose
first, as is usual; "data" keeps the order given, "random" draws it with the seed. With several
neighbours each, everybody chooses a first before anybody chooses a second. A person with nobody
within the caliper stays unmatched, and is counted.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from outcomes.statistics.counts.matrix import Column
from outcomes.statistics.guards import alike, flags, numbers
from outcomes.statistics.matching.pools import Line, Space
from outcomes.statistics.matching.results import Matching, both_kinds, levelled
from outcomes.statistics.matching.strata import cells

Order = Literal["largest", "smallest", "data", "random"]
Side = Literal["either", "below"]
Found = dict[int, list[int]]


def nearest(
    supported: Sequence[int] | np.ndarray,
    *,
    scores: np.ndarray | None = None,
    space: np.ndarray | None = None,
    ratio: int = 1,
    replace: bool = False,
    caliper: float | None = None,
    exact_on: Mapping[str, Column] | None = None,
    order: Order | None = None,
    side: Side = "either",
    seed: int = 1,
) -> Matching:
    """Match on `scores` (one a row), or on `space` (rows × columns, see `mahalanobis_space`).

    caliper: the furthest apart two people may be on `scores`, in their unit. exact_on: columns in
    which they must be the same. order: "largest" first when matching on scores, "data" otherwise.
    side: "below" takes the nearest who scores no higher while there is one, and of equals the last,
    as MatchIt 4.5.1 did: for reading what was published with it, not for new work.
    """
    group = flags(supported, what="supported")
    both_kinds(group)
    both_sides = side == "either"
    _askable(scores, space, ratio, caliper, plain=both_sides or not (replace or space is not None))
    line = None if scores is None else numbers(scores, what="scores")
    alike(group, *(each for each in (line, space) if each is not None), what="matching")
    cell = cells(exact_on or {}, rows=len(group))
    queue = _queue(group, line, order or ("largest" if space is None else "data"), seed)
    search = _Search(group, cell, line, space, caliper, below=side == "below")
    found = search.reusing(queue, ratio) if replace else search.taking(queue, ratio)
    return _matching(group, found, queue, replace=replace)


def _askable(scores, space, ratio: int, caliper, *, plain: bool) -> None:
    if scores is None and space is None:
        raise ValueError("matching needs scores or a space to measure in")
    if ratio < 1:
        raise ValueError("ratio: at least one neighbour each")
    if scores is None and caliper is not None:
        raise ValueError("caliper: it is measured on scores, which were not given")
    if not plain:
        raise ValueError("side: below is for scores alone, without replacement")


def _queue(group, scores, order: Order, seed: int) -> list[int]:
    """The supported rows in the order in which they choose; ties by row."""
    rows = np.flatnonzero(group)
    if order == "random":
        return np.random.default_rng(seed).permutation(rows).tolist()
    if order == "data":
        return rows.tolist()
    if scores is None:
        raise ValueError("order: largest and smallest are about scores, which were not given")
    worth = scores[rows] if order == "smallest" else -scores[rows]
    return rows[np.argsort(worth, kind="stable")].tolist()


class _Search:
    """One pool of controls for each cell of the columns matched exactly."""

    def __init__(self, group, cell, scores, space, caliper, *, below: bool):
        self.cell, self.scores, self.space, self.caliper = cell, scores, space, caliper
        self.below = below
        self.pools: dict[int, Line | Space] = {}
        others = np.flatnonzero(~group)
        arranged = others[np.argsort(cell[others], kind="stable")]
        names, starts = np.unique(cell[arranged], return_index=True)
        for name, rows in zip(names.tolist(), np.split(arranged, starts[1:]), strict=True):
            self.pools[name] = self._pool(rows)

    def _pool(self, rows: np.ndarray) -> Line | Space:
        if self.space is None:
            return Line(rows, self.scores[rows], below=self.below)
        scores = None if self.scores is None else self.scores[rows]
        return Space(rows, self.space[rows], scores, self.caliper)

    def _near(self, row: int, wanted: int) -> list[tuple[float, int]]:
        pool = self.pools.get(int(self.cell[row]))
        if pool is None:
            return []
        if isinstance(pool, Line):
            near = pool.several(float(self.scores[row]), wanted)
            return [one for one in near if self.caliper is None or one[0] <= self.caliper]
        score = None if self.scores is None else self.scores[row]
        return pool.several(self.space[row], wanted, score)

    def reusing(self, queue: list[int], ratio: int) -> Found:
        """Everybody's nearest, whoever else has them too."""
        return {row: [other for _apart, other in self._near(row, ratio)] for row in queue}

    def taking(self, queue: list[int], ratio: int) -> Found:
        """In rounds: whoever is chosen is free no more."""
        found: Found = {row: [] for row in queue}
        for _round in range(ratio):
            for row in queue:
                chosen = self._choose(row)
                if chosen is not None:
                    found[row].append(chosen)
        return found

    def _choose(self, row: int) -> int | None:
        pool = self.pools.get(int(self.cell[row]))
        if pool is None:
            return None
        if isinstance(pool, Line):
            near = pool.nearest(float(self.scores[row]))
            if near is None or (self.caliper is not None and near[0] > self.caliper):
                return None
        else:
            score = None if self.scores is None else self.scores[row]
            near = pool.nearest(self.space[row], score)
            if near is None:
                return None
        pool.take(near[2])
        return near[1]


def _matching(group, found: Found, queue: list[int], *, replace: bool) -> Matching:
    weights, member = np.zeros(len(group)), np.full(len(group), -1)
    sets = tuple((row, tuple(found[row])) for row in sorted(queue) if found[row])
    for number, (row, others) in enumerate(sets):
        weights[row], member[row] = 1.0, number
        for other in others:
            weights[other] += 1 / len(others)
            member[other] = number
    if not sets:
        raise ValueError("nobody supported has anybody near enough: widen the caliper")
    how = "nearest with replacement" if replace else "nearest"
    return Matching(group, levelled(weights, group), member, how, sets, reused=replace)

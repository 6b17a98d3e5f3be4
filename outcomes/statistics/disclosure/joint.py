"""What several published tables give away together: of one report, of two, of successive months.

Each published figure is a `Claim`: these smallest cells together lie in this span. Whoever holds
all the reports holds all the claims. A small figure is told when the claims leave it one single
value. Cells that nobody published may be any number from 0, and an empty cell counts as known, so
that the attack is never weaker than a reader's. A `Link` is what a reader knows without a figure:
these cells add up to those, or are among them. Spans are found by linear programming, each group
of figures that hang together by itself.

Two reports may contradict each other, because records changed between them. Then no table fits all
that was said, and all of it together would tell nothing. A reader leaves out what contradicts and
works with the rest; so does the attack, and it believes the newest report first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from outcomes.statistics.disclosure.attack import SMALL, Bounds, span

LOOKS = 4
MOST = 1e7
"""No cell counts more than this many: it keeps every look within bounds."""


@dataclass(frozen=True)
class Claim:
    """`members` together are shown as `figure`; None stands for a star."""

    members: frozenset[str]
    figure: int | None


@dataclass(frozen=True)
class Link:
    """`part` is among `whole`, or both come to the same number."""

    part: frozenset[str]
    whole: frozenset[str]
    equal: bool

    @property
    def members(self) -> frozenset[str]:
        """Every cell it speaks of."""
        return self.part | self.whole


def telling(
    claims: Iterable[Claim], links: Iterable[Link] = (), *, ours: Iterable[Claim | Link] = ()
) -> list[Claim]:
    """The starred claims whose number can be worked out exactly from all of them.

    `ours`: what is believed first where claims contradict each other.
    """
    found: list[Claim] = []
    everything = {each for each in claims if each.members} | set(links)
    believed = frozenset(ours)
    for group in _hanging_together(everything):
        found += _told(group, believed)
    return found


def bounds(wanted: frozenset[str], claims: Iterable[Claim], links: Iterable[Link] = ()) -> Bounds:
    """The smallest and the largest number that `wanted` together can have."""
    return _squeezed(wanted, *_problem([*claims, *links]))


def _told(group: list[Claim | Link], believed: frozenset[Claim | Link]) -> list[Claim]:
    if len(group) == 1 or not _stars(group):
        return []
    problem = _problem(group)
    seen = _seen(*problem)
    if not len(seen):
        group = _agreeing(group, believed)
        problem = _problem(group)
        seen = _seen(*problem)
    return [each for each in _stars(group) if _is_told(each, problem, seen)]


def _stars(group: list[Claim | Link]) -> list[Claim]:
    return [each for each in group if isinstance(each, Claim) and each.figure is None]


def _is_told(star: Claim, problem, seen: np.ndarray) -> bool:
    place = problem[0]
    sums = seen[:, [place[name] for name in star.members]].sum(axis=1) if len(seen) else seen
    if len(sums) and sums.max() - sums.min() >= 1:
        return False
    known = _squeezed(star.members, *problem)
    return known.low == known.high and 1 <= known.low <= SMALL


def _seen(place: dict[str, int], matrix, limits) -> np.ndarray:
    """A few tables that fit, far apart: a star that differs between them is not told."""
    dice, found = np.random.default_rng(1), []
    for _look in range(LOOKS):
        wish = dice.normal(size=len(place))
        for each in (wish, -wish):
            best = _best(each, matrix, limits)
            if best is not None:
                found.append(best)
            elif not found and not _fits(matrix, limits):
                return np.empty((0, len(place)))
    return np.array(found).reshape(-1, len(place))


def _fits(matrix, limits) -> bool:
    return _best(np.zeros(matrix.shape[1]), matrix, limits) is not None


def _best(wish: np.ndarray, matrix, limits) -> np.ndarray | None:
    from scipy.optimize import linprog

    found = linprog(wish, A_ub=matrix, b_ub=limits, bounds=(0, MOST))
    return found.x if found.success else None


def _agreeing(group: list[Claim | Link], believed: frozenset[Claim | Link]) -> list[Claim | Link]:
    """Without what contradicts the rest: as little as can be, and none of what is believed."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix, hstack

    _place, matrix, limits = _problem(group)
    of = [number for number, each in enumerate(group) for _limit in _limits(each)]
    give = csr_matrix((-np.ones(len(of)), (range(len(of)), of)), shape=(len(of), len(group)))
    price = [1_000.0 if each in believed else 1.0 for each in group]
    wish = np.concatenate([np.zeros(matrix.shape[1]), price])
    found = linprog(wish, A_ub=hstack([matrix, give]), b_ub=limits, bounds=(0, MOST))
    if not found.success:
        return group
    given = found.x[matrix.shape[1] :]
    return [each for each, much in zip(group, given, strict=True) if much < 1e-6]


def _hanging_together(claims: set[Claim | Link]) -> list[list[Claim | Link]]:
    """Claims and links in groups that share no cell with each other."""
    groups: list[tuple[set[str], list[Claim | Link]]] = []
    for claim in sorted(claims, key=lambda each: (len(each.members), sorted(each.members))):
        members, together = set(claim.members), [claim]
        apart = []
        for cells, inside in groups:
            if cells & members:
                members |= cells
                together += inside
            else:
                apart.append((cells, inside))
        groups = [*apart, (members, together)]
    return [inside for _cells, inside in groups]


def _problem(claims: list[Claim | Link]):
    from scipy.sparse import csr_matrix

    names = sorted({name for each in claims for name in each.members})
    place = {name: number for number, name in enumerate(names)}
    rows, columns, signs, limits = [], [], [], []
    for each in claims:
        for weights, limit in _limits(each):
            for name, weight in weights:
                rows.append(len(limits))
                columns.append(place[name])
                signs.append(weight)
            limits.append(limit)
    matrix = csr_matrix((signs, (rows, columns)), shape=(len(limits), len(names)))
    return place, matrix, np.array(limits)


def _limits(each: Claim | Link) -> Iterator[tuple[list[tuple[str, int]], int]]:
    """Sums of cells with their weights, and what each of them is at most."""
    if isinstance(each, Claim):
        known = span(each.figure)
        yield [(name, 1) for name in each.members], known.high
        yield [(name, -1) for name in each.members], -known.low
        return
    part = [(name, 1) for name in each.part - each.whole]
    whole = [(name, -1) for name in each.whole - each.part]
    yield part + whole, 0
    if each.equal:
        yield [(name, -weight) for name, weight in part + whole], 0


def _squeezed(wanted: frozenset[str], place: dict[str, int], matrix, limits) -> Bounds:
    """Where the figures fit no table (records changed between two reports), nothing is known."""
    from scipy.optimize import linprog

    wish = np.zeros(len(place))
    wish[[place[name] for name in wanted]] = 1
    ends = []
    for direction in (1, -1):
        found = linprog(direction * wish, A_ub=matrix, b_ub=limits, bounds=(0, None))
        if not found.success:
            return Bounds(1, SMALL)
        ends.append(direction * found.fun)
    return Bounds(int(np.ceil(ends[0] - 1e-6)), int(np.floor(ends[1] + 1e-6)))

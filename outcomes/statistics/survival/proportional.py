"""Cox's regression: how many times as likely, at any moment, the event is (Cox 1972, Efron 1977).

Nothing is assumed of how the risk runs over time, but that a difference between people multiplies
it by the same factor throughout. Events of one day are shared out by Efron's rule.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from outcomes.statistics.counts.matrix import Column, design
from outcomes.statistics.counts.results import Term, terms
from outcomes.statistics.guards import Numbers, alike
from outcomes.statistics.survival.table import followed

_ROUNDS, _SETTLED, _ENDLESS = 50, 1e-9, 20.0


@dataclass(frozen=True)
class Proportional:
    """`terms`: the `ratio` of each is a hazard ratio. The log-likelihoods are partial ones, with
    the terms and without any."""

    people: int
    events: int
    terms: tuple[Term, ...]
    log_likelihood: float
    log_likelihood_without: float

    def term(self, name: str) -> Term:
        """The term of that name; KeyError when the model has none."""
        return {each.name: each for each in self.terms}[name]


@dataclass(frozen=True)
class _Layout:
    """People with those followed longest first; `days`: for each day with an event, how many of
    them were still followed on it, and the rows of those who had the event."""

    matrix: np.ndarray
    days: tuple[tuple[int, np.ndarray], ...]


def proportional_hazards(
    days: Numbers,
    happened: Numbers,
    columns: Mapping[str, Column],
    *,
    reference: Mapping[str, str] | None = None,
    level: float = 0.95,
) -> Proportional:
    """One entry a person in every column; columns as in `counts.matrix.design`.

    Raises ValueError when nobody had the event, when terms repeat each other, and when one of two
    groups had no event at all, for then the ratio has no end.
    """
    times, seen = followed(days, happened)
    laid_out = design(columns, rows=len(times), reference=reference)
    alike(times, laid_out.matrix, what="days and columns")
    if not seen.any():
        raise ValueError("happened: it happened to nobody, so there is no risk to compare")
    names, centred = laid_out.names[1:], laid_out.matrix[:, 1:]
    layout = _lay_out(times, seen.astype(bool), centred - centred.mean(axis=0))
    found, information, likelihood = _climb(layout)
    errors = np.sqrt(np.diag(np.linalg.inv(information)))
    return Proportional(
        people=len(times),
        events=int(seen.sum()),
        terms=terms(names, found, errors, level=level),
        log_likelihood=likelihood,
        log_likelihood_without=_slopes(layout, np.zeros(len(names)))[0],
    )


def _lay_out(times: np.ndarray, seen: np.ndarray, matrix: np.ndarray) -> _Layout:
    order = np.argsort(-times, kind="stable")
    backwards, event = -times[order], np.flatnonzero(seen[order])
    distinct, first = np.unique(backwards[event], return_index=True)
    still = np.searchsorted(backwards, distinct, side="right")
    shares = np.split(event, first[1:])
    return _Layout(matrix[order], tuple(zip(still.tolist(), shares, strict=True)))


def _climb(layout: _Layout) -> tuple[np.ndarray, np.ndarray, float]:
    """Newton's steps, each halved until the likelihood does not fall."""
    place = np.zeros(layout.matrix.shape[1])
    height, slope, information = _slopes(layout, place)
    for _round in range(_ROUNDS):
        try:
            step = np.linalg.solve(information, slope)
        except np.linalg.LinAlgError:
            break
        moved = _upward(layout, place, step, height)
        if moved is None or np.max(np.abs(moved[0])) * _spread(layout) > _ENDLESS:
            break
        place, (height, slope, information) = moved
        if np.max(np.abs(step)) < _SETTLED * (1 + np.max(np.abs(place))):
            return place, information, height
    raise ValueError("a group had no events at all, so its ratio has no end")


def _upward(layout: _Layout, place: np.ndarray, step: np.ndarray, height: float):
    for halved in range(20):
        there = place + step / 2**halved
        found = _slopes(layout, there)
        if found[0] >= height - 1e-12 * abs(height):
            return there, found
    return None


def _spread(layout: _Layout) -> float:
    return float(np.min(np.ptp(layout.matrix, axis=0)))


def _slopes(layout: _Layout, place: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """The partial log-likelihood there, its slope, and its information (Efron's for ties)."""
    risk = np.exp(np.clip(layout.matrix @ place, -50, 50))
    height, slope = 0.0, np.zeros(len(place))
    information = np.zeros((len(place), len(place)))
    for own, everyone, most in _days(layout, risk):
        shares = np.arange(len(own)) / len(own)
        tied = most(own)
        whole, first, second = (
            part - np.multiply.outer(shares, less)
            for part, less in zip(everyone, tied, strict=True)
        )
        mean = first / whole[:, None]
        height += float((layout.matrix[own] @ place).sum() - np.log(whole).sum())
        slope += layout.matrix[own].sum(axis=0) - mean.sum(axis=0)
        information += (second / whole[:, None, None]).sum(axis=0) - mean.T @ mean
    return height, slope, information


def _days(layout: _Layout, risk: np.ndarray) -> Iterator[tuple]:
    """Day by day from the last: whose event it was, the sums over all still followed, and a
    function that gives the same sums over some."""
    matrix = layout.matrix
    outer = np.einsum("i,ij,ik->ijk", risk, matrix, matrix)
    weighted = risk[:, None] * matrix

    def over(rows) -> tuple[float, np.ndarray, np.ndarray]:
        return risk[rows].sum(), weighted[rows].sum(axis=0), outer[rows].sum(axis=0)

    sums, reached = over(slice(0, 0)), 0
    for still, own in layout.days:
        fresh = over(slice(reached, still))
        sums, reached = tuple(a + b for a, b in zip(sums, fresh, strict=True)), still
        yield own, sums, over

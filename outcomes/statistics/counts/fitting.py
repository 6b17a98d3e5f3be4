"""Maximum likelihood by iteratively reweighted least squares, and errors by cluster."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from outcomes.statistics.counts.matrix import Column, Design, design
from outcomes.statistics.guards import Numbers, alike, numbers

_ROUNDS = 200
_SETTLED = 1e-11
_ENDLESS = 25


@dataclass(frozen=True)
class Data:
    """Events, terms and log exposure of each row; `person` numbers the clusters, or None."""

    events: np.ndarray
    design: Design
    offset: np.ndarray
    person: np.ndarray | None

    @property
    def df(self) -> int:
        return len(self.events) - self.design.matrix.shape[1]

    @property
    def people(self) -> int | None:
        return None if self.person is None else int(self.person.max()) + 1


@dataclass(frozen=True)
class Fit:
    """Coefficients and fitted means; `alpha` = 1/theta, 0 for Poisson."""

    coefficients: np.ndarray
    means: np.ndarray
    alpha: float

    @property
    def weights(self) -> np.ndarray:
        return self.means / (1 + self.alpha * self.means)


def prepare(
    events: Numbers,
    columns: dict[str, Column],
    *,
    exposure: Numbers | None,
    person: Sequence[Hashable] | None,
    reference: dict[str, str] | None = None,
) -> Data:
    """Check and lay out. Exposure must be above 0: rows without time at risk are left out first."""
    counted = numbers(events, what="events", lowest=0, whole=True, at_least=2)
    time = np.ones(len(counted)) if exposure is None else numbers(exposure, what="exposure")
    if np.any(time <= 0):
        raise ValueError("exposure: rows without time at risk have to be left out first")
    if not counted.any():
        raise ValueError("events: nothing happened to anybody, so there is no rate to compare")
    clusters = None if person is None else np.unique(np.asarray(person), return_inverse=True)[1]
    alike(counted, time, *([] if clusters is None else [clusters]), what="events and exposure")
    laid_out = design(columns, rows=len(counted), reference=reference)
    if len(counted) <= laid_out.matrix.shape[1]:
        raise ValueError("fewer rows than terms: the model cannot be worked out")
    return Data(counted, laid_out, np.log(time), clusters)


def fit(data: Data, *, alpha: float = 0.0, start: np.ndarray | None = None) -> Fit:
    """Coefficients for a given alpha. Refuses groups in which nothing ever happened."""
    matrix, events, offset = data.design.matrix, data.events, data.offset
    linear = np.log(events + 0.5) if start is None else matrix @ start + offset
    coefficients = np.zeros(matrix.shape[1])
    for _round in range(_ROUNDS):
        means = np.exp(np.clip(linear, -50, 50))
        weights = means / (1 + alpha * means)
        working = linear - offset + (events - means) / means
        root = np.sqrt(weights)[:, None]
        fresh = np.linalg.lstsq(matrix * root, working * root[:, 0], rcond=None)[0]
        moved = float(np.max(np.abs(fresh - coefficients)))
        coefficients, linear = fresh, matrix @ fresh + offset
        if moved < _SETTLED * (1 + float(np.max(np.abs(fresh)))):
            break
    if moved > 1e-6 or float(np.max(np.abs(linear - offset - coefficients[0]))) > _ENDLESS:
        raise ValueError("a group had no events at all, so its ratio has no lower end")
    return Fit(coefficients, np.exp(linear), alpha)


def covariance(data: Data, fitted: Fit) -> np.ndarray:
    """From the model, or, where persons are named, from how their rows really scatter.

    The sandwich is multiplied by G/(G−1) × (N−1)/(N−K), as is usual for few clusters.
    """
    matrix = data.design.matrix
    bread = np.linalg.inv((matrix * fitted.weights[:, None]).T @ matrix)
    if data.person is None:
        return bread
    people, (rows, terms) = data.people, matrix.shape
    if people < 2:
        raise ValueError("errors by person need at least two persons")
    residual = (data.events - fitted.means) / (1 + fitted.alpha * fitted.means)
    scores = np.zeros((people, terms))
    np.add.at(scores, data.person, matrix * residual[:, None])
    stretch = people / (people - 1) * (rows - 1) / (rows - terms)
    return stretch * bread @ (scores.T @ scores) @ bread


def pearson(data: Data, fitted: Fit) -> float:
    """Pearson's chi-squared."""
    variance = fitted.means * (1 + fitted.alpha * fitted.means)
    return float(((data.events - fitted.means) ** 2 / variance).sum())

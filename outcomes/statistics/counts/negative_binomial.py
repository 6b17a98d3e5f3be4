"""Negative binomial regression: each person has a rate of their own.

Variance = μ + μ²/theta. Coefficients and theta are both found by maximum likelihood, in turns, as
Venables and Ripley (MASS, 4th edition, 7.4) do. The model's own errors take theta as known.
"""

from collections.abc import Hashable, Sequence

import numpy as np

from outcomes.statistics.counts.fitting import Data, Fit, covariance, fit, pearson, prepare
from outcomes.statistics.counts.matrix import Column
from outcomes.statistics.counts.poisson import fitted_poisson
from outcomes.statistics.counts.results import CountModel, terms
from outcomes.statistics.guards import Numbers

_LARGEST_THETA = 1e7
_ROUNDS = 100


def negative_binomial(
    events: Numbers,
    columns: dict[str, Column],
    *,
    exposure: Numbers | None = None,
    person: Sequence[Hashable] | None = None,
    reference: dict[str, str] | None = None,
    level: float = 0.95,
) -> CountModel:
    """Rates by `columns`. When counts scatter no more than Poisson's, that model is given."""
    data = prepare(events, columns, exposure=exposure, person=person, reference=reference)
    first = fit(data)
    both = _in_turns(data, first)
    if both is None:
        return fitted_poisson(data, first, law="poisson", level=level)
    return _found(data, *both, level=level)


def _found(data: Data, fitted: Fit, theta: float, *, level: float) -> CountModel:
    errors = np.sqrt(np.diag(covariance(data, fitted)))
    return CountModel(
        law="negative binomial",
        rows=len(data.events),
        people=data.people,
        terms=terms(data.design.names, fitted.coefficients, errors, level=level),
        deviance=_deviance(data.events, fitted.means, theta),
        df=data.df,
        pearson_dispersion=pearson(data, fitted) / data.df,
        log_likelihood=_log_likelihood(data.events, fitted.means, theta),
        theta=theta,
        theta_se=float(1 / np.sqrt(_information(theta, data.events, fitted.means))),
    )


def _in_turns(data: Data, fitted: Fit) -> tuple[Fit, float] | None:
    """Coefficients for theta, theta for coefficients, until neither moves. None: Poisson."""
    theta = _theta(data.events, fitted.means)
    for _round in range(_ROUNDS):
        if theta is None:
            return None
        fitted = fit(data, alpha=1 / theta, start=fitted.coefficients)
        fresh = _theta(data.events, fitted.means)
        if fresh is not None and abs(fresh - theta) < 1e-10 * theta:
            return fitted, fresh
        theta = fresh
    raise ValueError("the negative binomial model did not settle on these counts")


def _score(theta: float, events: np.ndarray, means: np.ndarray) -> float:
    from scipy.special import psi

    own = psi(events + theta) - psi(theta) + np.log(theta) + 1
    return float((own - np.log(theta + means) - (events + theta) / (theta + means)).sum())


def _information(theta: float, events: np.ndarray, means: np.ndarray) -> float:
    from scipy.special import polygamma

    own = -polygamma(1, events + theta) + polygamma(1, theta) - 1 / theta + 2 / (means + theta)
    return float((own - (events + theta) / (means + theta) ** 2).sum())


def _theta(events: np.ndarray, means: np.ndarray) -> float | None:
    """The shape that makes the counts most likely; None when that is without end."""
    from scipy.optimize import brentq

    if float(((events - means) ** 2 - events).sum()) <= 0:
        return None
    low, high = 1e-8, 1.0
    while _score(high, events, means) > 0:
        low, high = high, high * 4
        if high > _LARGEST_THETA:
            return None
    return float(brentq(_score, low, high, args=(events, means), xtol=1e-13, rtol=1e-14))


def _log_likelihood(events: np.ndarray, means: np.ndarray, theta: float) -> float:
    from scipy.special import gammaln, xlogy

    steps = gammaln(theta + events) - gammaln(theta) - gammaln(events + 1)
    law = theta * np.log(theta) + xlogy(events, means) - (theta + events) * np.log(theta + means)
    return float((steps + law).sum())


def _deviance(events: np.ndarray, means: np.ndarray, theta: float) -> float:
    from scipy.special import xlogy

    part = xlogy(events, events / means)
    rest = (events + theta) * np.log((events + theta) / (means + theta))
    return 2 * float((part - rest).sum())

"""Poisson regression, the test of whether its variance is believable, and quasi-Poisson.

Real counts of attendances scatter more than Poisson's law says. Errors from a Poisson model are
then too small: above a dispersion of 1.2 another law is used (`choosing`). Source: McCullagh and
Nelder 1989.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from outcomes.statistics.counts.fitting import Data, Fit, covariance, fit, pearson, prepare
from outcomes.statistics.counts.matrix import Column
from outcomes.statistics.counts.results import CountModel, Law, terms
from outcomes.statistics.guards import Numbers

TOO_DISPERSED = 1.2


@dataclass(frozen=True)
class Dispersion:
    """`ratio` = Pearson's chi-squared / df; `too_much` when above 1.2; p against exactly 1."""

    chi_squared: float
    df: int
    ratio: float
    p: float
    too_much: bool


def poisson_model(
    events: Numbers,
    columns: dict[str, Column],
    *,
    exposure: Numbers | None = None,
    person: Sequence[Hashable] | None = None,
    reference: dict[str, str] | None = None,
    level: float = 0.95,
) -> CountModel:
    """Rates by `columns`; errors by person where named."""
    data = prepare(events, columns, exposure=exposure, person=person, reference=reference)
    return fitted_poisson(data, fit(data), law="poisson", level=level)


def quasi_poisson(
    events: Numbers,
    columns: dict[str, Column],
    *,
    exposure: Numbers | None = None,
    reference: dict[str, str] | None = None,
    level: float = 0.95,
) -> CountModel:
    """The same ratios with errors widened by the root of the dispersion."""
    data = prepare(events, columns, exposure=exposure, person=None, reference=reference)
    return fitted_poisson(data, fit(data), law="quasi-poisson", level=level)


def dispersion(data: Data, fitted: Fit) -> Dispersion:
    """How much more the rows scatter than the model allows."""
    from scipy.stats import chi2

    found = pearson(data, fitted)
    ratio = found / data.df
    return Dispersion(found, data.df, ratio, float(chi2.sf(found, data.df)), ratio > TOO_DISPERSED)


def fitted_poisson(data: Data, fitted: Fit, *, law: Law, level: float) -> CountModel:
    """Put a fit into words and figures."""
    from scipy.special import gammaln, xlogy

    events, means = data.events, fitted.means
    scatter = pearson(data, fitted) / data.df
    spread = covariance(data, fitted) * (scatter if law == "quasi-poisson" else 1)
    deviance = 2 * float((xlogy(events, events / means) - (events - means)).sum())
    likelihood = float((xlogy(events, means) - means - gammaln(events + 1)).sum())
    errors = np.sqrt(np.diag(spread))
    return CountModel(
        law=law,
        rows=len(events),
        people=data.people,
        terms=terms(data.design.names, fitted.coefficients, errors, level=level),
        deviance=deviance,
        df=data.df,
        pearson_dispersion=scatter,
        log_likelihood=likelihood if law == "poisson" else None,
    )

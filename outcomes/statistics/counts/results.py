"""What a count model found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from outcomes.statistics.guards import z_of

Law = Literal["poisson", "quasi-poisson", "negative binomial"]


@dataclass(frozen=True)
class Term:
    """`coefficient` on the log scale with its standard error; `ratio` = exp(coefficient)."""

    name: str
    coefficient: float
    se: float
    ratio: float
    ci_low: float
    ci_high: float
    p: float


@dataclass(frozen=True)
class CountModel:
    """`pearson_dispersion`: Pearson's chi-squared over its degrees of freedom, about 1 if Poisson.

    `theta`: shape of the negative binomial law (variance = μ + μ²/theta), else None. `people`: how
    many different persons the standard errors rest on, None when every row stood for itself.
    """

    law: Law
    rows: int
    people: int | None
    terms: tuple[Term, ...]
    deviance: float
    df: int
    pearson_dispersion: float
    log_likelihood: float | None
    theta: float | None = None
    theta_se: float | None = None

    def term(self, name: str) -> Term:
        """The term of that name; KeyError when the model has none."""
        for each in self.terms:
            if each.name == name:
                return each
        raise KeyError(name)


def terms(
    names: Sequence[str], coefficients: np.ndarray, errors: np.ndarray, *, level: float
) -> tuple[Term, ...]:
    """Normal-theory intervals on the log scale."""
    from scipy.stats import norm

    reach = z_of(level)
    return tuple(
        Term(
            name,
            float(middle),
            float(error),
            float(np.exp(middle)),
            float(np.exp(middle - reach * error)),
            float(np.exp(middle + reach * error)),
            float(2 * norm.sf(abs(middle) / error)) if error > 0 else float("nan"),
        )
        for name, middle, error in zip(names, coefficients, errors, strict=True)
    )

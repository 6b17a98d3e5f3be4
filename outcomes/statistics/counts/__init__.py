"""Models of how often something happened, in people followed for different lengths of time.

Every model has a log link, so exp(coefficient) is a ratio of rates. Exposure (days followed, beds,
people) enters as an offset. When one person has several rows, name the person in each: the
standard errors then allow for rows of one person being alike.
"""

from outcomes.statistics.counts.choosing import count_model, rate_ratio_of_groups
from outcomes.statistics.counts.matrix import Design, design
from outcomes.statistics.counts.negative_binomial import negative_binomial
from outcomes.statistics.counts.poisson import Dispersion, poisson_model, quasi_poisson
from outcomes.statistics.counts.results import CountModel, Term

__all__ = [
    "CountModel",
    "Design",
    "Dispersion",
    "Term",
    "count_model",
    "design",
    "negative_binomial",
    "poisson_model",
    "quasi_poisson",
    "rate_ratio_of_groups",
]

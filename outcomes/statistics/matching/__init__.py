"""People who were supported beside people like them who were not.

Steps: choose who is matched (`nearest`, `exact`, `coarsened`), look whether they are now alike
(`balance`), and only then look at the outcome (`effect`). Everything is about the effect on the
supported (ATT): the supported count once each, the others are weighted to look like them. Rows are
counted from 0 in the order given; the same input and seed always give the same matches.
"""

from outcomes.statistics.matching.balance import Balance, BalanceRow, balance, love_plot
from outcomes.statistics.matching.effect import Effect, effect
from outcomes.statistics.matching.mahalanobis import mahalanobis_space
from outcomes.statistics.matching.nearest import nearest
from outcomes.statistics.matching.propensity import Propensity, caliper_width, propensity
from outcomes.statistics.matching.results import Matching
from outcomes.statistics.matching.strata import coarsen, coarsened, exact

__all__ = [
    "Balance",
    "BalanceRow",
    "Effect",
    "Matching",
    "Propensity",
    "balance",
    "caliper_width",
    "coarsen",
    "coarsened",
    "effect",
    "exact",
    "love_plot",
    "mahalanobis_space",
    "nearest",
    "propensity",
]

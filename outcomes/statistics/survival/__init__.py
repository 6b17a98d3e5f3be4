"""Time until something happens, in people followed for different lengths of time.

Day 0 is the day from which each person is followed. People still without the event at the end of
their own follow-up count until that day and no longer (censored). Everybody who has the event on
a day was at risk on it; so was everybody censored on it.
"""

from outcomes.statistics.survival.competing import Incidence, cumulative_incidence
from outcomes.statistics.survival.kaplan_meier import Step, Survival, kaplan_meier
from outcomes.statistics.survival.logrank import LogRank, logrank
from outcomes.statistics.survival.proportional import Proportional, proportional_hazards
from outcomes.statistics.survival.restricted import RestrictedMean, restricted_mean
from outcomes.statistics.survival.table import at_risk

__all__ = [
    "Incidence",
    "LogRank",
    "Proportional",
    "RestrictedMean",
    "Step",
    "Survival",
    "at_risk",
    "cumulative_incidence",
    "kaplan_meier",
    "logrank",
    "proportional_hazards",
    "restricted_mean",
]

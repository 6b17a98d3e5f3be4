"""How far figures would have fallen without any help, because people are referred at their worst.

With no help at all, people chosen for ten or more visits in a year fall by about half in the next
(public panel, see the tests). Ways to say how much, best first:

* `same_rule`: people chosen by the same rule at the same time who were not supported.
* `earlier_window` (two baselines): the window before the one before, in the same people.
* `steady_rates` (Gamma–Poisson) and `normal_theory`: from the spread of the counts alone. Both
  assume that each person's level never moves, so both are lower bounds on the fall.

`expected_change` takes the better of the two that need no other people.
"""

from outcomes.statistics.regression_to_mean.gamma_poisson import (
    expected_count,
    gamma_poisson_fall,
    steady_rates,
)
from outcomes.statistics.regression_to_mean.normal_theory import NormalFall, normal_theory
from outcomes.statistics.regression_to_mean.results import UNKNOWN, Expected
from outcomes.statistics.regression_to_mean.same_rule import Rule, SameRule, same_rule
from outcomes.statistics.regression_to_mean.two_baselines import (
    ENOUGH_PEOPLE,
    ENOUGH_SHARE,
    earlier_window,
    expected_change,
)

__all__ = [
    "ENOUGH_PEOPLE",
    "ENOUGH_SHARE",
    "UNKNOWN",
    "Expected",
    "NormalFall",
    "Rule",
    "SameRule",
    "earlier_window",
    "expected_change",
    "expected_count",
    "gamma_poisson_fall",
    "normal_theory",
    "same_rule",
    "steady_rates",
]

"""Centre line and process limits of a run of figures.

centre = mean; limits = mean ± 2.66 × average moving range; near limits at two thirds of that.
Screening leaves out moving ranges of 3.267 × their average or more and averages once again: the R
package NHSRplotthedots does so unless told otherwise, the NHS Making Data Count spreadsheet does
not. Charts therefore say which was used.
"""

from dataclasses import dataclass

import numpy as np

from outcomes.statistics.guards import Numbers, numbers

SPREAD = 2.66
SCREEN = 3.267
ENOUGH = 12


@dataclass(frozen=True)
class Limits:
    """In the unit of the figures. `trial`: from fewer than 12 points, so still to be trusted less.

    `screened_out`: how many moving ranges screening left out.
    """

    mean: float
    average_moving_range: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    points: int
    trial: bool
    screened_out: int


def limits(values: Numbers, *, screen: bool = True) -> Limits:
    """From one run of figures in order of time. Figures that never vary have limits on the mean."""
    found = numbers(values, what="figures", at_least=1)
    mean = float(found.mean())
    ranges = np.abs(np.diff(found))
    kept = ranges
    if screen and len(ranges):
        kept = ranges[ranges < SCREEN * ranges.mean()]
    average = float(kept.mean()) if len(kept) else 0.0
    reach, near = SPREAD * average, 2 * (SPREAD / 3) * average
    return Limits(
        mean,
        average,
        mean - reach,
        mean + reach,
        mean - near,
        mean + near,
        len(found),
        len(found) < ENOUGH,
        len(ranges) - len(kept),
    )

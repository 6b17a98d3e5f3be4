"""Do the units scatter more than chance alone explains?

Each unit's distance from the target in its own standard errors (z) is winsorised: the outer tenth
at each end is pulled in to the tenth and ninetieth percentile, so that the very outliers looked
for do not hide themselves. phi = Σz²/k; above 1 the limits are too narrow. tau² is the variance
between units that explains the rest (DerSimonian and Laird 1986; Spiegelhalter 2005 and 2012).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from outcomes.statistics.guards import Numbers, alike, numbers

TRIM = 0.1
Scale = Literal["log", "square root", "arcsine"]


@dataclass(frozen=True)
class Overdispersion:
    """`phi` and `tau_squared` on the scale used; `winsorised` counts the units pulled in."""

    phi: float
    tau_squared: float
    units: int
    winsorised: int
    scale: Scale

    @property
    def found(self) -> bool:
        """Whether limits should be widened at all."""
        return self.tau_squared > 0


def overdispersion(
    numerator: Numbers, denominator: Numbers, *, scale: Scale, trim: float = TRIM
) -> Overdispersion:
    """numerator: observed; denominator: expected (log, square root) or people (arcsine).

    On the log scale a unit without any event would be endlessly far away: it is set at half an
    event.
    """
    observed = numbers(numerator, what="numerator", lowest=0)
    size = numbers(denominator, what="denominator")
    alike(observed, size, what="numerator and denominator")
    if len(size) < 2 or np.any(size <= 0):
        raise ValueError("denominator: two units or more, each above 0, are needed")
    if not 0 <= trim < 0.5:
        raise ValueError("trim: a share below one half at each end")
    z, error = _standardised(observed, size, scale)
    low, high = np.quantile(z, [trim, 1 - trim])
    calmed = np.clip(z, low, high)
    units = len(z)
    phi = float((calmed**2).sum()) / units
    weights = 1 / error**2
    room = float(weights.sum() - (weights**2).sum() / weights.sum())
    tau = max(0.0, (units * phi - (units - 1)) / room)
    return Overdispersion(phi, tau, units, int(np.count_nonzero(calmed != z)), scale)


def _standardised(observed, size, scale: Scale) -> tuple[np.ndarray, np.ndarray]:
    """z and the standard error of each unit on the scale."""
    if scale == "log":
        error = 1 / np.sqrt(size)
        return np.log(np.maximum(observed, 0.5) / size) / error, error
    error = 1 / (2 * np.sqrt(size))
    if scale == "square root":
        return (np.sqrt(observed / size) - 1) / error, error
    if np.any(observed > size):
        raise ValueError("numerator: a share cannot have more events than people")
    middle = np.arcsin(np.sqrt(observed.sum() / size.sum()))
    return (np.arcsin(np.sqrt(observed / size)) - middle) / error, error

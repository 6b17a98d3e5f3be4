"""What every calculation asks of its input, and the sentences it refuses with.

A missing number (NaN) is never skipped in silence: whoever calls decides who is left out, and says
so beside the figure.
"""

from collections.abc import Sequence

import numpy as np

Numbers = Sequence[float] | np.ndarray


def numbers(
    values: Numbers,
    *,
    what: str,
    lowest: float | None = None,
    whole: bool = False,
    at_least: int = 0,
) -> np.ndarray:
    """`values` as a one-dimensional array of floats.

    Raises ValueError naming `what` when one is missing or endless, below `lowest`, not whole where
    `whole`, or when there are fewer than `at_least`.
    """
    found = np.asarray(values, dtype=float)
    if found.ndim != 1:
        raise ValueError(f"{what}: one number for each row is needed")
    if len(found) < at_least:
        raise ValueError(f"{what}: at least {at_least} needed, {len(found)} given")
    if not np.all(np.isfinite(found)):
        raise ValueError(f"{what}: a number is missing; leave those rows out first and say so")
    if lowest is not None and np.any(found < lowest):
        raise ValueError(f"{what}: nothing below {lowest:g} can be right")
    if whole and np.any(found != np.round(found)):
        raise ValueError(f"{what}: whole numbers are needed")
    return found


def flags(values: Sequence[int] | np.ndarray, *, what: str) -> np.ndarray:
    """`values` as an array of True and False; anything but 0 and 1 is refused."""
    found = numbers(values, what=what)
    if np.any((found != 0) & (found != 1)):
        raise ValueError(f"{what}: only 0 and 1 are understood")
    return found.astype(bool)


def alike(*arrays: np.ndarray, what: str) -> None:
    """Refuse columns of different lengths."""
    if len({len(each) for each in arrays}) > 1:
        raise ValueError(f"{what}: every column needs the same number of rows")


def sure(level: float) -> float:
    """A level of confidence such as 0.95; refuses 95, 0 and 1."""
    if not 0 < level < 1:
        raise ValueError("a level of confidence lies between 0 and 1, for example 0.95")
    return level


def z_of(level: float) -> float:
    """The two-sided normal quantile of `level`: 1.959964 for 0.95, 3.090232 for 0.998."""
    from scipy.stats import norm

    return float(norm.ppf(1 - (1 - sure(level)) / 2))


def either(value: float) -> float | None:
    """The number, or None where it is endless or undefined (JSON has no word for either)."""
    return float(value) if np.isfinite(value) else None

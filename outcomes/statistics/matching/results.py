"""Who was matched with whom, and how much each row counts."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Matching:
    """`weights`: 0 for rows left out, 1 for the supported, and for the others what makes each
    matched set (or stratum) count as much as its supported do; theirs add up to how many they are.
    `group`: number of the set or stratum a row is in, −1 for none. `sets`: for nearest neighbours,
    each supported row with the rows matched to it. `reused`: a row may stand in several sets.
    """

    supported: np.ndarray
    weights: np.ndarray
    group: np.ndarray
    how: str
    sets: tuple[tuple[int, tuple[int, ...]], ...] = ()
    reused: bool = False

    @property
    def kept(self) -> int:
        """How many of the supported have somebody beside them."""
        return int(np.count_nonzero(self.supported & (self.weights > 0)))

    @property
    def left_out(self) -> int:
        """How many of the supported have nobody like them: say so beside every figure."""
        return int(np.count_nonzero(self.supported & (self.weights == 0)))

    @property
    def others(self) -> int:
        """How many different people stand beside them."""
        return int(np.count_nonzero(~self.supported & (self.weights > 0)))

    @property
    def effective_others(self) -> float:
        """How many equally weighted people they are worth: (Σw)² / Σw²."""
        weights = self.weights[~self.supported]
        squares = float((weights**2).sum())
        return float(weights.sum()) ** 2 / squares if squares else 0.0


def levelled(weights: np.ndarray, supported: np.ndarray) -> np.ndarray:
    """Stretch the others' weights so that they add up to how many others there are."""
    others = ~supported & (weights > 0)
    total = float(weights[others].sum())
    stretched = weights.copy()
    if total:
        stretched[others] *= np.count_nonzero(others) / total
    return stretched


def both_kinds(supported: np.ndarray) -> None:
    """Refuse to match when one side is empty."""
    if supported.all() or not supported.any():
        raise ValueError("matching needs people who were supported and people who were not")

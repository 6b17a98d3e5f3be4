"""Axes: ticks at round numbers, always from nothing."""

import math


def nice_ticks(most: float, *, wanted: int = 4) -> list[float]:
    """Round numbers from 0 up to at most `most`, about `wanted` steps of them.

    The last tick may stay below `most`: the highest value then stands a little above the grid.
    """
    if most <= 0:
        return [0, 1]
    rough = most / wanted
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * each for each in (1, 2, 2.5, 5, 10) if size * each >= rough * 0.8)
    count = max(1, math.floor(most / step + 1e-9))
    return [round(step * index, 10) for index in range(count + 1)]

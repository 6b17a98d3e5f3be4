"""Small published data sets, read as columns."""

import csv
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    """Every row of a file as words."""
    with (HERE / f"{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def columns(name: str, *, words: tuple[str, ...] = ()) -> dict[str, np.ndarray]:
    """Every column as numbers, but those named in `words`."""
    found = rows(name)
    return {
        key: np.array([row[key] if key in words else float(row[key]) for row in found])
        for key in found[0]
    }

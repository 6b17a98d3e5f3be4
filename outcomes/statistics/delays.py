"""Days from ready for discharge to discharged, as NHS England publishes them.

The same day is 0 days. The average is given two ways, with and without those who went the same
day, because the two differ up to sixfold. A discharge before the ready date is a mistake in the
record: it is counted apart, never as a delay of less than nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

BANDS: tuple[tuple[int, int | None, str], ...] = (
    (0, 0, "0"),
    (1, 1, "1"),
    (2, 3, "2–3"),
    (4, 6, "4–6"),
    (7, 13, "7–13"),
    (14, 20, "14–20"),
    (21, None, "21+"),
)


@dataclass(frozen=True)
class Delays:
    discharges: int
    delayed: int
    days: int
    percent_delayed: float | None
    mean_all: float | None
    mean_delayed: float | None
    median_delayed: float | None
    bands: dict[str, int]
    wrong_dates: int


def band_of(days: int) -> str:
    """The published band of a number of days delayed."""
    return next(
        label for first, last, label in BANDS if days >= first and (last is None or days <= last)
    )


def _bands(days: Iterable[int]) -> dict[str, int]:
    counted = dict.fromkeys((label for _first, _last, label in BANDS), 0)
    for each in days:
        counted[band_of(each)] += 1
    return counted


def summarise(days_delayed: Sequence[int]) -> Delays:
    """All figures about delays of one group of discharges. Negative days are set apart."""
    right = [days for days in days_delayed if days >= 0]
    late = [days for days in right if days > 0]
    return Delays(
        discharges=len(right),
        delayed=len(late),
        days=sum(late),
        percent_delayed=100 * len(late) / len(right) if right else None,
        mean_all=sum(late) / len(right) if right else None,
        mean_delayed=sum(late) / len(late) if late else None,
        median_delayed=float(median(late)) if late else None,
        bands=_bands(right),
        wrong_dates=len(days_delayed) - len(right),
    )

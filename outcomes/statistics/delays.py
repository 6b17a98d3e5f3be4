"""Days from ready for discharge to discharged, as NHS England publishes them.

The same day is 0 days. The average is given two ways, with and without those who went the same
day, because the two differ up to sixfold. A discharge before the ready date is a mistake in the
record: it is counted apart, never as a delay of less than nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True)
class BandShare:
    """One band: people, bed days where known, and shares (0 to 1) of all and of those delayed."""

    people: int
    bed_days: int | None
    of_all: float
    of_delayed: float | None


@dataclass(frozen=True)
class PublishedDelays:
    """The figures that NHS England's monthly collection gives for a trust or for England.

    Shares lie between 0 and 1, percentages between 0 and 100. A figure whose parts are not known
    or are nothing is None.
    """

    discharges: int
    delayed: int
    bed_days: int
    share_not_delayed: float | None
    share_delayed: float | None
    percent_delayed: float | None
    mean_all: float | None
    mean_delayed: float | None
    percent_of_beds: float | None
    bands: dict[str, BandShare]


def published(
    people: Mapping[str, int],
    *,
    bed_days: int,
    band_bed_days: Mapping[str, int] | None = None,
    beds: int | None = None,
    days_in_month: int | None = None,
) -> PublishedDelays:
    """From counts of people by band ("0", "1", "2–3" …) and the bed days of those delayed.

    beds: adult acute beds; with the days of the month they give the share of beds taken by people
    who were ready to leave.
    """
    _possible(people, bed_days)
    same_day, discharges = people.get("0", 0), sum(people.values())
    delayed = discharges - same_day
    return PublishedDelays(
        discharges=discharges,
        delayed=delayed,
        bed_days=bed_days,
        share_not_delayed=_over(same_day, discharges),
        share_delayed=_over(delayed, discharges),
        percent_delayed=_over(100 * delayed, discharges),
        mean_all=_over(bed_days, discharges),
        mean_delayed=_over(bed_days, delayed),
        percent_of_beds=_over(100 * bed_days, (beds or 0) * (days_in_month or 0)),
        bands=_band_shares(people, band_bed_days or {}, discharges, delayed),
    )


def _possible(people: Mapping[str, int], bed_days: int) -> None:
    unknown = set(people) - {label for _first, _last, label in BANDS}
    if unknown or any(count < 0 for count in people.values()) or bed_days < 0:
        raise ValueError("delays: counts from 0 in the published bands are needed")
    if bed_days and not any(count for label, count in people.items() if label != "0"):
        raise ValueError("delays: bed days without anybody delayed cannot be right")


def _band_shares(people, bed_days, discharges: int, delayed: int) -> dict[str, BandShare]:
    return {
        label: BandShare(
            count,
            bed_days.get(label),
            count / discharges if discharges else 0.0,
            _over(count, delayed) if label != "0" else None,
        )
        for label, count in people.items()
    }


def _over(part: int, whole: int) -> float | None:
    return part / whole if whole else None

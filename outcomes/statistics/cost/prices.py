"""Unit costs of one year in the prices of another, and the plainest sums made with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

PENNY = Decimal("0.01")


def pennies(amount: Decimal) -> Decimal:
    """To the penny, halves away from zero, as finance offices round."""
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)


def starting_year(label: str) -> int:
    """2023 for both “2023/24” and “2023-24”, and for a plain “2023”."""
    return int(label[:4])


def uplift(rates: Mapping[str, Decimal], *, source: str, target: str) -> Decimal:
    """The factor that takes prices of year `source` to year `target`.

    rates: percent change *into* the year named, e.g. {"2020/21": Decimal("2.49")}. Going back in
    time is the reciprocal. Raises KeyError naming the first year that has no rate.
    """
    first, last = sorted((starting_year(source), starting_year(target)))
    by_year = {starting_year(label): rate for label, rate in rates.items()}
    factor = Decimal(1)
    for year in range(first + 1, last + 1):
        if year not in by_year:
            raise KeyError(f"{year}/{(year + 1) % 100:02d}")
        factor *= 1 + by_year[year] / 100
    return factor if starting_year(target) >= starting_year(source) else 1 / factor


@dataclass(frozen=True)
class Uplifted:
    """An amount in another year's prices, with the index and its version."""

    amount: Decimal
    factor: Decimal
    source_year: str
    target_year: str
    index: str
    version: str


@dataclass(frozen=True)
class PriceIndex:
    """A published index: percent change into each year. Versions differ for the same year.

    The health index for 2023/24 was 4.31 % in one manual and 2.47 % in the next, so a figure is
    only right together with the version it was made with.
    """

    name: str
    version: str
    source: str
    rates: Mapping[str, Decimal]

    def uplifted(self, amount: Decimal, *, source: str, target: str) -> Uplifted:
        """The amount, to the penny, in prices of `target`; backwards is the reciprocal.

        Raises KeyError naming the first year that has no rate: nothing is invented.
        """
        factor = uplift(self.rates, source=source, target=target)
        return Uplifted(pennies(amount * factor), factor, source, target, self.name, self.version)


def avoided(before: int, after: int, unit_cost: Decimal) -> Decimal:
    """(before − after) × unit cost; below zero when there was more afterwards."""
    return pennies((before - after) * unit_cost)


def bed_days_saved(days: int, value_of_a_day: Decimal) -> Decimal:
    """Days × value of a day, as the services that publish bed days saved count them."""
    return pennies(days * value_of_a_day)


def bed_days_a_working_day(days: int, *, weeks: int, days_a_week: int = 5) -> Decimal:
    """Bed days saved for each working day of the service."""
    return Decimal(days) / (weeks * days_a_week)

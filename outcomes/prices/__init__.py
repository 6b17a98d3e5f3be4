"""Price indices: what was published, how it is read, and a unit cost in another year's prices."""

from outcomes.prices.editions import Edition, Prices, edition_called, editions, prices_of
from outcomes.prices.reading import LEVEL, PERCENT, financial_year, read_rates

__all__ = [
    "LEVEL",
    "PERCENT",
    "Edition",
    "Prices",
    "edition_called",
    "editions",
    "financial_year",
    "prices_of",
    "read_rates",
]

"""Social return on each pound spent: a range with its sources, never one figure.

The values put on a life less lonely differ severalfold between sources, and one number would hide
that. So low and high are asked of every value, and each names where it comes from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from outcomes.statistics.cost.prices import pennies


@dataclass(frozen=True)
class SocialValue:
    """What an outcome is worth for all the people who had it, in pounds, and who says so."""

    outcome: str
    low: Decimal
    high: Decimal
    source: str


@dataclass(frozen=True)
class SocialReturn:
    """Pounds of social value for each pound spent, from `low` to `high`."""

    low: Decimal
    high: Decimal
    cost: Decimal
    values: tuple[SocialValue, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source once, in the order given."""
        return tuple(dict.fromkeys(value.source for value in self.values))


def social_return(values: Sequence[SocialValue], *, cost: Decimal) -> SocialReturn:
    """Add up the lows and the highs and divide by the cost of the programme."""
    if cost <= 0:
        raise ValueError("cost: a return needs a cost above 0")
    if not values:
        raise ValueError("a social return needs at least one outcome with its value")
    for value in values:
        if not value.source.strip():
            raise ValueError(f"{value.outcome}: a value without a source is not used")
        if value.low > value.high:
            raise ValueError(f"{value.outcome}: the low value is above the high one")
    low = sum((value.low for value in values), Decimal(0))
    high = sum((value.high for value in values), Decimal(0))
    if low == high:
        raise ValueError("a social return is given as a range: say how low and how high it may be")
    return SocialReturn(pennies(low / cost), pennies(high / cost), cost, tuple(values))

"""Several years together: present value, benefit for each pound, and what would turn the balance.

Green Book: real prices of one year, discounted by 3.5 % a year, health effects by 1.5 %; the first
year (year 0) is not discounted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from outcomes.statistics.cost.prices import pennies

DISCOUNT, HEALTH_DISCOUNT = Decimal("0.035"), Decimal("0.015")


@dataclass(frozen=True)
class Appraisal:
    """`ratio`: benefit for each pound of cost, None without cost."""

    benefits: Decimal
    costs: Decimal
    net: Decimal
    ratio: Decimal | None


def present_value(amounts: Sequence[Decimal], *, rate: Decimal = DISCOUNT) -> Decimal:
    """Amounts of year 0, 1, 2 … in today's value, to the penny."""
    if rate <= -1:
        raise ValueError("rate: a discount of 100 % or more makes no sense")
    total = sum((amount / (1 + rate) ** year for year, amount in enumerate(amounts)), Decimal(0))
    return pennies(total)


def appraise(
    benefits: Sequence[Decimal], costs: Sequence[Decimal], *, rate: Decimal = DISCOUNT
) -> Appraisal:
    """Net present value and benefit for each pound."""
    gained, spent = present_value(benefits, rate=rate), present_value(costs, rate=rate)
    return Appraisal(gained, spent, gained - spent, gained / spent if spent > 0 else None)


def switching_value(benefits: Decimal, costs: Decimal) -> Decimal | None:
    """The share of the benefit that would just pay the cost: 0.4 means that 40 % are enough.

    None when there is no benefit to pay with; above 1, the service costs more than it avoids.
    """
    return costs / benefits if benefits > 0 else None

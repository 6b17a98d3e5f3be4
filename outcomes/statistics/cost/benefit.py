"""The value of events that did not happen, against what would have happened anyway.

benefit = Σ (counterfactual rate − observed rate) × persons × unit cost × (1 − deadweight)
× attribution × (1 − optimism correction). The counterfactual is the matched comparison group's.
Where there is none, `without_controls` gives a range from nothing to the whole raw change, and the
figure that is left once the expected fall is taken off.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from outcomes.statistics.cost.optimism import corrected_benefit
from outcomes.statistics.cost.prices import pennies

Kind = Literal["cash-releasing", "capacity", "economic"]
CAUTIOUS, CENTRAL, HOPEFUL = "cautious", "central", "hopeful"


@dataclass(frozen=True)
class Line:
    """One kind of event. Rates: events per person in the window. `source`: of the unit cost.

    `kind`: whether money comes back (cash-releasing), room is made (capacity; bed days and
    attendances) or society gains (economic). The three are never added into one saving.
    """

    event: str
    counterfactual_rate: Decimal
    observed_rate: Decimal
    unit_cost: Decimal
    price_year: str
    source: str
    kind: Kind = "capacity"


@dataclass(frozen=True)
class Assumptions:
    """deadweight: share that would have come anyway; attribution: share due to this service.

    `cost_factor` stretches unit costs (0.8 for a cheap bed day); `grade` of evidence, 1 to 6.
    """

    deadweight: Decimal = Decimal(0)
    attribution: Decimal = Decimal(1)
    grade: int = 1
    cost_factor: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        for share in (self.deadweight, self.attribution):
            if not 0 <= share <= 1:
                raise ValueError("deadweight and attribution are shares between 0 and 1")
        if self.cost_factor <= 0:
            raise ValueError("cost_factor: above 0")


@dataclass(frozen=True)
class Benefit:
    """Pounds by event and by kind, to the penny; below zero when more happened than expected."""

    lines: tuple[tuple[Line, Decimal], ...]
    by_kind: dict[str, Decimal]
    assumptions: Assumptions

    def total(self, kind: Kind = "capacity") -> Decimal:
        """The sum of one kind; there is no sum of all."""
        return self.by_kind.get(kind, Decimal("0.00"))


@dataclass(frozen=True)
class Spread:
    """The same benefit under cautious, central and hopeful assumptions."""

    cautious: Benefit
    central: Benefit
    hopeful: Benefit


def benefit(lines: Sequence[Line], *, people: int, assumptions: Assumptions) -> Benefit:
    """Value the lines for so many people. Refuses a line whose price has no source."""
    if people < 0:
        raise ValueError("people: a count cannot be below 0")
    valued = []
    by_kind: dict[str, Decimal] = {}
    for line in lines:
        if not line.source.strip():
            raise ValueError(f"{line.event}: a unit cost without a source is not used")
        amount = _amount(line, people, assumptions)
        valued.append((line, amount))
        by_kind[line.kind] = by_kind.get(line.kind, Decimal("0.00")) + amount
    return Benefit(tuple(valued), by_kind, assumptions)


def _amount(line: Line, people: int, assumptions: Assumptions) -> Decimal:
    fewer = (line.counterfactual_rate - line.observed_rate) * people
    raw = fewer * line.unit_cost * assumptions.cost_factor
    shared = raw * (1 - assumptions.deadweight) * assumptions.attribution
    return pennies(corrected_benefit(shared, assumptions.grade))


def spread(lines: Sequence[Line], *, people: int, cases: Mapping[str, Assumptions]) -> Spread:
    """cases: assumptions named cautious, central and hopeful, none kinder than the next."""
    if set(cases) != {CAUTIOUS, CENTRAL, HOPEFUL}:
        raise ValueError("assumptions are needed for cautious, central and hopeful")
    ladder = [cases[name] for name in (CAUTIOUS, CENTRAL, HOPEFUL)]
    kindness = [
        (-each.deadweight, each.attribution, -each.grade, each.cost_factor) for each in ladder
    ]
    for below, above in pairwise(kindness):
        if any(one > other for one, other in zip(below, above, strict=True)):
            raise ValueError("cautious may not be kinder than central, nor central than hopeful")
    return Spread(*(benefit(lines, people=people, assumptions=each) for each in ladder))


@dataclass(frozen=True)
class WithoutControls:
    """`lowest` is nothing at all; `adjusted` is what is left after the expected fall, or None."""

    lowest: Decimal
    adjusted: Decimal | None
    highest: Decimal


def without_controls(
    before: int, after: int, unit_cost: Decimal, *, expected_percent: Decimal | None
) -> WithoutControls:
    """No comparison group: from 0 % to 100 % of the raw change, and beyond the expected fall.

    expected_percent: change to expect without help, e.g. −46 for a fall of 46 %.
    """
    raw = pennies((before - after) * unit_cost)
    adjusted = None
    if expected_percent is not None:
        would_be = before * (1 + expected_percent / 100)
        adjusted = pennies((would_be - after) * unit_cost)
    nothing = Decimal("0.00")
    return WithoutControls(min(raw, nothing), adjusted, max(raw, nothing))

"""Optimism correction: weaker evidence means a smaller benefit and a larger cost.

Grades 1 (best) to 6 of the Greater Manchester and HM Treasury model for public service
transformation: benefits −0, −5, −10, −15, −25, −40 %; costs +0, +5, +10, +15, +25, +40 %. The grade
is the worst of its four parts: one guess spoils three good figures.
"""

from dataclasses import dataclass
from decimal import Decimal

_PERCENT = {1: 0, 2: 5, 3: 10, 4: 15, 5: 25, 6: 40}
BENEFIT_CORRECTION = {grade: Decimal(-percent) / 100 for grade, percent in _PERCENT.items()}
COST_CORRECTION = {grade: Decimal(percent) / 100 for grade, percent in _PERCENT.items()}


@dataclass(frozen=True)
class Evidence:
    """Each part from 1 to 6.

    `population`: 1 the agency's own cohort … 6 one expert's word. `effect`: 1 a trial or a strong
    comparison … 6 expert judgement. `age`: 1 under a year … 6 over five years. `error`: 1 within
    2 % … 6 beyond 25 %.
    """

    population: int
    effect: int
    age: int
    error: int

    def __post_init__(self) -> None:
        for part in (self.population, self.effect, self.age, self.error):
            _graded(part)

    @property
    def grade(self) -> int:
        """The worst part."""
        return max(self.population, self.effect, self.age, self.error)


def _graded(grade: int) -> int:
    if grade not in _PERCENT:
        raise ValueError("a grade of evidence is a whole number from 1 to 6")
    return grade


def corrected_benefit(amount: Decimal, grade: int) -> Decimal:
    """Nearer to nothing by the grade's percentage, gain and loss alike, as the model has it."""
    return amount * (1 + BENEFIT_CORRECTION[_graded(grade)])


def corrected_cost(amount: Decimal, grade: int) -> Decimal:
    """More by the grade's percentage."""
    if amount < 0:
        raise ValueError("a cost is not below 0")
    return amount * (1 + COST_CORRECTION[_graded(grade)])

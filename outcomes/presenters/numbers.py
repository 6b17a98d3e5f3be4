"""Two ways to write a number: as it is, and as it may leave the service."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from core.money import pounds
from outcomes.statistics import disclosure
from outcomes.statistics.disclosure import Amount, Sum
from outcomes.words import signed

DASH = "–"
TENS, THOUSANDS = 10, 1_000


def whole_pounds(amount: Decimal) -> str:
    """£1,180: pounds without pence."""
    sign = "−" if amount < 0 else ""
    return f"{sign}£{abs(amount):,.0f}"


class Exact:
    """True figures, for those who may see them."""

    publishes = False

    def count(self, number: int | None) -> str:
        return DASH if number is None else f"{number:,}"

    def roughly(self, number: float) -> str:
        """What a model gives for a count."""
        return f"{round(number):,}"

    def hides(self, *numbers: int) -> bool:
        """Whether one of these counts may not be seen."""
        return False

    def apart(self, before: int, after: int) -> int | None:
        """before − after, as far as the two may be known; None when one may not."""
        return before - after

    def change(self, before: int, after: int, percent: float | None) -> str:
        return signed(percent)

    def share(self, part: int, whole: int) -> str:
        return DASH if not whole else f"{round(100 * part / whole)}%"

    def money(self, amount, people: int) -> str:
        return DASH if amount is None else pounds(Decimal(amount))

    def round_money(self, amount, people: int) -> str:
        return DASH if amount is None else whole_pounds(Decimal(amount))

    def paid(self, spent: Sum) -> str:
        """Pounds paid for a kind of thing."""
        return pounds(spent.amount)

    def valued(self, amount) -> str:
        """Pounds that a model gives from counts and prices."""
        return DASH if amount is None else pounds(Decimal(amount))

    def for_each(self, amount, number: int) -> str:
        """Pounds for each of `number`."""
        return self.money(amount, number)

    def about(self, value: float | None, people: int, *, places: int = 1) -> str:
        return DASH if value is None else f"{value:,.{places}f}".replace("-", "−")

    def parts(self, numbers: Sequence[int], whole: int) -> tuple[list[str], str]:
        """Counts that make up a whole, and the whole."""
        return [self.count(each) for each in numbers], self.count(whole)


class Notebook(Protocol):
    """Keeps what was said, and knows what must not be."""

    def withholds(self, number: int) -> bool:
        """Whether this count must not be given; if it may, it is noted as given."""

    def withholds_pounds(self, amount: Amount) -> bool:
        """The same of a sum of money."""


class Published(Exact):
    """1 to 7 as a star, all else to the nearest 5; means and pounds about 1 to 7 people hidden.

    Pounds are rounded so that they give no count behind them away. With a `notebook` each count is
    noted, and one that would give another away is a dash (presenters.reports.counts).
    """

    publishes = True

    def __init__(self, notebook: Notebook | None = None):
        self.notebook = notebook

    def _withheld(self, *numbers: int) -> bool:
        if self.notebook is None:
            return False
        told = [self.notebook.withholds(each) for each in numbers]  # all: what is given is noted
        return any(told)

    def count(self, number: int | None) -> str:
        if number is None or self._withheld(number):
            return DASH
        return disclosure.count(number)

    def roughly(self, number: float) -> str:
        return disclosure.count(max(0, round(number)))

    def hides(self, *numbers: int) -> bool:
        return self._withheld(*numbers) or any(disclosure.is_small(each) for each in numbers)

    def apart(self, before: int, after: int) -> int | None:
        if self.hides(before, after):
            return None
        return (disclosure.rounded(before) or 0) - (disclosure.rounded(after) or 0)

    def change(self, before: int, after: int, percent: float | None) -> str:
        if self._withheld(before, after):
            return DASH
        safe = disclosure.percent_change(before, after)
        if safe is None:
            return disclosure.STAR if before else DASH
        return signed(safe)

    def share(self, part: int, whole: int) -> str:
        return DASH if self._withheld(part, whole) else disclosure.percentage(part, whole)

    def parts(self, numbers: Sequence[int], whole: int) -> tuple[list[str], str]:
        """Noted one by one; else as `protect` lets them out: the whole is withheld where it would
        give a part away."""
        if self.notebook is not None:
            return super().parts(numbers, whole)
        *parts, total = disclosure.protect([list(numbers)]).words()[0]
        return parts, total

    def money(self, amount, people: int) -> str:
        return self.round_money(amount, people)

    def round_money(self, amount, people: int) -> str:
        if amount is not None and disclosure.is_small(people):
            return disclosure.STAR
        return DASH if amount is None else whole_pounds(_to(TENS, amount))

    def paid(self, spent: Sum) -> str:
        near = _to(TENS, spent.amount)
        amount = Amount(spent.cells, float(near) - TENS / 2, float(near) + TENS / 2)
        if self.notebook is not None and self.notebook.withholds_pounds(amount):
            return DASH
        return self.money(spent.amount, spent.people)

    def valued(self, amount) -> str:
        return DASH if amount is None else whole_pounds(_to(THOUSANDS, amount))

    def for_each(self, amount, number: int) -> str:
        """From the rounded number: the sum is known, so the true share would tell the number."""
        safe = disclosure.rounded(number)
        if amount is None or self._withheld(number):
            return DASH
        return whole_pounds(Decimal(amount) * number / safe) if safe else disclosure.STAR

    def about(self, value: float | None, people: int, *, places: int = 1) -> str:
        hidden = value is not None and disclosure.is_small(people)
        return disclosure.STAR if hidden else super().about(value, people, places=places)


def _to(step: int, amount) -> Decimal:
    return Decimal(step * round(Decimal(amount) / step))


def rule_in_words() -> str:
    """How counts are shown in what leaves the service."""
    return _("People are rounded to the nearest 5, and 1 to 7 people are shown as a star.")

"""Two ways to write a number: as it is, and as it may leave the service."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from core.money import pounds
from outcomes.statistics import disclosure
from outcomes.words import signed

DASH = "–"


def whole_pounds(amount: Decimal) -> str:
    """£1,180: pounds without pence."""
    sign = "−" if amount < 0 else ""
    return f"{sign}£{abs(amount):,.0f}"


class Exact:
    """True figures, for those who may see them."""

    publishes = False

    def count(self, number: int | None) -> str:
        return DASH if number is None else f"{number:,}"

    def change(self, before: int, after: int, percent: float | None) -> str:
        return signed(percent)

    def share(self, part: int, whole: int) -> str:
        return DASH if not whole else f"{round(100 * part / whole)}%"

    def money(self, amount, people: int) -> str:
        return DASH if amount is None else pounds(Decimal(amount))

    def round_money(self, amount, people: int) -> str:
        return DASH if amount is None else whole_pounds(Decimal(amount))

    def about(self, value: float | None, people: int, *, places: int = 1) -> str:
        return DASH if value is None else f"{value:,.{places}f}".replace("-", "−")

    def parts(self, numbers: Sequence[int]) -> tuple[list[str], str]:
        """Counts that make up a whole, and the whole."""
        return [self.count(each) for each in numbers], self.count(sum(numbers))


class Published(Exact):
    """1 to 7 as a star, all else to the nearest 5; means and pounds about 1 to 7 people hidden."""

    publishes = True

    def count(self, number: int | None) -> str:
        return DASH if number is None else disclosure.count(number)

    def change(self, before: int, after: int, percent: float | None) -> str:
        safe = disclosure.percent_change(before, after)
        if safe is None:
            return disclosure.STAR if before else DASH
        return signed(safe)

    def share(self, part: int, whole: int) -> str:
        return disclosure.percentage(part, whole)

    def parts(self, numbers: Sequence[int]) -> tuple[list[str], str]:
        """As `protect` lets them out: the whole is withheld where it would give a part away."""
        *parts, whole = disclosure.protect([list(numbers)]).words()[0]
        return parts, whole

    def money(self, amount, people: int) -> str:
        return disclosure.STAR if disclosure.is_small(people) else super().money(amount, people)

    def round_money(self, amount, people: int) -> str:
        if disclosure.is_small(people):
            return disclosure.STAR
        return super().round_money(amount, people)

    def about(self, value: float | None, people: int, *, places: int = 1) -> str:
        hidden = value is not None and disclosure.is_small(people)
        return disclosure.STAR if hidden else super().about(value, people, places=places)


def rule_in_words() -> str:
    """How counts are shown in what leaves the service."""
    return _("People are rounded to the nearest 5, and 1 to 7 people are shown as a star.")
